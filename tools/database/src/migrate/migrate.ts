// Brings a database to the text of this checkout: applies the migrations that it lacks, then the functions whose texts differ. It runs in one
// transaction, as the migrator with the role ledge_owner, and rolls forward only.
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { connectTo, withClient } from "../postgres/connect.ts";
import { applyRetention, keepAll } from "../retention/retention.ts";
import { type DatabaseText, fileOf, type FunctionText, type Migration, readDatabaseText } from "./database-text.ts";
import { changed, pending, type Recorded, unknownTo } from "./history.ts";

/**
 * The session that makes the schema blocks other migrators until it commits. An advisory lock would not do: any login could take and keep it
 * (decision 39).
 */
const MAKE_SCHEMA = `DO $$ BEGIN CREATE SCHEMA IF NOT EXISTS migrations; EXCEPTION WHEN unique_violation THEN NULL; END $$`;
/** Locks out other writers of the history, and not its readers. Only the owner can take this lock. */
export const TAKE_TURN = "LOCK TABLE migrations.applied IN SHARE ROW EXCLUSIVE MODE";

export interface MigrateOptions {
  /** How many of the checkout's migrations the database has in the end, counted from the first; left out: all. */
  readonly upTo?: number;
  /** Whether to apply older texts of functions than the database has. */
  readonly takesOlderFunctions?: boolean;
}

/** Names of the files that a run applied, in order. */
export interface Applied {
  readonly migrations: readonly string[];
  readonly functions: readonly string[];
}

/**
 * Brings the database of `migratorUrl` up to date. Two migrators at once take turns.
 *
 * @throws when the database's history differs from the checkout's; the database's error with the name of the file that failed. Then nothing of
 * the run is kept.
 */
export async function migrate(
  migratorUrl: string,
  text: DatabaseText = readDatabaseText(),
  { upTo = text.migrations.length, takesOlderFunctions = false }: MigrateOptions = {},
): Promise<Applied> {
  return await asOwner(migratorUrl, async (client) => {
    await client.query("BEGIN");
    await client.query(MAKE_SCHEMA);
    await client.query(`CREATE TABLE IF NOT EXISTS migrations.applied (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    await client.query(TAKE_TURN);
    // It has every text that was ever applied, by which an older checkout is recognized.
    await client.query(`CREATE TABLE IF NOT EXISTS migrations.functions (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, sql text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now())`);
    // Whoever looks what a release has to do reads it as the auditor, who changes nothing.
    await client.query(
      "GRANT USAGE ON SCHEMA migrations TO ledge_auditor; GRANT SELECT ON migrations.applied, migrations.functions TO ledge_auditor",
    );
    const recorded = await readRecorded(client);
    const migrations = pending(text.migrations, recorded.migrations).slice(0, Math.max(0, upTo - recorded.migrations.length));
    const functions = changed(text.functions, recorded.functions, takesOlderFunctions);
    for (const migration of migrations) await applyMigration(client, migration);
    // A migration may have dropped a function or view: after one, all texts are applied.
    for (const each of migrations.length > 0 ? text.functions : functions) await run(client, fileOf(each), each.sql);
    for (const each of functions) await recordFunction(client, each);
    await requireFunctions(client, text, recorded, recorded.migrations.length + migrations.length === text.migrations.length);
    await client.query("COMMIT");
    await makePartitions(client);
    return { migrations: migrations.map(({ name }) => name), functions: functions.map(fileOf) };
  });
}

/**
 * Makes the partitions of the next months, so that a new database has them before its first write. It drops nothing. When the tables are in use it is left
 * to `npm run retention`: until then the default partitions take the rows.
 */
async function makePartitions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regprocedure('retention.apply(timestamptz, integer, integer)') IS NOT NULL AS found",
  );
  if (rows[0]?.found === true) await applyRetention(client, new Date(), keepAll, () => undefined, delay);
}

/** Reads what was applied to the database: nothing, if it was never migrated. */
export async function recordedIn(auditorUrl: string): Promise<Recorded> {
  return await withClient(auditorUrl, async (client) => {
    const { rowCount } = await client.query(
      "SELECT FROM pg_class WHERE relnamespace = to_regnamespace('migrations') AND relname = 'functions'",
    );
    return rowCount === 0 ? { migrations: [], functions: [] } : await readRecorded(client);
  });
}

async function asOwner<T>(migratorUrl: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectTo(migratorUrl);
  try {
    await client.query("SET ROLE ledge_owner");
    return await use(client);
  } finally {
    // Ending the session rolls an open transaction back.
    await client.end();
  }
}

async function readRecorded(client: pg.Client): Promise<Recorded> {
  const migrations = await client.query<Omit<Migration, "sql">>('SELECT name, sha256 FROM migrations.applied ORDER BY name COLLATE "C"');
  const functions = await client.query<FunctionText>("SELECT name, sha256, sql FROM migrations.functions ORDER BY number");
  return { migrations: migrations.rows, functions: functions.rows };
}

async function applyMigration(client: pg.Client, { name, sha256, sql }: Migration): Promise<void> {
  await run(client, name, sql);
  await client.query("INSERT INTO migrations.applied (name, sha256) VALUES ($1, $2)", [name, sha256]);
}

const recordFunction = async (client: pg.Client, { name, sha256, sql }: FunctionText): Promise<unknown> =>
  await client.query("INSERT INTO migrations.functions (name, sha256, sql) VALUES ($1, $2, $3)", [name, sha256, sql]);

async function run(client: pg.Client, file: string, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const position = Number((error as { position?: string }).position ?? 0);
    const line = position > 0 ? `:${sql.slice(0, position).split("\n").length}` : "";
    throw new Error(`${file}${line} failed, and nothing of this run was kept: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * @param isComplete whether every migration of the checkout is applied.
 * @throws when a text did not make the function that its file is named for, or when the database has a function that this checkout does not know.
 */
async function requireFunctions(client: pg.Client, text: DatabaseText, recorded: Recorded, isComplete: boolean): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname || '.' || proname AS name FROM pg_proc JOIN pg_namespace AS n ON n.oid = pronamespace
      UNION SELECT nspname || '.' || relname FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace WHERE relkind = 'v'`,
  );
  const there = new Set(rows.map(({ name }) => name));
  const unmade = text.functions.find(({ name }) => !there.has(name));
  if (unmade !== undefined) throw new Error(`${fileOf(unmade)} makes no ${unmade.name}.`);
  const left = unknownTo(text, recorded.functions).filter((name) => isComplete && there.has(name));
  if (left.length > 0) {
    throw new Error(
      `The database has ${left.join(", ")}, and this checkout has no text of it: either the checkout is older than the database, or a file was ` +
        "removed and no migration (-- phase: contract) drops what it made.",
    );
  }
}
