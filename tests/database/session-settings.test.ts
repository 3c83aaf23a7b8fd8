// The settings of a session (law 29): different settings of a server, a database or a role have no influence. Three places define the settings (the
// core's connections, the tools', the logins' own), and they agree.
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

/** A session as the driver opens it, without settings. */
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

/** The database, and the login in it, have different settings: the level directly below the session itself. */
async function poison(login: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const name = new URL(database.adminUrl).pathname.slice(1);
  for (const [setting, value] of Object.entries(settings)) {
    await admin.query(`ALTER DATABASE ${name} SET ${setting} = ${admin.escapeLiteral(value)}`);
    await admin.query(`ALTER ROLE ${login} IN DATABASE ${name} SET ${setting} = ${admin.escapeLiteral(value)}`);
  }
}

describe("the settings of a session", () => {
  test("are the same in the core, in the tools and for each login, except for time limits, which tools do not have", async () => {
    expect(toolSettings).toEqual(Object.fromEntries(Object.entries(coreSettings).filter(([name]) => !isLimit(name))));
    for (const login of ["ledge_runtime_a", "ledge_runtime_b"] as const)
      expect(await bare(urlFor(database.adminUrl, login, rolePasswords[login]), settingsOf), login).toEqual(coreSettings);
    const migrator = await bare(database.migratorUrl, settingsOf);
    expect(migrator).toMatchObject(toolSettings);
    expect(migrator["lock_timeout"]).toBe("1min");
  });

  test("each have a reason, and each hostile one differs from the product's", () => {
    for (const { name, reason } of sessionSettings) expect(reason.length, name).toBeGreaterThan(10);
    for (const [name, value] of Object.entries(hostile)) expect([name, coreSettings[name]]).not.toEqual([name, value]);
    const never = sessionSettings.filter(({ name }) => !(name in hostile)).map(({ name }) => name);
    // These cannot differ on a server that a test can start, because encodings and locales depend on its build.
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

  test("apply on a database and for a login with different settings", async () => {
    await poison("ledge_runtime_a", hostile);
    const settings = await bare(database.runtimeUrl, async (client) => {
      const before = await settingsOf(client);
      await client.query(setSession());
      return { before, after: await settingsOf(client) };
    });
    expect(settings.after).toEqual(coreSettings);
    // The settings that the session would have had otherwise.
    expect(settings.before).toMatchObject(hostile);
    const tool = await connect(database.runtimeUrl);
    expect(await settingsOf(tool)).toMatchObject(toolSettings);
    await tool.end();
  });

  // Of a login that has no settings, so that the database's count: the core takes back whatever its own login has (tests/database/login-settings).
  test.each(Object.keys(hostile))("are checked, and a missing one is detected: %s", async (forgotten) => {
    const settings = sessionSettings.filter(({ name }) => name !== forgotten);
    const after = await bare(database.adminUrl, async (client) => {
      await client.query(setSession(settings));
      return await settingsOf(client);
    });
    expect(after).not.toEqual(coreSettings);
  });
});
