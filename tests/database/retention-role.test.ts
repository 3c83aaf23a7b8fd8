// The login of retention against the database (law 25): it plans, and takes steps that it cannot keep open, and nothing else, whatever it sets in its
// session; and the runtime deletes nothing, neither from a table nor from its partitions.
import { ourRelations, ourSchemas } from "@ledge/database/grants/grants";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connect, connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt, sqlState } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { count, partitions, prepare } from "../support/retention-fixture.ts";

const DENIED = "42501"; // insufficient_privilege
let admin: pg.Client;
let login: pg.Client;
let runtime: pg.Client;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  login = await connectPlainly(database.retentionUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), login.end(), runtime.end()]);
  await database.drop();
});

async function expectDenied(client: pg.Client, ...attacks: string[]): Promise<void> {
  for (const attack of attacks) expect(await attempt(client, attack), attack).toBe(DENIED);
}

describe("the login of retention", () => {
  test("plans and applies", async () => {
    expect(await attempt(login, "SELECT retention.plan(now(), 90, 30)")).toBe("accepted");
    await login.query("CALL retention.take_step(now(), 90, 30, NULL, NULL, NULL, NULL)");
  });

  test("reads, writes, locks and drops no table by itself, also none that it may have dropped", async () => {
    for (const relation of await ourRelations(admin)) {
      await expectDenied(
        login,
        `SELECT FROM ${relation}`,
        `DELETE FROM ${relation}`,
        `TRUNCATE ${relation}`,
        `DROP TABLE ${relation}`,
        `LOCK TABLE ${relation} IN ACCESS SHARE MODE`,
        `INSERT INTO ${relation} DEFAULT VALUES`,
      );
    }
    for (const schema of await ourSchemas(admin)) await expectDenied(login, `CREATE TABLE ${schema}.x ()`);
    await expectDenied(login, "CREATE SCHEMA x", "CREATE TEMP TABLE x ()");
  });

  test("calls none of the functions by which partitions are made and dropped, and moves no money", async () => {
    await expectDenied(
      login,
      "SELECT retention.apply(now(), 90, 30)",
      "DO $$ BEGIN PERFORM retention.apply(now(), 90, 30); END $$",
      `SELECT query_to_xml('SELECT retention.apply(now(), 90, 30) /* PL/pgSQL function retention.take_step() line 1 at SQL statement */', true, true, '')`,
      "SELECT retention.drop_partition('{idempotency.refusals}', now())",
      "SELECT retention.make_partition('idempotency.refusals', now())",
      "SELECT retention.pending_in(now())",
      "SELECT payments.post_transfers('[]')",
      "SELECT ledger.clock()",
      "SELECT pg_read_file('PG_VERSION')",
    );
  });

  test("becomes no other role, and no role becomes it", async () => {
    for (const role of ["ledge_owner", "ledge_migrator", "ledge_runtime", "ledge_analyst", "postgres"]) {
      await expectDenied(login, `SET ROLE ${role}`, `GRANT ${role} TO ledge_retention`, `ALTER ROLE ${role} PASSWORD 'x'`);
    }
    await expectDenied(
      runtime,
      "SET ROLE ledge_retention",
      "SELECT retention.apply(now(), 90, 30)",
      "SELECT retention.plan(now(), 90, 30)",
    );
    await expectDenied(login, "ALTER ROLE ledge_retention CONNECTION LIMIT -1");
  });
});

const STEP = "CALL retention.take_step(now(), 90, 30, NULL, NULL, NULL, NULL)";
const IN_BLOCK = "2D000"; // invalid_transaction_termination
/** A block of code that calls, and does `rest`. */
const calling = (rest = "") =>
  `DO $$ DECLARE a text; b text[]; c timestamptz; d text; BEGIN CALL retention.take_step(now(), 90, 30, a, b, c, d); ${rest} END $$`;
/** Of tables and their partitions, by others than the one who asks. */
const LOCKS = `pg_locks JOIN pg_database ON pg_database.oid = database AND datname = current_database()
  JOIN pg_class AS c ON c.oid = relation AND c.relnamespace::regnamespace::text IN ('idempotency', 'webhooks') WHERE pid <> pg_backend_pid()`;

