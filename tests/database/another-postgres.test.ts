// The database of DATABASE_URL is created where it is missing, or the one command that creates it is printed; an unsuitable server is refused by
// name.
import { randomBytes } from "node:crypto";
import { requireDatabase, serverFault } from "@ledge/database/local/another-postgres";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { connect } from "../support/database.ts";

let superuser: pg.Client;
let name: string;
let roles: string[];

beforeAll(async () => {
  superuser = await connect(inject("adminUrl"));
});
afterAll(() => superuser.end());
beforeEach(() => {
  name = `ledge test "${randomBytes(4).toString("hex")}`;
  roles = [];
});
afterEach(async () => {
  await superuser.query(`DROP DATABASE IF EXISTS ${superuser.escapeIdentifier(name)}`);
  for (const role of roles) await superuser.query(`DROP ROLE ${role}`);
});

/** The URL of the test's database for a separate login. */
async function urlAs(attributes: string): Promise<string> {
  const login = `ledge_test_${randomBytes(4).toString("hex")}`;
  await superuser.query(`CREATE ROLE ${login} LOGIN PASSWORD 'hush' ${attributes}`);
  roles.push(login);
  const url = new URL(inject("adminUrl"));
  [url.username, url.password, url.pathname] = [login, "hush", `/${encodeURIComponent(name)}`];
  return url.toString();
}

test("a missing database is created, once, as UTF8, by a login that may create it", async () => {
  const url = await urlAs("CREATEDB");
  const both = await Promise.all([requireDatabase(url), requireDatabase(url)]);
  expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await requireDatabase(url)).toEqual({ isNew: false });
  const found = "SELECT pg_encoding_to_char(encoding) AS encoding, pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1";
  expect((await superuser.query(found, [name])).rows).toEqual([{ encoding: "UTF8", owner: new URL(url).username }]);
});

test("a login that may not create it gets an error that says so, with the command for a login that may", async () => {
  const url = await urlAs("");
  const { username } = new URL(url);
  await expect(requireDatabase(url)).rejects.toThrow(
    `Database ${superuser.escapeIdentifier(name)} does not exist, and ${username} may not create databases. Have its administrator run: ` +
      `CREATE DATABASE ${superuser.escapeIdentifier(name)} OWNER "${username}" ENCODING 'UTF8' TEMPLATE template0;`,
  );
});

test("a refused login is named without its password", async () => {
  const url = (await urlAs("CREATEDB")).replace("hush", "wrong-hush");
  const failing = requireDatabase(url);
  await expect(failing).rejects.toThrow(`refuses the login ${new URL(url).username} (28P01: `);
  await expect(failing).rejects.not.toThrow(/hush/);
});

test("a database with an encoding other than UTF8 is refused", async () => {
  await superuser.query(`CREATE DATABASE ${superuser.escapeIdentifier(name)} ENCODING 'SQL_ASCII' TEMPLATE template0`);
  await expect(requireDatabase(await urlAs("SUPERUSER"))).rejects.toThrow("keeps text as SQL_ASCII. Ledge needs UTF8");
});

test("the oldest accepted version is the one that every test runs on", async () => {
  const { rows } = await superuser.query("SELECT current_setting('server_version_num')::int AS version");
  const major = Math.floor(rows[0].version / 10_000) * 10_000;
  expect([serverFault(major, "UTF8"), serverFault(major - 1, "UTF8")]).toEqual([null, expect.stringContaining("or newer")]);
});
