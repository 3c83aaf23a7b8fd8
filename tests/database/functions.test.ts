// The current texts of functions and views: applied whenever they differ from the database's, in one transaction with their migrations, and never
// replaced by an older text except on request.
import { type DatabaseText, type FunctionText, type Migration, readDatabaseText } from "@ledge/database/migrate/database-text";
import { migrate } from "@ledge/database/migrate/migrate";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";

const ours = readDatabaseText();
let database: TestDatabase;
let admin: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterEach(async () => {
  await admin.end();
  await database.drop();
});

const migration = (name: string, sql: string): Migration => ({ name, sql, sha256: `of ${sql}` });
const text = (name: string, sql: string): FunctionText => ({ name, sql, sha256: `of ${sql}` });
const answering = (answer: number): FunctionText =>
  text("ledger.answer", `CREATE OR REPLACE FUNCTION ledger.answer() RETURNS integer LANGUAGE sql AS 'SELECT ${answer}'`);
const textWith = (functions: readonly FunctionText[], migrations: readonly Migration[] = []): DatabaseText => ({
  migrations: [...ours.migrations, ...migrations],
  functions: [...ours.functions, ...functions],
});
const answer = async (): Promise<unknown> => (await admin.query("SELECT ledger.answer()")).rows[0]?.answer;
const migrated = async (theirs: DatabaseText, takesOlderFunctions = false): Promise<readonly string[]> => {
  const { migrations, functions } = await migrate(database.migratorUrl, theirs, { takesOlderFunctions });
  return [...migrations, ...functions];
};

