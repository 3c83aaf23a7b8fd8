// The database of a local platform: an embedded Postgres in the state folder, or the one of DATABASE_URL; prepared and migrated.
import { join } from "node:path";
import { bootstrap, urlFor } from "../migrate/bootstrap.ts";
import { readDatabaseText } from "../migrate/database-text.ts";
import { type Applied, migrate } from "../migrate/migrate.ts";
import { connectTo } from "../postgres/connect.ts";
import { startLocalPostgres } from "../postgres/local-postgres.ts";
import type { LocalSecrets } from "./secrets.ts";

const DATABASE = "ledge";

export interface LocalDatabase {
  readonly runtimeUrl: string;
  readonly migratorUrl: string;
  /** What this start applied. */
  readonly applied: Applied;
  stop(): Promise<void>;
}

/**
 * @param adminUrl another Postgres, as its administrator; undefined: the embedded one.
 * @param resetPasswords takes over the logins of another Postgres. Those of the embedded one are ours, whatever became of its secrets.
 * @param takesOlderFunctions brings back texts of functions that the database has left behind.
 * @throws when the database cannot be reached, prepared or migrated.
 */
export async function openDatabase(
  stateDir: string,
  secrets: LocalSecrets,
  adminUrl: string | undefined,
  resetPasswords: boolean,
  takesOlderFunctions: boolean,
): Promise<LocalDatabase> {
  const embedded = adminUrl === undefined ? await startLocalPostgres(join(stateDir, "postgres")) : null;
  try {
    const url = adminUrl ?? (await ensureDatabase((embedded as NonNullable<typeof embedded>).adminUrl));
    await bootstrap(url, secrets.passwords, resetPasswords || embedded !== null);
    const migratorUrl = urlFor(url, "ledge_migrator", secrets.passwords.ledge_migrator);
    const applied = await migrate(migratorUrl, readDatabaseText(), { takesOlderFunctions });
    const runtimeUrl = urlFor(url, "ledge_runtime_a", secrets.passwords.ledge_runtime_a);
    return { runtimeUrl, migratorUrl, applied, stop: async () => await embedded?.stop() };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function ensureDatabase(clusterUrl: string): Promise<string> {
  const client = await connectTo(clusterUrl);
  try {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  const url = new URL(clusterUrl);
  url.pathname = `/${DATABASE}`;
  return url.toString();
}
