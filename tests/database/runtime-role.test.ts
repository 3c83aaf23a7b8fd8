// The runtime's logins against the database (law 25): each test is an attack with the runtime's credentials. Postgres refuses it, whatever the code
// above it does. Every attack runs in a transaction that is rolled back.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt, sqlState } from "../support/ledger-fixture.ts";
import { golden, ourRelations, ourSchemas, loginPrivileges } from "@ledge/database/grants/grants";

const DENIED = "42501"; // insufficient_privilege
/** Objects that the administrator sees and the logins may not. */
let admin: pg.Client;
let runtime: pg.Client;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

/** A view has no rows of its own: object_not_in_prerequisite_state, wrong_object_type. */
const IMPOSSIBLE = ["55000", "42809"];

async function expectDenied(...attacks: string[]): Promise<void> {
  for (const attack of attacks) expect(await attempt(runtime, attack), attack).toBe(DENIED);
}

describe("the runtime role", () => {
  test("creates nothing in any schema, and no schema, temporary table, extension or language", async () => {
    const schemas = await ourSchemas(admin);
    expect(schemas).toContain("migrations");
    for (const schema of [...schemas, "pg_catalog"]) {
      await expectDenied(
        `CREATE TABLE ${schema}.intruder (id integer)`,
        `CREATE VIEW ${schema}.intruder AS SELECT 1`,
        `CREATE SEQUENCE ${schema}.intruder`,
        `CREATE TYPE ${schema}.intruder AS (id integer)`,
        `CREATE FUNCTION ${schema}.intruder() RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
      );
    }
    await expectDenied(
      "CREATE SCHEMA intruder",
      "CREATE TEMP TABLE intruder (id integer)",
      "CREATE TEMP VIEW intruder AS SELECT 1",
      "CREATE FUNCTION pg_temp.intruder() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
      "CREATE EXTENSION citext",
      "CREATE EXTENSION dblink",
      "CREATE EVENT TRIGGER intruder ON ddl_command_end EXECUTE FUNCTION suppress_redundant_updates_trigger()",
      "CREATE PUBLICATION intruder",
      "CREATE FOREIGN DATA WRAPPER intruder",
    );
  });

  test("deletes from, truncates, locks, alters and drops no table, whichever migration created it", async () => {
    const relations = await ourRelations(admin);
    expect(relations).toEqual(expect.arrayContaining(["ledger.entries", "ledger.transfers", "idempotency.keys", "ledger.accounts"]));
    const { rows: views } = await admin.query<{ name: string }>("SELECT schemaname || '.' || viewname AS name FROM pg_views");
    for (const relation of relations) {
      const attacks = [
        `DELETE FROM ${relation}`,
        `TRUNCATE ${relation}`,
        `TRUNCATE ${relation} CASCADE`,
        `LOCK TABLE ${relation} IN ACCESS EXCLUSIVE MODE`,
        `ALTER TABLE ${relation} ADD COLUMN intruder integer`,
        `ALTER TABLE ${relation} OWNER TO ledge_runtime_a`,
        `ALTER TABLE ${relation} DISABLE TRIGGER ALL`,
        `DROP TABLE ${relation}`,
        `CREATE INDEX ON ${relation} ((1))`,
        `CREATE RULE intruder AS ON INSERT TO ${relation} DO INSTEAD NOTHING`,
        `CREATE TRIGGER intruder BEFORE INSERT ON ${relation} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      ];
      if (!views.some(({ name }) => name === relation)) await expectDenied(...attacks);
      else for (const attack of attacks) expect([DENIED, ...IMPOSSIBLE], attack).toContain(await attempt(runtime, attack));
    }
    for (const schema of await ourSchemas(admin)) await expectDenied(`DROP SCHEMA ${schema} CASCADE`, `ALTER SCHEMA ${schema} RENAME TO x`);
  });

  test("rewrites no entry, transfer, key or balance, and locks no row of them explicitly", async () => {
    await expectDenied(
      "UPDATE ledger.entries SET amount = 1",
      "UPDATE ledger.transfers SET amount = 1",
      "UPDATE ledger.transfers SET metadata = '{}'",
      "UPDATE idempotency.keys SET outcome = '{}'",
      "UPDATE idempotency.keys SET resource = NULL",
      "UPDATE idempotency.refusals SET code = 'x'",
      "DELETE FROM idempotency.refusals",
      ...["posted", "pending_in", "pending_out", "version", "overdraft_limit"].map((column) => `UPDATE ledger.accounts SET ${column} = 1`),
      "UPDATE ledger.accounts SET status = 'open'",
      "UPDATE ledger.accounts SET owner_id = gen_random_uuid()",
      ...["ledger.accounts", "ledger.entries", "ledger.transfers", "idempotency.keys"].map((table) => `SELECT FROM ${table} FOR KEY SHARE`),
      "MERGE INTO ledger.accounts USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE",
    );
  });

  test("forges no entry and no transfer, and opens no account with a balance", async () => {
    const account = "INSERT INTO ledger.accounts (id, currency, normal_side";
    await expectDenied(
      "INSERT INTO ledger.entries VALUES (gen_random_uuid(), 1, gen_random_uuid(), 1, 1, now())",
      "INSERT INTO ledger.transfers SELECT * FROM ledger.transfers",
      ...["posted", "pending_in", "pending_out", "version"].map(
        (column) => `${account}, ${column}) VALUES (gen_random_uuid(), 'EUR', 'credit', 1)`,
      ),
      `${account}, status) VALUES (gen_random_uuid(), 'EUR', 'credit', 'closed')`,
      "COPY ledger.entries FROM STDIN",
    );
  });

  test("moves money through the posting function alone", async () => {
    await expectDenied("SELECT ledger.post('{}', now(), '{}', false)", "SELECT ledger.lock_accounts('{}')");
    expect(await attempt(runtime, "SELECT payments.post_transfers('[]')")).toBe("accepted");
  });

  test("reads the clock of the books and advances it only as time passes", async () => {
    await expectDenied(
      "SELECT setval('ledger.clock_ms', 1)",
      "SELECT nextval('ledger.clock_ms')",
      "ALTER SEQUENCE ledger.clock_ms RESTART",
      "DROP SEQUENCE ledger.clock_ms",
      "LOCK TABLE ledger.clock_turn IN SHARE UPDATE EXCLUSIVE MODE",
      "SELECT ledger.take_time()",
      "CREATE OR REPLACE FUNCTION ledger.wall_clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    );
    expect(await attempt(runtime, "SELECT ledger.clock(), ledger.final(now()), last_value FROM ledger.clock_ms")).toBe("accepted");
  });

  test("rewrites no API key's hash, scopes, owner or principal", async () => {
    await expectDenied(
      ...[
        "hash = sha256('x')",
        "scopes = '{x}'",
        "customer_id = NULL",
        "principal = id",
        "rotated_from = NULL",
        "name = 'x'",
        "id = id",
      ].map((assignment) => `UPDATE identity.api_keys SET ${assignment}`),
    );
  });

  test("becomes no role but one that may do less, and grants itself none", async () => {
    const roles = ["ledge_owner", "ledge_migrator", "ledge_runtime", "ledge_runtime_b", "postgres"];
    for (const role of roles) {
      await expectDenied(`SET ROLE ${role}`, `SET SESSION AUTHORIZATION ${role}`, `GRANT ${role} TO ledge_runtime_a`);
      await expectDenied(`ALTER ROLE ${role} PASSWORD 'x'`, `DROP ROLE ${role}`);
    }
    const privileges = (role: string): string[] =>
      golden.flatMap((line) => {
        const [, who, what = "", kinds = ""] = /^(\S+): (\S+ \S+) (.*)$/.exec(line) ?? [];
        return who === role ? kinds.split(", ").map((kind) => `${what} ${kind}`) : [];
      });
    expect(privileges("ledge_acting").filter((privilege) => !privileges("ledge_runtime").includes(privilege))).toEqual([]);
    expect(privileges("ledge_acting")).toContain("table ledger.entries select");
    for (const action of [
      "GRANT ledge_acting TO ledge_runtime_a",
      "ALTER ROLE ledge_acting LOGIN",
      "DROP ROLE ledge_acting",
      "DROP OWNED BY ledge_acting",
    ])
      await expectDenied(action);
    await expectDenied("REASSIGN OWNED BY ledge_owner TO ledge_runtime_a", "DROP OWNED BY ledge_owner");
    for (const attribute of ["SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION", "NOINHERIT", "CONNECTION LIMIT 1"]) {
      await expectDenied(`ALTER ROLE ledge_runtime_a ${attribute}`);
    }
    await expectDenied("CREATE ROLE intruder", "ALTER ROLE ALL SET statement_timeout = 0", "GRANT pg_read_all_data TO ledge_runtime_a");
  });

  test("reaches neither the server's files, programs and settings nor the record of migrations", async () => {
    await expectDenied(
      "COPY (SELECT 1) TO PROGRAM 'true'",
      "COPY (SELECT 1) TO '/tmp/intruder'",
      "SELECT pg_read_file('PG_VERSION')",
      "SELECT pg_ls_dir('.')",
      "SELECT lo_import('/etc/passwd')",
      "SELECT rolpassword FROM pg_authid",
      "SELECT pg_reload_conf()",
      "SET session_replication_role = replica", // This would disable triggers.
      "SET deadlock_timeout = '1h'",
      "SELECT * FROM migrations.applied",
      "INSERT INTO migrations.applied VALUES ('9999_x.sql', 'x')",
    );
    // These run outside of a transaction, so nothing would undo them.
    for (const attack of ["ALTER SYSTEM SET log_statement = 'all'", "CREATE DATABASE ledge_intruder"]) {
      expect(await sqlState(runtime.query(attack)), attack).toBe(DENIED);
    }
  });

  test("holds exactly these privileges, so that a new one is reviewed here", async () => {
    expect(await loginPrivileges(admin)).toEqual(golden);
  });

  test("grants no privilege and revokes none", async () => {
    // Postgres answers these with a warning, not with an error. (So it does DROP OWNED BY ledge_runtime; but that touches the rows
    // of all databases of the cluster, also those of other test files.)
    const attacks = ["GRANT SELECT ON ledger.entries TO PUBLIC", "REVOKE ALL ON ledger.entries FROM ledge_runtime"];
    for (const sql of attacks) {
      await runtime.query("BEGIN");
      expect(await sqlState(runtime.query(sql)), sql).toBe("accepted");
      expect(await loginPrivileges(runtime), sql).toEqual(golden);
      await runtime.query("ROLLBACK");
    }
  });

  test("is detected to hold an extra privilege, granted to it, to PUBLIC or by default (mutants)", async () => {
    const mutants = {
      "GRANT UPDATE ON ledger.entries TO ledge_runtime": "ledge_runtime: table ledger.entries select, update",
      "GRANT UPDATE (amount) ON ledger.entries TO PUBLIC": "PUBLIC: column ledger.entries.amount update",
      "GRANT EXECUTE ON FUNCTION ledger.post TO ledge_runtime_b": "ledge_runtime_b: function ledger.post execute",
      "GRANT SELECT ON ledger.entries TO ledge_runtime WITH GRANT OPTION": "ledge_runtime: table ledger.entries select and may pass it on",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT ALL ON SEQUENCES TO ledge_runtime":
        "ledge_runtime: default S ledger select, update, usage",
      "CREATE FUNCTION ledger.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'": "PUBLIC: function ledger.f execute",
    };
    for (const [mutant, line] of Object.entries(mutants)) {
      await admin.query("BEGIN");
      await admin.query(mutant);
      expect(
        (await loginPrivileges(admin)).filter((found) => !golden.includes(found)),
        mutant,
      ).toEqual([line]);
      await admin.query("ROLLBACK");
    }
  });
});