describe("a function's text", () => {
  test("is applied when it is new or changed, and not otherwise", async () => {
    expect(await migrated(textWith([answering(1)]))).toEqual(["functions/ledger/answer.sql"]);
    expect(await migrated(textWith([answering(1)]))).toEqual([]);
    expect(await migrated(textWith([answering(2)]))).toEqual(["functions/ledger/answer.sql"]);
    expect(await answer()).toBe(2);
  });

  test("may use what a migration of the same run creates", async () => {
    const table = migration("9001_counters.sql", "CREATE TABLE ledger.counters (n integer); INSERT INTO ledger.counters VALUES (7)");
    const reads = text(
      "ledger.answer",
      "CREATE OR REPLACE FUNCTION ledger.answer() RETURNS integer LANGUAGE sql AS 'SELECT n FROM ledger.counters'",
    );
    await migrated(textWith([reads], [table]));
    expect(await answer()).toBe(7);
  });

  test("that fails is named with its line, and undoes the migrations of its run", async () => {
    const table = migration("9001_counters.sql", "CREATE TABLE ledger.counters (n integer)");
    const bad = text("ledger.answer", "CREATE OR REPLACE FUNCTION ledger.answer()\nRETURNS integer LANGUAGE sql AS 'SELECT 1' NONSENSE");
    await expect(migrated(textWith([bad], [table]))).rejects.toThrow(/^functions\/ledger\/answer\.sql:2 failed.*NONSENSE/);
    expect((await admin.query("SELECT to_regclass('ledger.counters') AS there")).rows).toEqual([{ there: null }]);
    expect(await migrated(textWith([answering(1)], [table]))).toEqual(["9001_counters.sql", "functions/ledger/answer.sql"]);
  });

  test("that creates something other than its file's name is refused", async () => {
    const other = text("ledger.question", "CREATE FUNCTION ledger.answer() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
    await expect(migrated(textWith([other]))).rejects.toThrow("functions/ledger/question.sql makes no ledger.question.");
  });

  test("is applied again after a migration that dropped the function, whether or not it changed", async () => {
    const table = migration("9001_counters.sql", "CREATE TABLE ledger.counters (n integer)");
    const view = text("ledger.counted", "CREATE OR REPLACE VIEW ledger.counted AS SELECT n FROM ledger.counters");
    await migrated(textWith([view], [table]));
    const widening = "ALTER TABLE ledger.counters ALTER COLUMN n TYPE bigint";
    await expect(admin.query(widening)).rejects.toThrow(/used by a view/);
    const widen = migration("9002_widen.sql", `-- phase: contract\nDROP VIEW ledger.counted; ${widening}`);
    expect(await migrated(textWith([view], [table, widen]))).toEqual(["9002_widen.sql"]);
    const { fields } = await admin.query("SELECT n FROM ledger.counted");
    expect(fields[0]?.dataTypeID).toBe(pg.types.builtins.INT8);
  });

  test("that a migration invalidates fails in the migration's own run", async () => {
    const narrow = migration(
      "9001_narrow.sql",
      "-- phase: contract\nDROP VIEW reporting.accounts, search.transaction_documents; DROP POLICY acting ON ledger.accounts; ALTER TABLE ledger.accounts ALTER COLUMN owner_id TYPE text",
    );
    await expect(migrated(textWith([], [narrow]))).rejects.toThrow(/^functions\/ledger\/find_balances\.sql:\d+ failed.*text = uuid/);
  });

  test("may contain two overloads, of which a later migration drops the old one", async () => {
    const old = "CREATE OR REPLACE FUNCTION ledger.answer() RETURNS integer LANGUAGE sql AS 'SELECT 1';";
    const both = text(
      "ledger.answer",
      `${old} CREATE OR REPLACE FUNCTION ledger.answer(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n'`,
    );
    await migrated(textWith([both]));
    const one = text("ledger.answer", both.sql.slice(old.length));
    await migrated(textWith([one], [migration("9001_drop.sql", "-- phase: contract\nDROP FUNCTION ledger.answer()")]));
    const { rows } = await admin.query(
      "SELECT oid::regprocedure::text AS name FROM pg_proc WHERE proname = 'answer' AND pronamespace = 'ledger'::regnamespace",
    );
    expect(rows).toEqual([{ name: "ledger.answer(integer)" }]);
  });
});

describe("a checkout that is older than the database", () => {
  test("is refused and changes nothing, unless its texts are requested", async () => {
    await migrated(textWith([answering(1)]));
    await migrated(textWith([answering(2)]));
    const older = textWith([answering(1)], [migration("9001_more.sql", "CREATE TABLE ledger.more ()")]);
    await expect(migrated(older)).rejects.toThrow(/older than the database.*functions\/ledger\/answer\.sql.*--older-functions/);
    expect(await answer()).toBe(2);
    expect((await admin.query("SELECT to_regclass('ledger.more') AS there")).rows).toEqual([{ there: null }]);

    expect(await migrated(older, true)).toEqual(["9001_more.sql", "functions/ledger/answer.sql"]);
    expect(await answer()).toBe(1);
    // The requested text is now the newest.
    expect(await migrated(older)).toEqual([]);
  });

  test("is refused when the database has an unknown function", async () => {
    await migrated(textWith([answering(1)]));
    await expect(migrated(ours)).rejects.toThrow(/has ledger\.answer, and this checkout has no text of it/);
    const dropped = migration("9001_drop.sql", "-- phase: contract\nDROP FUNCTION ledger.answer()");
    // Before the contracting migration the function still exists, for the previous release.
    const { functions, migrations } = textWith([], [dropped]);
    const expanded = await migrate(database.migratorUrl, { functions, migrations }, { upTo: ours.migrations.length });
    expect(expanded).toEqual({ migrations: [], functions: [] });
    expect(await migrated(textWith([], [dropped]))).toEqual(["9001_drop.sql"]);
    expect(await migrated(textWith([], [dropped]))).toEqual([]);
  });

  test("is refused when the database has an unknown migration", async () => {
    await migrated(textWith([], [migration("9001_more.sql", "CREATE TABLE ledger.more ()")]));
    await expect(migrated(ours)).rejects.toThrow("9001_more.sql is not number");
  });
});

test("the database stores every text of its functions, and only its owner reads or writes them", async () => {
  await migrated(textWith([answering(1)]));
  await migrated(textWith([answering(2)]));
  const { rows } = await admin.query("SELECT sql FROM migrations.functions WHERE name = 'ledger.answer' ORDER BY number");
  expect(rows).toEqual([answering(1), answering(2)].map(({ sql }) => ({ sql })));
  const runtime = await connect(database.runtimeUrl);
  await expect(runtime.query("SELECT FROM migrations.functions")).rejects.toMatchObject({ code: "42501" });
  await runtime.end();
});
