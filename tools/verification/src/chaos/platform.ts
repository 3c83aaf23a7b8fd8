// Starts the platform of a chaos run: a Postgres, ports and a state folder of its own, the Workers as they are deployed, and a proxy
// between the Workers and Postgres that can cut and pause the connections.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { makeDatabase, newPasswords } from "@ledge/database/local/make-database";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { mintOperatorKey } from "@ledge/database/operator-key";
import { newSecret, newSeed } from "@ledge/database/new-secret";
import { withClient } from "@ledge/database/postgres/connect";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { type CrashablePostgres, startCrashablePostgres } from "@ledge/database/postgres/crashable-postgres";
import { layWire, type Wire } from "@ledge/database/postgres/wire";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import type { MessageFaults } from "./message-faults.ts";
import { publishFirst, Rotations, SESSION_AGE_MS } from "./rotations.ts";
import { Runtime } from "./runtime.ts";

const READY_MS = 30_000;
const POLL_MS = 100;
/** As wrangler.toml has it, and one more. */
type PostingLanes = 1 | 2;

export interface Platform {
  readonly stateDir: string;
  readonly postgres: CrashablePostgres;
  /** Between the main runtime and the database. */
  readonly wire: Wire;
  /** Serves the API, relays and delivers to the endpoints. */
  readonly main: Runtime;
  /** A second runtime on the same database, with Durable Objects of its own: it acts as an old lane that is still alive. */
  readonly stale: Runtime;
  readonly rotations: Rotations;
  readonly apiKey: string;
  readonly adminUrl: string;
  lanes: PostingLanes;
  startMain(): Promise<void>;
  startStale(): Promise<void>;
  urls(): readonly string[];
  stop(): Promise<void>;
}

/** @param plant changes the database after its migrations, for mutants. @throws when something does not start. */
export async function startPlatform(
  bundles: readonly Bundle[],
  { url, otherUrl }: MessageFaults,
  plant: (admin: pg.Client) => Promise<void>,
): Promise<Platform> {
  const stateDir = makeServerFolder("ledge-chaos-");
  const postgres = await startCrashablePostgres(join(stateDir, "postgres"));
  const database = await makeDatabase(postgres.adminUrl, { name: "ledge", passwords: newPasswords() });
  const { adminUrl } = database;
  await withClient(adminUrl, plant);
  const wire = await layWire(database.runtimeUrl);
  const bundlesFile = join(stateDir, "bundles.json");
  writeFileSync(bundlesFile, JSON.stringify(bundles));
  const apiKeySecrets = { peppers: newSecret(), macSecrets: newSecret() };
  const workersSecrets = {
    API_KEY_PEPPER: apiKeySecrets.peppers,
    API_KEY_MAC_SECRETS: apiKeySecrets.macSecrets,
    CURSOR_KEY: newSecret(),
    WEBHOOK_MASTER_KEY: newSecret(),
    LOG_KEY: logKeyText(LOG_ORIGIN, newSeed()),
    RECEIPT_KEYS: newSeed(),
  };
  const apiKey = await mintOperatorKey(database.migratorUrl, apiKeySecrets, "chaos");
  const runtime = async (name: string, databaseUrl: string, delivers: boolean): Promise<Runtime> => {
    const folder = join(stateDir, name);
    mkdirSync(folder);
    // Once: what a rotation publishes outlives the runtime.
    await publishFirst(folder, databaseUrl);
    const settings = {
      bundlesFile,
      port: await freePort(),
      stateDir: folder,
      secrets: workersSecrets,
      delivers,
      messageFaultsUrl: delivers ? url : otherUrl,
    };
    return new Runtime(settings, join(stateDir, `${name}.log`));
  };
  const main = await runtime("main", wire.url, true);
  const stale = await runtime("stale", database.runtimeUrl, false);
  const vars = (lanes: PostingLanes) => ({
    "core-service/wrangler.toml": { POSTING_LANES: String(lanes), LANE_MAX_AGE_MS: String(SESSION_AGE_MS) },
    "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" },
  });
  const rotations = new Rotations({
    rotatorUrl: Object.assign(new URL(database.rotatorUrl), { host: new URL(wire.url).host }).toString(),
    adminUrl,
    folder: join(stateDir, "main"),
    staleFolder: join(stateDir, "stale"),
    smoke: () => untilReady(main.url),
  });
  const platform: Platform = {
    ...{ stateDir, postgres, wire, main, stale, rotations, apiKey, adminUrl },
    lanes: 1,
    startMain: () => main.start(vars(platform.lanes)),
    startStale: () => stale.start(vars(1)),
    urls: () => (stale.isUp() ? [main.url, stale.url] : [main.url]),
    async stop() {
      await Promise.all([main.stop(), stale.stop()]);
      await wire.close();
      await postgres.stop();
    },
  };
  return platform;
}

export function removeState({ stateDir }: Platform): void {
  rmSync(stateDir, { recursive: true, force: true });
}

/** Waits until the Workers at the URL reach their database. @throws when they do not within READY_MS. */
export async function untilReady(url: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < READY_MS; waitedMs += POLL_MS) {
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await delay(POLL_MS);
  }
  throw new Error(`The Workers were not ready after ${READY_MS / 1000} s.`);
}
