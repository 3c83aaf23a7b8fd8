// The settings of a session (law 29): a server, a database or a role that is set otherwise decides nothing. Three places say the settings (the
// core's connections, the tools', the logins' own); they say the same.
import { toolSettings } from "@ledge/database/postgres/connect";
import { urlFor } from "@ledge/database/migrate/bootstrap";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionSettings, setSession } from "../../core-service/src/database/session-settings.ts";
import { connect, createTestDatabase, rolePasswords, type TestDatabase } from "../support/database.ts";
import { hostileSettings, hostileToWriters } from "../support/hostile.ts";

const hostile = { ...hostileSettings, ...hostileToWriters };
const coreSettings = Object.fromEntries(sessionSettings.map(({ name, value }) => [name, value]));
const isLimit = (name: string): boolean => name.endsWith("_timeout");

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** A session as the driver opens it, without a word. */
async function bare<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function settingsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    "SELECT name, pg_catalog.current_setting(name) AS value FROM pg_catalog.unnest($1::text[]) AS s (name)",
    [Object.keys(coreSettings)],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** The database, and the login in it, are set otherwise: what is nearest to a session short of the session itself. */
async function poison(login: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const name = new URL(database.adminUrl).pathname.slice(1);
  for (const [setting, value] of Object.entries(settings)) {
    await admin.query(`ALTER DATABASE ${name} SET ${setting} = ${admin.escapeLiteral(value)}`);
    await admin.query(`ALTER ROLE ${login} IN DATABASE ${name} SET ${setting} = ${admin.escapeLiteral(value)}`);
  }
}

describe("the settings of a session", () => {
  test("are the same in the core, in the tools and for each login, but for limits of time, which tools have none of", async () => {
    expect(toolSettings).toEqual(Object.fromEntries(Object.entries(coreSettings).filter(([name]) => !isLimit(name))));
    for (const login of ["ledge_runtime_a", "ledge_runtime_b"] as const)
      expect(await bare(urlFor(database.adminUrl, login, rolePasswords[login]), settingsOf), login).toEqual(coreSettings);
    const migrator = await bare(database.migratorUrl, settingsOf);
    expect(migrator).toMatchObject(toolSettings);
    expect(migrator["lock_timeout"]).toBe("1min");
  });

  test("are each there for a reason, and the hostile ones are each another", () => {
    for (const { name, reason } of sessionSettings) expect(reason.length, name).toBeGreaterThan(10);
    for (const [name, value] of Object.entries(hostile)) expect([name, coreSettings[name]]).not.toEqual([name, value]);
    const never = sessionSettings.filter(({ name }) => !(name in hostile)).map(({ name }) => name);
    // These are another on no server that could be started for a test: encodings and locales depend on what it was built with.
    expect(never).toEqual([
      "client_encoding",
      "lc_monetary",
      "lc_numeric",
      "lc_time",
      "lock_timeout",
      "statement_timeout",
      "idle_in_transaction_session_timeout",
    ]);
  });

  test("hold on a database and for a login that are set otherwise", async () => {
    await poison("ledge_runtime_a", hostile);
    const settings = await bare(database.runtimeUrl, async (client) => {
      const before = await settingsOf(client);
      await client.query(setSession());
      return { before, after: await settingsOf(client) };
    });
    expect(settings.after).toEqual(coreSettings);
    // What the session would have been without a word.
    expect(settings.before).toMatchObject(hostile);
    const tool = await connect(database.runtimeUrl);
    expect(await settingsOf(tool)).toMatchObject(toolSettings);
    await tool.end();
  });

  test.each(Object.keys(hostile))("one that is forgotten is found: %s", async (forgotten) => {
    const settings = sessionSettings.filter(({ name }) => name !== forgotten);
    const after = await bare(database.runtimeUrl, async (client) => {
      await client.query(setSession(settings));
      return await settingsOf(client);
    });
    expect(after).not.toEqual(coreSettings);
  });
});
