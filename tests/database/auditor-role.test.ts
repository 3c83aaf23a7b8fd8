// The auditor's login against the database (law 25): it reads the catalogs, which `npm run grants` compares, what migrations were applied, how old the logins' passwords are, and nothing of the bank's. It runs unattended, so
// that whoever steals its password has learned how the tables are called.
import { ourRelations, ourSchemas } from "@ledge/database/grants/grants";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt } from "../support/ledger-fixture.ts";

const DENIED = "42501"; // insufficient_privilege
const READ_ONLY = "25006"; // read_only_sql_transaction
let admin: pg.Client;
let auditor: pg.Client;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  auditor = await connectPlainly(database.auditorUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), auditor.end()]);
  await database.drop();
});

test("the auditor reads, writes, locks and creates nothing, and becomes nobody, also in a session that it made writable", async () => {
  expect(await attempt(auditor, "CREATE TABLE public.x ()")).toBe(READ_ONLY);
  await auditor.query("SET default_transaction_read_only = off");
  const columns = { "migrations.applied": "name", "migrations.functions": "name", "rotation.credentials": "login" };
  const ownTables = Object.keys(columns);
  for (const table of ownTables) expect(await attempt(auditor, `SELECT FROM ${table}`), table).toBe("accepted");
  const relations = (await ourRelations(admin)).filter((relation) => !ownTables.includes(relation));
  expect(relations.length).toBeGreaterThan(20);
  const attacks = [
    ...Object.entries(columns).flatMap(([table, column]) => [
      `DELETE FROM ${table}`,
      `INSERT INTO ${table} DEFAULT VALUES`,
      `UPDATE ${table} SET ${column} = 'x'`,
    ]),
    ...relations.flatMap((relation) => [
      `SELECT FROM ${relation}`,
      `DELETE FROM ${relation}`,
      `LOCK TABLE ${relation} IN ACCESS SHARE MODE`,
    ]),
    ...(await ourSchemas(admin)).map((schema) => `CREATE TABLE ${schema}.x ()`),
    "CREATE TEMP TABLE x ()",
    "SELECT retention.plan(now(), 90, 30)",
    "SELECT ledger.set_overdraft_limit(gen_random_uuid(), 0)",
    "SELECT rolpassword FROM pg_authid",
    "SELECT pg_read_file('PG_VERSION')",
    ...["ledge_owner", "ledge_runtime", "ledge_acting", "ledge_migrator", "ledge_analyst"].map((role) => `SET ROLE ${role}`),
    "ALTER ROLE ledge_auditor CONNECTION LIMIT -1",
  ];
  for (const attack of attacks) expect(await attempt(auditor, attack), attack).toBe(DENIED);
});
