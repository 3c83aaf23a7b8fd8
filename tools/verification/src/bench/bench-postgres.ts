// The Postgres of a benchmark: with fsync on, with the memory settings of a small server, in a folder of its own that is removed afterwards.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type DatabaseUrls, dropDatabase, makeDatabase, newPasswords } from "@ledge/database/local/make-database";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";

/** For a server with some gigabytes of memory: the defaults suit the smallest machines. Durability settings keep their defaults. */
const SETTINGS = ["shared_buffers=2GB", "max_wal_size=8GB", "checkpoint_timeout=15min", "max_connections=200"];

export interface Databases {
  /** Makes a new, migrated database. */
  createDatabase(): Promise<BenchDatabase>;
}

export interface BenchPostgres extends Databases {
  readonly adminUrl: string;
  readonly version: string;
  stop(): Promise<void>;
}

export interface BenchDatabase extends DatabaseUrls {
  drop(): Promise<void>;
}

export async function startBenchPostgres(): Promise<BenchPostgres> {
  const dir = makeServerFolder("ledge-bench-");
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

/** Makes databases in a server that only this process uses: its logins get new passwords. */
export function databasesOf(clusterUrl: string): Databases {
  const passwords = newPasswords();
  return {
    async createDatabase() {
      const name = `bench_${randomBytes(6).toString("hex")}`;
      const database = await makeDatabase(clusterUrl, { name, passwords });
      return { ...database, drop: () => dropDatabase(clusterUrl, name) };
    },
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
