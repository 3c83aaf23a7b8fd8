// The Postgres of a benchmark: real, with fsync on, sized as a small server is, in a folder of its own that is gone afterwards.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import { migrate } from "@ledge/database/migrate/migrate";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";

/** Of a server with some gigabytes of memory; the defaults are made for the smallest machine there is. Durability is untouched. */
const SETTINGS = ["shared_buffers=2GB", "max_wal_size=8GB", "checkpoint_timeout=15min", "max_connections=200"];

export interface Databases {
  /** A migrated database of its own. */
  createDatabase(): Promise<BenchDatabase>;
}

export interface BenchPostgres extends Databases {
  readonly adminUrl: string;
  readonly version: string;
  stop(): Promise<void>;
}

export interface BenchDatabase {
  readonly adminUrl: string;
  readonly migratorUrl: string;
  readonly runtimeUrl: string;
  drop(): Promise<void>;
}

export async function startBenchPostgres(): Promise<BenchPostgres> {
  const dir = mkdtempSync(join(tmpdir(), "ledge-bench-"));
  chmodSync(dir, 0o755); // run as root, the server itself runs as another user
  const postgres = await startLocalPostgres(join(dir, "postgres"), SETTINGS);
  const { rows } = await query<{ version: string; fsync: string }>(
    postgres.adminUrl,
    "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync",
  );
  if (rows[0]?.fsync !== "on") throw new Error("a benchmark without fsync measures nothing");
  return {
    adminUrl: postgres.adminUrl,
    version: rows[0].version,
    ...databasesOf(postgres.adminUrl),
    async stop() {
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Databases in a server that nobody else uses: its logins get passwords of this process. */
export function databasesOf(adminUrl: string): Databases {
  const password = randomBytes(16).toString("hex");
  return { createDatabase: () => createDatabase(adminUrl, password) };
}

async function createDatabase(clusterUrl: string, password: string): Promise<BenchDatabase> {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  await query(clusterUrl, `CREATE DATABASE ${name}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const adminUrl = url.toString();
  await bootstrap(
    adminUrl,
    { ledge_migrator: password, ledge_runtime_a: password, ledge_runtime_b: password, ledge_analyst: password },
    true,
  );
  const migratorUrl = urlFor(adminUrl, "ledge_migrator", password);
  await migrate(migratorUrl);
  return {
    adminUrl,
    migratorUrl,
    runtimeUrl: urlFor(adminUrl, "ledge_runtime_a", password),
    drop: async () => void (await query(clusterUrl, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<Row>(text);
  } finally {
    await client.end();
  }
}
