// How a command is given a database: by --url, or by the variable that names the login, such as MIGRATOR_DATABASE_URL. One way, so that a URL
// which cannot be meant is refused in the same words everywhere, and a password is never quoted.
import { BadArguments } from "@ledge/command/command-line";

/**
 * The URL of --url or of the environment's variable `name`.
 *
 * @param whose whose URL it is, in words: "the migrator's URL".
 * @throws {BadArguments} when neither is there, or it is no URL of a Postgres server with a login and a database.
 */
export function givenDatabaseUrl(given: string | undefined, name: string, whose: string, environment: NodeJS.ProcessEnv): string {
  const text = given ?? environment[name];
  if (text === undefined) throw new BadArguments(`The command needs ${whose}: --url postgres://login:password@host:5432/ledge or ${name}.`);
  return readDatabaseUrl(text, given === undefined ? name : "--url");
}

/**
 * A database's URL with everything in it that is not guessed. What is quoted of a bad one never holds a password.
 *
 * @param name what gave it: `DATABASE_URL`, `--url`.
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

/** Whether what is percent-encoded in it is UTF-8 (RFC 3986, section 2.1). */
function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
