// The analyst's login against the database (law 25): it reads the reporting views and nothing else, whatever it sets in its session, and is limited
// in time and in what it may leave behind. bootstrap.test.ts tests the number of its connections, on a cluster that no other test uses.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ourRelations, ourSchemas } from "@ledge/database/grants/grants";
import { connect, connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt } from "../support/ledger-fixture.ts";

const DENIED = "42501"; // insufficient_privilege
const NOT_UPDATABLE = "55000"; // object_not_in_prerequisite_state
const READ_ONLY = "25006"; // read_only_sql_transaction

let admin: pg.Client;
let analyst: pg.Client;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  analyst = await connectPlainly(database.analystUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), analyst.end()]);
  await database.drop();
});

/** Includes an analyst who makes the session writable: that is a setting, and the grants are the protection. */
async function expectDenied(...attacks: string[]): Promise<void> {
  await analyst.query("SET default_transaction_read_only = off");
  for (const attack of attacks) expect(await attempt(analyst, attack), attack).toBe(DENIED);
  await analyst.query("SET default_transaction_read_only = on");
}

describe("the analyst", () => {
  test("reads every reporting view by its unqualified name, and no other table of the product", async () => {
    const relations = await ourRelations(admin);
    const views = relations.filter((relation) => relation.startsWith("reporting."));
    expect(views.length).toBeGreaterThan(5);
    for (const view of views) expect(await attempt(analyst, `SELECT * FROM ${view.slice("reporting.".length)}`), view).toBe("accepted");
    await expectDenied(...relations.filter((relation) => !views.includes(relation)).map((relation) => `SELECT FROM ${relation}`));
  });

  test("writes nothing through the views or around them, creates nothing, and calls no function that moves money", async () => {
    const relations = await ourRelations(admin);
    const isView = (relation: string): boolean => relation.startsWith("reporting.");
    await analyst.query("SET default_transaction_read_only = off");
    // Deleting from a view of several tables is an error for every login. For the other views, the privilege is missing.
    for (const view of relations.filter(isView)) {
      expect([DENIED, NOT_UPDATABLE], view).toContain(await attempt(analyst, `DELETE FROM ${view}`));
    }
    await expectDenied(
      ...relations.map((relation) => `DROP ${isView(relation) ? "VIEW" : "TABLE"} ${relation}`),
      ...relations.filter((relation) => !isView(relation)).flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table}`]),
      ...(await ourSchemas(admin)).flatMap((schema) => [
        `CREATE TABLE ${schema}.intruder (id integer)`,
        `CREATE FUNCTION ${schema}.intruder() RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
      ]),
      "CREATE TEMP TABLE intruder (id integer)",
      "CREATE SCHEMA intruder",
      "SELECT payments.post_transfers('[]')",
      "SELECT ledger.set_overdraft_limit(gen_random_uuid(), 0)",
      "SELECT * FROM ledger.balance_at(gen_random_uuid(), now(), false)",
      "UPDATE reporting.transfers SET description = 'x'",
      "SELECT pg_read_file('PG_VERSION')",
      "SELECT rolpassword FROM pg_authid",
    );
    expect(await attempt(analyst, "SELECT lo_create(0)")).toBe(READ_ONLY);
  });

  test("locks no table and no row: it may delay a change of a view that it reads, and never a posting", async () => {
    const relations = await ourRelations(admin);
    const views = relations.filter((relation) => relation.startsWith("reporting."));
    for (const view of views) expect(await attempt(analyst, `LOCK TABLE ${view} IN ACCESS SHARE MODE`), view).toBe("accepted");
    await expectDenied(
      ...relations.map((relation) => `LOCK TABLE ${relation} IN ROW SHARE MODE`),
      ...relations.filter((relation) => !views.includes(relation)).map((table) => `LOCK TABLE ${table} IN ACCESS SHARE MODE`),
      ...["accounts", "entries", "transfers"].map((view) => `SELECT FROM ${view} FOR KEY SHARE`),
    );
  });

  test("becomes no other role, and no role becomes the analyst", async () => {
    for (const role of ["ledge_owner", "ledge_migrator", "ledge_runtime", "ledge_runtime_a", "postgres"]) {
      await expectDenied(`SET ROLE ${role}`, `GRANT ${role} TO ledge_analyst`, `ALTER ROLE ${role} PASSWORD 'x'`);
    }
    await expectDenied("ALTER ROLE ledge_analyst CONNECTION LIMIT -1", "GRANT pg_read_all_data TO ledge_analyst");
    const runtime = await connect(database.runtimeUrl);
    expect(await attempt(runtime, "SET ROLE ledge_analyst")).toBe(DENIED);
    await runtime.end();
  });

  test("has a read-only session with time limits, which shows values as the API does", async () => {
    const { rows } = await analyst.query(
      `SELECT name, setting FROM pg_settings
        WHERE name IN ('default_transaction_read_only', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
                       'idle_session_timeout', 'search_path', 'TimeZone', 'DateStyle') ORDER BY name COLLATE "C"`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      DateStyle: "ISO, YMD",
      TimeZone: "UTC",
      default_transaction_read_only: "on",
      idle_in_transaction_session_timeout: "60000",
      idle_session_timeout: "1800000",
      lock_timeout: "5000",
      search_path: "reporting",
      statement_timeout: "60000",
    });
  });
});
