// Reads the database URL of a command: from --url, or from the environment's variable for the login, such as ROTATOR_DATABASE_URL. All commands
// refuse a wrong URL with the same words, and must never quote a password.
import { BadArguments } from "@ledge/command/command-line";

/**
 * The URL of --url or of the environment's variable `name`.
 *
 * @param whose describes the URL: "the migrator's URL".
 * @throws {BadArguments} when neither is there, or it is no URL of a Postgres server with a login and a database.
 */
export function givenDatabaseUrl(given: string | undefined, name: string, whose: string, environment: NodeJS.ProcessEnv): string {
  const text = given ?? environment[name];
  if (text === undefined) throw new BadArguments(`The command needs ${whose}: --url postgres://login:password@host:5432/ledge or ${name}.`);
  return readDatabaseUrl(text, given === undefined ? name : "--url");
}

/**
 * Checks that a database's URL has a host, a login and a database, and returns it. An error never quotes a password.
 *
 * @param name the source of the URL: `DATABASE_URL`, `--url`.
 * @throws {BadArguments}
 */
export function readDatabaseUrl(text: string, name: string): string {
  const refuse = (what: string): BadArguments =>
    new BadArguments(`${name} ${what}. It names a database and a login: postgres://login:password@host:5432/ledge`);
  if (text.trim() === "") throw refuse("is set and empty");
  const url = URL.parse(text);
  if (url === null) throw refuse("is not a URL");
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:") throw refuse(`is a ${url.protocol} URL, not postgres:`);
  if (url.hostname === "") throw refuse("names no host: the Workers reach Postgres over TCP, never over a socket in a folder");
  if (url.username === "") throw refuse("names no login");
  if (!/^\/[^/]+$/.test(url.pathname)) throw refuse("names no database");
  if (![url.username, url.password, url.pathname].every(isDecodable)) {
    throw refuse("has a % that begins no encoded character: write it as %25");
  }
  return url.toString();
}

/** Whether its percent-encoding is valid UTF-8 (RFC 3986, section 2.1). */
function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
