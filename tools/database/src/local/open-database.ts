// Opens the database of a local platform: in an embedded Postgres in the state folder, or in the one of DATABASE_URL. It is prepared, migrated, and
// claimed for the folder. Nothing in it may be changed before it is known to belong to the folder.
import { join } from "node:path";
import { bootstrap, type RolePasswords } from "../migrate/bootstrap.ts";
import { readDatabaseText } from "../migrate/database-text.ts";
import { type Applied, migrate } from "../migrate/migrate.ts";
import { withClient } from "../postgres/connect.ts";
import { type LocalPostgres, startLocalPostgres } from "../postgres/local-postgres.ts";
import type { Ending } from "@ledge/command/processes/supervised";
import { requireDatabase } from "./another-postgres.ts";
import { claimDatabase, claimFault, readClaim } from "./claim-database.ts";
import { databaseUrl, urlsOf } from "./make-database.ts";

const DATABASE = "ledge";
const INSUFFICIENT_PRIVILEGE = "42501";

export interface LocalDatabase {
  readonly runtimeUrl: string;
  readonly migratorUrl: string;
  readonly analystUrl: string;
  /** Whether this start made the database of DATABASE_URL. */
  readonly isNew: boolean;
  /** The files that this start applied. */
  readonly applied: Applied;
  /** Resolves when the embedded Postgres has ended, for whatever reason; null: the server is another one, which is not watched. */
  readonly ended: Promise<Ending> | null;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly stateDir: string;
  readonly secrets: { readonly id: string; readonly passwords: RolePasswords };
  /** Whether this start made the secrets. */
  readonly secretsAreNew: boolean;
  /** Another Postgres, as its administrator; null: the embedded one. */
  readonly adminUrl: string | null;
  /** Whether to take over a database of another state folder, and the logins of another Postgres. */
  readonly resetPasswords: boolean;
  /** Whether to apply older texts of functions than the database has. */
  readonly takesOlderFunctions: boolean;
  /** Called when the database is known to belong to the folder, before anything in it is changed: the secrets must be stored by then. */
  readonly onOurs: () => void;
}

/** @throws when the database cannot be reached, belongs to another state folder, or cannot be prepared or migrated. */
export async function openDatabase(options: DatabaseOptions): Promise<LocalDatabase> {
  const { stateDir, adminUrl } = options;
  const embedded = adminUrl === null ? await startLocalPostgres(join(stateDir, "postgres")) : null;
  try {
    const url = adminUrl ?? (await ensureDatabase((embedded as LocalPostgres).adminUrl));
    const isNew = adminUrl !== null && (await requireDatabase(adminUrl)).isNew;
    const prepared = await prepare(url, embedded !== null, options);
    return { ...prepared, isNew, ended: embedded?.ended ?? null, stop: async () => await embedded?.stop() };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function prepare(
  url: string,
  isEmbedded: boolean,
  { secrets, secretsAreNew, resetPasswords, takesOlderFunctions, onOurs }: DatabaseOptions,
): Promise<Pick<LocalDatabase, "runtimeUrl" | "migratorUrl" | "analystUrl" | "applied">> {
  const claimant = { id: secrets.id, isNew: secretsAreNew };
  const fault = resetPasswords ? null : claimFault(await readClaim(url), claimant);
  if (fault !== null) throw new Error(fault);
  onOurs();
  // The embedded Postgres has no other users: its logins get the passwords in any case.
  await bootstrap(url, secrets.passwords, resetPasswords || isEmbedded).catch((error: Error & { code?: string }) => {
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Error(`The login of DATABASE_URL may not prepare the server (${error.message}): it must create roles and own the database.`);
  });
  const urls = urlsOf(url, secrets.passwords);
  const applied = await migrate(urls.migratorUrl, readDatabaseText(), { takesOlderFunctions });
  await claimDatabase(urls.migratorUrl, claimant, resetPasswords);
  return { ...urls, applied };
}

async function ensureDatabase(clusterUrl: string): Promise<string> {
  await withClient(clusterUrl, async (client) => {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
  return databaseUrl(clusterUrl, DATABASE);
}
