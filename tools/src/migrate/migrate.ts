// Applies migrations/NNNN_name.sql in order, each in its own transaction, under the migrator login as ledge_owner.
// Forward only: what was applied may never change or vanish, which a checksum per file guards.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";

const MIGRATIONS = new URL("../../../migrations/", import.meta.url);
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;
/** Any constant will do, as long as every migrator takes the same one. */
const ADVISORY_LOCK = 7_305_941;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The repository's migrations in order. @throws when a file would be skipped or two have one number. */
export function readMigrations(folder: URL = MIGRATIONS): Migration[] {
  const names = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith(".sql") && name !== "bootstrap.sql");
  const misnamed = names.find((name) => !FILE_NAME.test(name));
  if (misnamed !== undefined) throw new Error(`${misnamed} is not named like 0001_what_it_does.sql and would not be applied.`);
  names.sort();
  const twin = names.find((name, index) => name.slice(0, 4) === names[index + 1]?.slice(0, 4));
  if (twin !== undefined) throw new Error(`Two migrations have the number of ${twin}.`);
  return names.map((name) => {
    const sql = readFileSync(new URL(name, folder), "utf8");
    return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });
}

/**
 * Which of `migrations` are to be applied after `applied`.
 *
 * @throws when history was rewritten: an applied file changed, vanished, or a new one sorts before an applied one.
 */
export function pending(migrations: readonly Migration[], applied: readonly Omit<Migration, "sql">[]): Migration[] {
  applied.forEach((row, index) => {
    const file = migrations[index];
    if (file?.name !== row.name) throw new Error(`Applied migration ${row.name} is not number ${index + 1} of this checkout.`);
    if (file.sha256 !== row.sha256) throw new Error(`Migration ${row.name} was changed after it was applied. Write a new one.`);
  });
  return migrations.slice(applied.length);
}

/**
 * Brings the database of `migratorUrl` up to date and returns the names of what it applied. Two migrators at once take turns.
 *
 * @throws the database's error with the migration's name; earlier migrations of the run stay applied.
 */
export async function migrate(migratorUrl: string, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: migratorUrl });
  await client.connect();
  try {
    await client.query("SET ROLE ledge_owner");
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query("CREATE SCHEMA IF NOT EXISTS migrations");
    await client.query(`CREATE TABLE IF NOT EXISTS migrations.applied (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const todo = pending(migrations, await readApplied(client));
    for (const migration of todo) await apply(client, migration);
    return todo.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** What was applied to the database, in order. Empty for one that was never migrated. */
export async function appliedTo(migratorUrl: string): Promise<Omit<Migration, "sql">[]> {
  const client = new pg.Client({ connectionString: migratorUrl });
  await client.connect();
  try {
    await client.query("SET ROLE ledge_owner");
    const table = await client.query<{ found: boolean }>("SELECT to_regclass('migrations.applied') IS NOT NULL AS found");
    return table.rows[0]?.found === true ? await readApplied(client) : [];
  } finally {
    await client.end();
  }
}

async function readApplied(client: pg.Client): Promise<Omit<Migration, "sql">[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM migrations.applied ORDER BY name COLLATE "C"',
  );
  return rows;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query("INSERT INTO migrations.applied (name, sha256) VALUES ($1, $2)", [migration.name, migration.sha256]);
    await client.query("COMMIT");
  } catch (error) {
    // On a lost connection there is nothing to roll back; what failed is still worth saying.
    await client.query("ROLLBACK").catch(() => undefined);
    throw new Error(`Migration ${migration.name} failed and was undone: ${(error as Error).message}`, { cause: error });
  }
}