describe("a lock of retention", () => {
  afterEach(() => login.query("ROLLBACK; RESET ALL"));

  /** Each leaves its transaction open. */
  const openly: readonly (readonly string[])[] = [
    ["BEGIN", STEP],
    ["BEGIN ISOLATION LEVEL SERIALIZABLE", STEP],
    ["BEGIN", "SAVEPOINT s", STEP, "ROLLBACK TO s"],
    ["BEGIN", calling()],
    ["BEGIN", calling("EXCEPTION WHEN OTHERS THEN RAISE;")],
    ["BEGIN", "SELECT retention.apply(now(), 90, 30)"],
    [`${STEP}; SELECT FROM pg_class`],
    [`SELECT FROM pg_class; ${STEP}`],
  ];
  test.each(openly)("is held by no transaction of its login that stays open: %s %s", async (...statements) => {
    await prepare(admin, "2020-01");
    await login.query("SET idle_in_transaction_session_timeout = 0; SET transaction_timeout = 0; SET client_min_messages = 'debug5'");
    const before = await partitions(admin);
    const states = [];
    for (const statement of statements) states.push(await sqlState(login.query(statement)));
    expect(await count(admin, LOCKS)).toBe(0);
    expect(await partitions(admin)).toEqual(before);
    expect(
      states.some((state) => [IN_BLOCK, DENIED].includes(state)),
      states.join(),
    ).toBe(true);
  });

  test("is taken by no call out of a block of code, which may go on to do something else", async () => {
    expect(await sqlState(login.query(calling()))).toBe(DENIED);
    expect(await sqlState(login.query(calling("EXCEPTION WHEN division_by_zero THEN NULL;")))).toBe(IN_BLOCK);
  });

  test("is gone when a step by itself has ended, which drops what is due", async () => {
    await prepare(admin, "2020-01");
    const before = (await partitions(admin)).length;
    for (let step = 0; step < 3; step += 1) await login.query(STEP);
    expect((await partitions(admin)).length).not.toBe(before);
    expect(await count(admin, LOCKS)).toBe(0);
  });

  test("is taken under no isolation but the one in which a last look sees what was committed", async () => {
    await login.query("SET default_transaction_isolation = 'repeatable read'");
    expect(await sqlState(login.query(STEP))).toBe("22023"); // invalid_parameter_value
  });

  test("would be held for as long as the login likes, if the function did not ask who calls (mutant)", async () => {
    await withMutant("retention.apply", { "its-procedure": "false AND" }, async (mutated, client) => {
      const attacker = await connectPlainly(mutated.retentionUrl);
      await prepare(client, "2020-01");
      await attacker.query("BEGIN");
      for (let step = 0; step < 9; step += 1) await attacker.query("SELECT retention.apply(now(), 90, NULL)");
      expect(await count(client, `${LOCKS} AND mode = 'AccessExclusiveLock'`)).toBeGreaterThan(0);
      await attacker.end();
    });
  });
});

describe("a partition", () => {
  const made = async (client: pg.Client, at: string) =>
    (
      await client.query<{ month: string }>(
        "SELECT DISTINCT to_char(month, 'YYYY-MM') AS month FROM retention.plan($1, NULL, NULL) WHERE action = 'make' ORDER BY 1",
        [at],
      )
    ).rows.map(({ month }) => month);

  test.each(["-infinity", "infinity", "2020-01-10", "2199-01-01", "0044-03-15 BC"])(
    "is made by the server's own time, not of %s",
    async (at) => {
      for (const partition of await partitions(admin)) await admin.query(`DROP TABLE ${partition}`);
      const months = await made(login, at);
      expect(months.length).toBeGreaterThan(3);
      expect(months.length).toBeLessThan(6);
      const dayBefore = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 7);
      expect(months.filter((month) => month < dayBefore)).toEqual([]);
    },
  );

  test("of the past would be made, and be due at once, by an instant that the caller makes up (mutant)", async () => {
    await withMutant("retention.plan", { "own-past": "present; --" }, async (mutated) => {
      const attacker = await connectPlainly(mutated.retentionUrl);
      expect(await made(attacker, "2020-01-10")).toContain("2020-01");
      await attacker.end();
    });
  });
});

describe("the runtime", () => {
  test("deletes, detaches and drops no partition, and reads none directly", async () => {
    await prepare(admin, "2026-01");
    const partitions = (await ourRelations(admin)).filter(
      (relation) => /_(?:default|ended|pending|\d{4}_\d{2})$/.test(relation) && relation !== "outbox.pending",
    );
    expect(partitions.length).toBeGreaterThan(9);
    for (const partition of partitions) {
      const table = partition.replace(/(?:_ended|_pending)?(?:_default|_\d{4}_\d{2})?$/, "");
      await expectDenied(
        runtime,
        `SELECT FROM ${partition}`,
        `INSERT INTO ${partition} DEFAULT VALUES`,
        `DELETE FROM ${partition}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `ALTER TABLE ${table} DETACH PARTITION ${partition}`,
        `DROP TABLE ${partition}`,
      );
    }
  });
});
