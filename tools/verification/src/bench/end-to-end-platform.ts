// The platform that a load is sent to: production bundles of every Worker under Miniflare on a new database, with the Worker of the limits in
// the same runtime, and a thousand accounts that were opened through the API.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { newSeed } from "@ledge/database/new-secret";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { mintOperatorKey } from "@ledge/database/operator-key";
import { CONFIGS } from "@ledge/repository/workers";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers, type RunWorkersOptions } from "@ledge/dev/workerd/run-workers";
import { type Databases, query } from "./bench-postgres.ts";
import { postJson } from "./end-to-end-api.ts";
import type { Target } from "./end-to-end-load.ts";
import { LIMITS_HOST } from "./end-to-end-requests.ts";

const LIMITS = "tools/verification/src/bench/workers/limits/wrangler.toml";
const ACCOUNTS = 1_000;
/** How many accounts are opened at a time. */
const OPENING = 32;
/** Never reached: limits are checked, and no transfer is refused. */
const OVERDRAFT_MINOR = "1000000000000";

export interface Platform {
  readonly target: Target;
  /** Of its database, as the server's administrator. */
  readonly adminUrl: string;
  /** Waits until the events of a load are applied, so that they do not slow the next load. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** How the Workers of a platform differ from those that are deployed. */
export type Adapted = Partial<Pick<RunWorkersOptions, "bundles" | "vars" | "adapt">>;

export async function startPlatform(postgres: Databases, { bundles, vars = {}, adapt }: Adapted = {}): Promise<Platform> {
  const database = await postgres.createDatabase();
  // The table of the limits' Worker, to which the product's login may add rows as to the product's tables.
  await query(
    database.adminUrl,
    `CREATE SCHEMA bench; CREATE TABLE bench.rows (note text);
    GRANT USAGE ON SCHEMA bench TO ledge_runtime; GRANT INSERT ON bench.rows TO ledge_runtime`,
  );
  const stateDir = mkdtempSync(join(tmpdir(), "ledge-bench-state-"));
  const apiKeySecrets = { peppers: randomBytes(16).toString("hex"), macSecrets: randomBytes(16).toString("hex") };
  const workers = await runWorkers({
    bundles: [...(bundles ?? (await bundleWorkers(CONFIGS))), ...(await bundleWorkers([LIMITS]))],
    vars,
    port: await freePort(),
    stateDir,
    databaseUrl: database.runtimeUrl,
    secrets: {
      // Of the Worker of the limits.
      DATABASE_URL: database.runtimeUrl,
      CURSOR_KEY: randomBytes(16).toString("hex"),
      API_KEY_PEPPER: apiKeySecrets.peppers,
      API_KEY_MAC_SECRETS: apiKeySecrets.macSecrets,
      WEBHOOK_MASTER_KEY: randomBytes(32).toString("hex"),
      LOG_KEY: logKeyText(LOG_ORIGIN, newSeed()),
      RECEIPT_KEYS: newSeed(),
    },
    // The Workers' own measurements are not part of the benchmark.
    onLog: () => undefined,
    // Routed by its host, so that its requests take the same way as those of the gateway.
    adapt: (configPath, options) =>
      configPath === LIMITS ? { ...options, routes: [`${LIMITS_HOST}/*`] } : (adapt?.(configPath, options) ?? options),
  });
  const stop = async (): Promise<void> => {
    await workers.stop();
    await database.drop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    const token = await mintOperatorKey(database.migratorUrl, apiKeySecrets, "bench");
    const target = { host: workers.url.hostname, port: Number(workers.url.port), token };
    const settle = () => untilSettled(database.adminUrl);
    return { target: { ...target, accounts: await openAccounts(target) }, adminUrl: database.adminUrl, settle, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SETTLE_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** @throws when the relay and the consumers are not done after SETTLE_TIMEOUT_MS. */
async function untilSettled(url: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < SETTLE_TIMEOUT_MS; waitedMs += POLL_MS) {
    const { rows } = await query<{ settled: boolean }>(
      url,
      `SELECT h.sent = h.position AND NOT EXISTS (SELECT FROM outbox.pending)
          AND NOT EXISTS (SELECT FROM outbox.inboxes AS i WHERE i.position < h.position) AS settled
         FROM outbox.head AS h`,
    );
    if (rows[0]?.settled === true) return;
    await delay(POLL_MS);
  }
  throw new Error(`the events of a load were not applied after ${SETTLE_TIMEOUT_MS / 1_000} s`);
}

async function openAccounts(target: Omit<Target, "accounts">): Promise<string[]> {
  const create = async (path: string, body: object): Promise<string> => (await postJson<{ id: string }>(target, path, body)).id;
  const customer = await create("/v1/customers", { type: "business", name: "Bench Ltd" });
  const terms = { kind: "customer", customer_id: customer, currency: "EUR", overdraft_limit: OVERDRAFT_MINOR };
  const accounts: string[] = [];
  const open = async (): Promise<void> => {
    while (accounts.length < ACCOUNTS) accounts.push(await create("/v1/accounts", terms));
  };
  await Promise.all(Array.from({ length: OPENING }, open));
  return accounts;
}
