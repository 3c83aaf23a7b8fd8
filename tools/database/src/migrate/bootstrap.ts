// Prepares a database for Ledge: makes the roles and grants that only its administrator can make. It runs once per database, before the first
// migration; running it again changes nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { ROOT } from "@ledge/repository/root";
import { connectTo } from "../postgres/connect.ts";

/** The roles, and what changes their credentials. */
const TEXTS = ["bootstrap.sql", "rotation.sql"].map((name) => join(ROOT, "migrations", name));

/** duplicate_object, and unique_violation when another bootstrap makes the role at the same time. */
const EXISTS = new Set(["42710", "23505"]);
/** Class 28, invalid authorization specification: the password is wrong. */
const REFUSED = /^28/;
/** insufficient_privilege: the password is right, and the login may not connect to this database yet. */
const NOT_ADMITTED = "42501";
/** too_many_connections. */
const TOO_MANY = "53300";
/**
 * The server's routine that reports "too many connections for role", after it has accepted the password. The same code is also sent before the
 * password is checked, when the server has no connection left.
 */
const AT_ITS_LIMIT = "InitializeSessionUserId";

/** Passwords of the logins that have one at any time. */
export interface LastingPasswords {
  readonly ledge_runtime_a: string;
  readonly ledge_runtime_b: string;
  readonly ledge_analyst: string;
  readonly ledge_retention: string;
  readonly ledge_auditor: string;
  readonly ledge_rotator: string;
}

/** Of a database on this machine, of a test, or of a preview, no release comes between: there the migrator has a password, too. */
export interface RolePasswords extends LastingPasswords {
  readonly ledge_migrator: string;
}

type Login = keyof RolePasswords;

const ROTATOR = "ledge_rotator";
const ROTATED: ReadonlySet<Login> = new Set(["ledge_runtime_a", "ledge_runtime_b"]);

/**
 * Creates Ledge's roles in the cluster, with these passwords for its logins, and restricts the access to the database of `adminUrl`. The passwords
 * must be the present ones of logins that exist: roles belong to the cluster, and a new password would lock out a platform that uses the old one.
 *
 * @param passwords without the migrator's: then it has none, and is opened for minutes when it is needed (open-migrator.ts).
 * @param resetPasswords gives existing logins these passwords as well.
 * @throws when a password is not that of an existing login: then nothing has changed. The driver's error when the administrator may not create
 * roles or the database cannot be reached.
 */
export async function bootstrap(adminUrl: string, passwords: LastingPasswords | RolePasswords, resetPasswords = false): Promise<void> {
  const client = await connectTo(adminUrl);
  try {
    await client.query("BEGIN");
    const given = Object.entries(passwords) as [Login, string][];
    const logins = given.map(([login]) => login);
    const created: Login[] = [];
    for (const login of logins) if (await createsRole(client, login)) created.push(login);
    const ours = resetPasswords ? logins : created;
    const foreign: Login[] = [];
    for (const [login, password] of given) if (!ours.includes(login) && !(await logsIn(adminUrl, login, password))) foreign.push(login);
    // Of a server that is ours, those of the runtime may have been rotated: whoever has the rotator's password has made theirs.
    const isOurs = !ours.includes(ROTATOR) && !foreign.includes(ROTATOR) && logins.includes(ROTATOR);
    const locked = foreign.filter((login) => !isOurs || !ROTATED.has(login));
    if (locked.length > 0) throw new Error(foreignWords(locked));
    for (const text of TEXTS) await client.query(readFileSync(text, "utf8"));
    for (const [login, password] of given) {
      if (!ours.includes(login)) continue;
      await client.query(
        `ALTER ROLE ${client.escapeIdentifier(login)} LOGIN PASSWORD ${client.escapeLiteral(password)} VALID UNTIL 'infinity'`,
      );
    }
    await client.query("SET LOCAL ROLE ledge_rotation");
    await client.query("UPDATE rotation.credentials SET rotated_at = clock_timestamp(), is_revoked = false WHERE login = ANY ($1)", [ours]);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** Creates the role, and returns false when it exists. It tries, because a check before would race with another bootstrap. */
async function createsRole(client: pg.Client, role: Login): Promise<boolean> {
  await client.query("SAVEPOINT role");
  try {
    await client.query(`CREATE ROLE ${client.escapeIdentifier(role)}`);
    return true;
  } catch (error) {
    if (!EXISTS.has((error as { code?: string }).code ?? "")) throw error;
    await client.query("ROLLBACK TO role");
    return false;
  }
}

/** Whether the password is the login's. @throws when the server cannot be reached. */
async function logsIn(adminUrl: string, login: Login, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlFor(adminUrl, login, password) });
  try {
    await client.connect();
  } catch (error) {
    const { code = "", routine } = error instanceof pg.DatabaseError ? error : {};
    if (REFUSED.test(code)) return false;
    if (code !== NOT_ADMITTED && !(code === TOO_MANY && routine === AT_ITS_LIMIT)) throw error;
  } finally {
    await client.end();
  }
  return true;
}

const foreignWords = (logins: readonly Login[]): string =>
  `The server has ${logins.join(", ")} already, and not with our passwords: it belongs to a Ledge with another state folder. Start ` +
  "with that folder (--state), or on another server. --reset-passwords takes the logins over and locks the other Ledge out.";

/** The same server and database, as another login. */
export function urlFor(url: string, user: keyof RolePasswords, password: string, database?: string): string {
  const other = new URL(url);
  other.username = user;
  other.password = encodeURIComponent(password);
  if (database !== undefined) other.pathname = `/${database}`;
  return other.toString();
}
