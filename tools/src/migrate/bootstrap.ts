// Prepares a database for Ledge: roles and grants that only its administrator can make. Run once per database, before the
// first migration, and harmless to run again.
import { readFileSync } from "node:fs";
import pg from "pg";

const BOOTSTRAP_SQL = new URL("../../../migrations/bootstrap.sql", import.meta.url);

/** Passwords of the three logins; a login that is not named keeps its password. */
export interface RolePasswords {
  readonly ledge_migrator: string;
  readonly ledge_runtime_a: string;
  readonly ledge_runtime_b: string;
}

/**
 * Creates Ledge's roles in the cluster, sets their passwords and fences the database of `adminUrl`.
 *
 * @throws the driver's error when the administrator may not create roles or the database cannot be reached.
 */
export async function bootstrap(adminUrl: string, passwords: RolePasswords): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(readFileSync(BOOTSTRAP_SQL, "utf8"));
    for (const [role, password] of Object.entries(passwords)) {
      await client.query(`ALTER ROLE ${client.escapeIdentifier(role)} PASSWORD ${client.escapeLiteral(password)}`);
    }
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** The same server and database, as another login. */
export function urlFor(url: string, user: keyof RolePasswords, password: string, database?: string): string {
  const other = new URL(url);
  other.username = user;
  other.password = encodeURIComponent(password);
  if (database !== undefined) other.pathname = `/${database}`;
  return other.toString();
}
