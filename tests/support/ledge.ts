// All Workers on real workerd and Postgres, from the configs that are deployed, on a database of their own.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { mintOperatorKey } from "@ledge/database/operator-key";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { createTestHarness, type TestHarness, unstable_readConfig } from "wrangler";
import { answerFaults, type Checker } from "./contract/answers.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { publish } from "./secrets-store.ts";

/** The address of the pages that explain problems, as in the gateway's config. */
export const DOCS_URL = "http://docs.localhost:8787";
const API_KEY_SECRETS = { peppers: "a-pepper-for-tests", macSecrets: "a-secret-of-macs-for-tests" };

export interface LedgeResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; null when it is not JSON. */
  readonly json: any;
}

export interface RequestOptions {
  readonly body?: unknown;
  /** Sent unchanged, instead of `body` as JSON. */
  readonly rawBody?: string | Uint8Array | ReadableStream<Uint8Array>;
  /** The API key; null sends none. The default is the operator's. */
  readonly token?: string | null;
  /** The Idempotency-Key; null sends none. The default is a new one. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Ledge {
  readonly database: TestDatabase;
  readonly harness: TestHarness;
  readonly url: URL;
  readonly operatorKey: string;
  /** Sends a request as given, for example to read the body as a stream. Status and headers are checked against the contract. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a request to the public edge. @throws when the answer does not match the contract. */
  request(method: string, path: string, options?: RequestOptions): Promise<LedgeResponse>;
  close(): Promise<void>;
}

export interface LedgeOptions {
  /** Config variables by Worker config path. */
  readonly vars?: Readonly<Record<string, Record<string, string>>>;
  /** Replaces Workers: the config path of the replacement by the config path of the replaced Worker. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Further Workers of the same account, by config path. */
  readonly beside?: readonly string[];
  /** Secrets with another value than those of all tests. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The database of another platform, which drops it. */
  readonly database?: TestDatabase;
  /** The URL that the core connects to, when it is not the test database's own. */
  readonly databaseUrl?: (runtimeUrl: string) => Promise<string>;
}

export async function startLedge(options: LedgeOptions = {}): Promise<Ledge> {
  const database = options.database ?? (await createTestDatabase());
  const apiKeySecrets = { ...API_KEY_SECRETS, peppers: options.secrets?.["API_KEY_PEPPER"] ?? API_KEY_SECRETS.peppers };
  const operatorKey = await mintOperatorKey(database.migratorUrl, apiKeySecrets, "test operator");
  const values: Record<string, string> = {
    CURSOR_KEY: "a-cursor-key-for-tests",
    API_KEY_PEPPER: apiKeySecrets.peppers,
    API_KEY_MAC_SECRETS: apiKeySecrets.macSecrets,
    WEBHOOK_MASTER_KEY: "a-webhook-master-key-for-tests",
    LOG_KEY: logKeyText(LOG_ORIGIN, "01".repeat(32)),
    RECEIPT_KEYS: "02".repeat(32),
    ...options.secrets,
  };
  const harness = createTestHarness({
    root: ROOT,
    workers: [...CONFIGS, ...(options.beside ?? [])].map((config) => ({
      configPath: options.replace?.[config] ?? config,
      vars: options.vars?.[config] ?? {},
      secrets: Object.fromEntries(secretsOf(config).map((name) => [name, values[name] as string])),
    })),
  });
  const { url } = await harness.listen();
  const databaseUrl = (await options.databaseUrl?.(database.runtimeUrl)) ?? database.runtimeUrl;
  await publish(harness, { generation: 1, urls: [databaseUrl] });
  // The contract describes the platform with its own Workers only.
  const check: Checker = options.replace === undefined ? answerFaults : () => [];
  const edge: Edge = { url, operatorKey, check };
  return {
    database,
    harness,
    url,
    operatorKey,
    fetch: (path, init = {}) => fetchChecked(edge, path, init),
    request: (method, path, request = {}) => send(edge, method, path, request),
    async close() {
      await harness.close();
      if (options.database === undefined) await database.drop();
    },
  };
}

interface Edge {
  readonly url: URL;
  readonly operatorKey: string;
  readonly check: Checker;
}

/** All requests of tests go through here, so that no answer passes that the contract does not declare. */
async function fetchChecked({ url, check }: Edge, path: string, init: RequestInit): Promise<Response> {
  const target = new URL(path, url);
  const response = await fetch(target, { ...init, redirect: "manual" });
  mustFit(
    check({ method: init.method ?? "GET", path: pathOf(target) }, { status: response.status, headers: response.headers, text: null }),
  );
  return response;
}

/** The path as it goes on the wire: the client has resolved its dot segments. */
const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;

function mustFit(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`not what the contract says:\n${faults.join("\n")}`);
}

async function send(edge: Edge, method: string, path: string, options: RequestOptions): Promise<LedgeResponse> {
  const { url, operatorKey, check } = edge;
  const headers = new Headers(options.headers);
  const token = options.token === undefined ? operatorKey : options.token;
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  const isWrite = method !== "GET" && method !== "HEAD";
  if (isWrite && options.key !== null) headers.set("Idempotency-Key", options.key ?? randomUUID());
  const hasBody = options.body !== undefined || options.rawBody !== undefined;
  if (hasBody && !headers.has("Content-Type")) headers.set("Content-Type", "application/json");
  const response = await fetchChecked(edge, path, {
    method,
    headers,
    ...(hasBody ? { body: options.rawBody ?? JSON.stringify(options.body), duplex: "half" } : {}),
  } as RequestInit);
  const text = await response.text();
  mustFit(check({ method, path: pathOf(new URL(path, url)) }, { status: response.status, headers: response.headers, text }));
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Not every answer is JSON. A test that expects another media type reads the text.
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** The secrets that a Worker's config requires, by name. */
const secretsOf = (config: string): readonly string[] =>
  unstable_readConfig({ config: join(ROOT, config) }, { hideWarnings: true }).secrets?.required ?? [];
