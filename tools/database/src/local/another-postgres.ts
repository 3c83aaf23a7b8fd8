// Checks the Postgres of DATABASE_URL before anything in it is changed: that it answers, is new enough, stores text as UTF-8, and has the
// database, which is made when it is missing.
import pg from "pg";

/** 18: the version that everything is tested on, and the first with uuidv7(), which makes the ids of events and deliveries. */
const MIN_MAJOR = 18;
/** A suspended server starts within seconds; one behind a firewall that drops packets never answers. */
const CONNECT_MS = 10_000;
const MAINTENANCE_DATABASE = "postgres";
const INVALID_CATALOG_NAME = "3D000";
const INSUFFICIENT_PRIVILEGE = "42501";
const DUPLICATE_DATABASE = new Set(["42P04", "23505"]);
/** Classes of SQLSTATE: invalid authorization, too many connections or shutting down. */
const REFUSES_LOGIN = /^28/;
const NOT_NOW = /^(?:53|57)/;

/**
 * Makes sure that there is a database to prepare.
 *
 * @param adminUrl with host, login and database.
 * @returns whether the database was made.
 * @throws with the fault and the remedy, without the password.
 */
export async function requireDatabase(adminUrl: string): Promise<{ readonly isNew: boolean }> {
  const isNew = !(await exists(adminUrl)) && (await createDatabase(adminUrl));
  const client = await reach(adminUrl);
  try {
    const { rows } = await client.query<{ version: string; encoding: string }>(
      "SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding",
    );
    const fault = serverFault(Number(rows[0]?.version), String(rows[0]?.encoding));
    if (fault !== null) throw new Error(`${placeOf(adminUrl)} ${fault}`);
  } finally {
    await client.end();
  }
  return { isNew };
}

/**
 * Why Ledge cannot use a server, as the rest of a sentence; null: it can. @param versionNumber such as 160004.
 *
 * @internal A rule, tested as a table.
 */
export function serverFault(versionNumber: number, encoding: string): string | null {
  const major = Math.floor(versionNumber / 10_000);
  if (!(major >= MIN_MAJOR)) return `is PostgreSQL ${major}. Ledge needs ${MIN_MAJOR} or newer.`;
  if (encoding !== "UTF8") return `keeps text as ${encoding}. Ledge needs UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`;
  return null;
}

/** Describes a failure to connect. @internal A rule, tested as a table. */
export function connectWords(adminUrl: string, error: unknown): string {
  const { code = "", message } = error as Error & { code?: string };
  const [place, login] = [placeOf(adminUrl), decodeURIComponent(new URL(adminUrl).username)];
  if (REFUSES_LOGIN.test(code)) return `${place} refuses the login ${login} (${code}: ${message}).`;
  if (NOT_NOW.test(code)) return `${place} takes nobody at the moment (${code}: ${message}).`;
  if (code === INVALID_CATALOG_NAME) return `${place} has no such database (${message}).`;
  // When all addresses of a host refuse, the error has a code and no message.
  return `${place} does not answer (${code === "" ? message : code}). Is it running, and reachable from here?`;
}

/** Describes a database by host, port and name: the parts of its URL that are not secret. */
const placeOf = (adminUrl: string): string => {
  const { host, pathname } = new URL(adminUrl);
  return `The Postgres of DATABASE_URL, ${host}${pathname},`;
};

/** Whether the database exists. @throws when the server cannot be reached. */
async function exists(adminUrl: string): Promise<boolean> {
  const client = newClient(adminUrl);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === INVALID_CATALOG_NAME) return false;
    throw new Error(connectWords(adminUrl, error), { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @returns false when another start made it meanwhile. */
async function createDatabase(adminUrl: string): Promise<boolean> {
  const url = new URL(adminUrl);
  const [name, login] = [decodeURIComponent(url.pathname.slice(1)), decodeURIComponent(url.username)];
  url.pathname = `/${MAINTENANCE_DATABASE}`;
  const identifier = pg.escapeIdentifier(name);
  const remedy = `Have its administrator run: CREATE DATABASE ${identifier} OWNER ${pg.escapeIdentifier(login)} ENCODING 'UTF8' TEMPLATE template0;`;
  let client: pg.Client;
  try {
    client = await reach(url.toString());
  } catch (error) {
    throw new Error(`Database ${identifier} does not exist, and could not be made: ${(error as Error).message} ${remedy}`, {
      cause: error,
    });
  }
  try {
    await client.query(`CREATE DATABASE ${identifier} ENCODING 'UTF8' TEMPLATE template0`);
  } catch (error) {
    const { code = "", message } = error as Error & { code?: string };
    if (DUPLICATE_DATABASE.has(code)) return false;
    const why = code === INSUFFICIENT_PRIVILEGE ? `${login} may not create databases` : message;
    throw new Error(`Database ${identifier} does not exist, and ${why}. ${remedy}`, { cause: error });
  } finally {
    await client.end();
  }
  return true;
}

/** Without the settings of postgres/connect.ts: a server that is too old does not know all of them, and the error must name its version instead. */
const newClient = (url: string): pg.Client => new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });

async function reach(url: string): Promise<pg.Client> {
  const client = newClient(url);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new Error(connectWords(url, error), { cause: error });
  }
}
