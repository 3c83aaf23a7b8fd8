// The whole house on real workerd and Postgres, from the configs that are deployed, on a database of its own.
import { randomUUID } from "node:crypto";
import { mintOperatorKey } from "@ledge/tools/operator-key";
import { CONFIGS, ROOT } from "@ledge/tools/runtime";
import { createTestHarness, type TestHarness } from "wrangler";
import { answerFaults, type Checker } from "./contract/answers.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

/** Where problems are explained, as the gateway's config has it. */
export const DOCS_URL = "http://docs.localhost:8787";
const PEPPER = "a pepper for tests";
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  "core-service/wrangler.toml": ["DATABASE_URL"],
  "workers/identity/wrangler.toml": ["CURSOR_KEY", "API_KEY_PEPPER"],
  "workers/customers/wrangler.toml": ["CURSOR_KEY"],
  "workers/accounts/wrangler.toml": ["CURSOR_KEY"],
  "workers/payments/wrangler.toml": ["CURSOR_KEY"],
  "workers/ledger/wrangler.toml": ["CURSOR_KEY"],
  "workers/webhooks/wrangler.toml": ["CURSOR_KEY", "WEBHOOK_MASTER_KEY"],
};

export interface LedgeResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; null when it is not JSON. */
  readonly json: any;
}

export interface RequestOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly rawBody?: string | Uint8Array;
  /** The API key; null sends none; the operator's by default. */
  readonly token?: string | null;
  /** The Idempotency-Key; null sends none; a new one by default. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Ledge {
  readonly database: TestDatabase;
  readonly harness: TestHarness;
  readonly url: URL;
  readonly operatorKey: string;
  /** What is sent by hand, such as what is read as it comes. Its status and headers are held against the contract, like every answer's. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A request at the public edge. Throws when the answer is not what the contract says. */
  request(method: string, path: string, options?: RequestOptions): Promise<LedgeResponse>;
  close(): Promise<void>;
}

export interface LedgeOptions {
  /** Config variables by Worker config path. */
  readonly vars?: Readonly<Record<string, Record<string, string>>>;
  /** Takes a Worker's place: its config path by the one it replaces. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Further Workers of the same account, by config path. */
  readonly beside?: readonly string[];
  /** Where the core connects, instead of straight to the test's database. */
  readonly databaseUrl?: (runtimeUrl: string) => Promise<string>;
}

export async function startLedge(options: LedgeOptions = {}): Promise<Ledge> {
  const database = await createTestDatabase();
  const operatorKey = await mintOperatorKey(database.migratorUrl, PEPPER, "test operator");
  const values: Record<string, string> = {
    DATABASE_URL: (await options.databaseUrl?.(database.runtimeUrl)) ?? database.runtimeUrl,
    CURSOR_KEY: "a cursor key for tests",
    API_KEY_PEPPER: PEPPER,
    WEBHOOK_MASTER_KEY: "a webhook master key for tests",
  };
  const harness = createTestHarness({
    root: ROOT,
    workers: [...CONFIGS, ...(options.beside ?? [])].map((config) => ({
      configPath: options.replace?.[config] ?? config,
      vars: options.vars?.[config] ?? {},
      secrets: Object.fromEntries((SECRETS[config] ?? []).map((name) => [name, values[name] as string])),
    })),
  });
  const { url } = await harness.listen();
  // The contract speaks of the house as it is deployed.
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
      await database.drop();
    },
  };
}

interface Edge {
  readonly url: URL;
  readonly operatorKey: string;
  readonly check: Checker;
}

/** The one way out of a test: nothing comes back that the contract does not declare. */
async function fetchChecked({ url, check }: Edge, path: string, init: RequestInit): Promise<Response> {
  const target = new URL(path, url);
  const response = await fetch(target, { ...init, redirect: "manual" });
  mustFit(
    check({ method: init.method ?? "GET", path: pathOf(target) }, { status: response.status, headers: response.headers, text: null }),
  );
  return response;
}

/** As it goes on the wire: without the dots that a client resolves. */
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
    // Not every answer is JSON; the test that cares looks at the text.
  }
  return { status: response.status, headers: response.headers, text, json };
}
