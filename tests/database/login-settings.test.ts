// What somebody who had a login of the runtime for a moment can leave behind: a login may ALTER ROLE itself SET whatever any user may set. Each
// connection of the core takes all of it back, `npm run grants` names it, and bootstrap removes it. In one database, because a role's own settings
// belong to the whole cluster, which other tests use.
import { withClient } from "@ledge/database/postgres/connect";
import { settingDrift } from "@ledge/database/grants/login-settings";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setSession, startupOptions } from "../../core-service/src/database/session-settings.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { sqlState } from "../support/ledger-fixture.ts";

interface Setting {
  readonly name: string;
  readonly setting: string;
  readonly vartype: string;
  readonly enumvals: readonly string[] | null;
  readonly min_val: string;
  readonly max_val: string;
}

/** Texts that are valid and differ from what any session has. */
const otherTexts: Readonly<Record<string, string>> = {
  DateStyle: "SQL, DMY",
  TimeZone: "Asia/Kathmandu",
  application_name: "somebody",
  createrole_self_grant: "set",
  default_text_search_config: "pg_catalog.german",
  restrict_nonsystem_relation_kind: "view",
  search_path: "somewhere_else",
  temp_tablespaces: "missing",
  timezone_abbreviations: "India",
};
/**
 * The server of a test knows one valid value, the driver or the operating system says its own, or it is read only while a session opens, which the
 * next test is about.
 */
const untried = [
  "client_encoding",
  "default_table_access_method",
  "default_tablespace",
  "default_toast_compression",
  "lc_monetary",
  "lc_numeric",
  "lc_time",
  "local_preload_libraries",
  "tcp_user_timeout",
];
/** A session that is ended at once cannot say anything, so these are set to what lasts long enough. */
const limits = ["idle_session_timeout", "statement_timeout", "transaction_timeout", "lock_timeout", "idle_in_transaction_session_timeout"];

let database: TestDatabase;
let name: string;

beforeAll(async () => {
  database = await createTestDatabase();
  name = new URL(database.adminUrl).pathname.slice(1);
});
afterAll(() => database.drop());

/** As the core connects. */
async function openSession(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.runtimeUrl, options: startupOptions });
  // Ended by a limit of its own, it emits an error besides.
  client.on("error", () => undefined);
  await client.connect();
  await client.query(setSession());
  return client;
}

/** What any user may set, but for what belongs to one transaction. */
async function userSettings(client: pg.Client): Promise<readonly Setting[]> {
  const { rows } = await client.query<Setting>(
    `SELECT name, setting, vartype, enumvals, min_val, max_val FROM pg_settings
      WHERE context = 'user' AND 'NO_RESET' <> ALL (pg_settings_get_flags(name)) ORDER BY name`,
  );
  return rows;
}

async function valuesIn(client: pg.Client): Promise<Record<string, string>> {
  return Object.fromEntries((await userSettings(client)).map(({ name, setting }) => [name, setting]));
}

/** A value that the server takes and that differs. Undefined: there is none. */
function otherThan({ name, setting, vartype, enumvals, min_val: min, max_val: max }: Setting): string | undefined {
  if (vartype === "bool") return setting === "on" ? "off" : "on";
  if (vartype === "enum") return enumvals?.find((value) => value !== setting);
  if (vartype === "string") return otherTexts[name];
  if (untried.includes(name)) return undefined;
  if (limits.includes(name)) return "1h";
  return setting === max ? min : max;
}

/** A moment as the login. */
const say = (said: readonly (readonly [setting: string, value: string])[]): Promise<void> =>
  withClient(database.runtimeUrl, async (client) => {
    for (const [setting, value] of said) await client.query(`ALTER ROLE ledge_runtime_a IN DATABASE ${name} SET ${setting} = '${value}'`);
  });
/** By the administrator, because the login may have locked itself out. */
const unsayAll = (): Promise<unknown> =>
  withClient(database.adminUrl, (client) => client.query(`ALTER ROLE ledge_runtime_a IN DATABASE ${name} RESET ALL`));

describe("what a login has said about itself", () => {
  afterEach(unsayAll);

  test("decides nothing in a session of the core, for every setting that a login can change", async () => {
    const before = await openSession();
    const settings = await userSettings(before);
    const expected = await valuesIn(before);
    await before.end();
    const said = settings.flatMap((setting) => {
      const value = otherThan(setting);
      return value === undefined ? [] : [[setting.name, value] as const];
    });
    expect(settings.map((setting) => setting.name).filter((setting) => !said.some(([other]) => other === setting))).toEqual(untried);
    await say(said);
    // The settings are really there: a session that says nothing has them.
    const plain = new pg.Client({ connectionString: database.runtimeUrl });
    await plain.connect();
    const spoilt = await valuesIn(plain);
    await plain.end();
    expect(said.filter(([setting]) => spoilt[setting] === expected[setting])).toEqual([]);
    const after = await openSession();
    // The server's own configuration says another one than is compiled in; nothing here searches text.
    expect(await valuesIn(after)).toEqual({ ...expected, default_text_search_config: '"pg_catalog"."simple"' });
    await after.end();
  });

  // pg_settings lists neither.
  test.each([
    ["role", "ledge_acting"],
    ["session_authorization", "ledge_runtime_a"],
  ])("is no other identity: %s, which pg_settings does not list, is taken back and named by npm run grants", async (setting, value) => {
    const identity = "SELECT session_user::text AS login, current_user::text AS role, current_setting('role') AS said";
    await say([[setting, value]]);
    const client = await openSession();
    expect((await client.query(identity)).rows).toEqual([{ login: "ledge_runtime_a", role: "ledge_runtime_a", said: "none" }]);
    await client.end();
    expect(await withClient(database.retentionUrl, settingDrift)).toContain(
      `set otherwise: ledge_runtime_a in this database: ${setting}=${value}`,
    );
  });

  test.each([
    ["statement_timeout", "1ms"],
    ["transaction_timeout", "1ms"],
    ["idle_session_timeout", "1ms"],
    ["idle_in_transaction_session_timeout", "1ms"],
    ["lock_timeout", "1ms"],
    ["local_preload_libraries", "missing"],
  ])("ends no session before it can speak: %s=%s", async (setting, value) => {
    await say([[setting, value]]);
    const client = await openSession();
    await client.query("SELECT pg_sleep(0.05)");
    expect((await client.query<{ said: string }>(`SELECT current_setting('${setting}') AS said`)).rows[0]?.said).not.toBe(value);
    await client.end();
  });

  test("would keep every session from opening, where a proxy lets no start-up option through: then the platform is not ready", async () => {
    await say([["local_preload_libraries", "missing"]]);
    const without = new pg.Client({ connectionString: database.runtimeUrl });
    without.on("error", () => undefined);
    expect(await sqlState(without.connect())).toBe("58P01"); // undefined_file
  });
});
