// The roles themselves (law 25): logins, memberships, ownership, connection rights, and the search path of functions that run as their owner.
import { randomBytes } from "node:crypto";
import { urlFor } from "@ledge/database/migrate/bootstrap";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, rolePasswords, type TestDatabase } from "../support/database.ts";
import { attempt, sqlState } from "../support/ledger-fixture.ts";
import { ourSchemas, unpinnedDefiners } from "@ledge/database/grants/grants";

const DENIED = "42501"; // insufficient_privilege
let admin: pg.Client;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

describe("roles", () => {
  test("none of the product's is a superuser, creates roles or databases, replicates or bypasses row security; seven may log in, and one that may not makes and changes roles", async () => {
    const { rows } = await admin.query(
      `SELECT rolname AS role, rolcanlogin AS login, rolinherit AS inherits,
              rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS mighty
         FROM pg_roles WHERE rolname LIKE 'ledge%' ORDER BY rolname`,
    );
    expect(rows).toEqual([
      { role: "ledge_acting", login: false, inherits: true, mighty: false },
      { role: "ledge_analyst", login: true, inherits: true, mighty: false },
      { role: "ledge_auditor", login: true, inherits: true, mighty: false },
      { role: "ledge_migrator", login: true, inherits: false, mighty: false },
      { role: "ledge_owner", login: false, inherits: true, mighty: false },
      { role: "ledge_retention", login: true, inherits: true, mighty: false },
      { role: "ledge_rotation", login: false, inherits: true, mighty: true },
      { role: "ledge_rotator", login: true, inherits: true, mighty: false },
      { role: "ledge_runtime", login: false, inherits: true, mighty: false },
      { role: "ledge_runtime_a", login: true, inherits: true, mighty: false },
      { role: "ledge_runtime_b", login: true, inherits: true, mighty: false },
    ]);
  });

  test("only the migrator can become the owner; a runtime login holds ledge_runtime, becomes ledge_acting alone and admits nobody; nobody becomes ledge_rotation", async () => {
    const { rows } = await admin.query(
      `SELECT member::regrole::text AS member, roleid::regrole::text AS of, inherit_option AS inherits, set_option AS becomes, admin_option AS admits
         FROM pg_auth_members
        WHERE 'ledge' IN (left(member::regrole::text, 5), left(roleid::regrole::text, 5)) ORDER BY member::regrole::text, of`,
    );
    expect(rows).toEqual([
      { member: "ledge_migrator", of: "ledge_owner", inherits: false, becomes: true, admits: false },
      { member: "ledge_rotation", of: "ledge_migrator", inherits: true, becomes: false, admits: true },
      { member: "ledge_rotation", of: "ledge_rotator", inherits: false, becomes: false, admits: true },
      { member: "ledge_rotation", of: "ledge_runtime_a", inherits: true, becomes: false, admits: true },
      { member: "ledge_rotation", of: "ledge_runtime_b", inherits: true, becomes: false, admits: true },
      { member: "ledge_runtime_a", of: "ledge_acting", inherits: false, becomes: true, admits: false },
      { member: "ledge_runtime_a", of: "ledge_runtime", inherits: true, becomes: false, admits: false },
      { member: "ledge_runtime_b", of: "ledge_acting", inherits: false, becomes: true, admits: false },
      { member: "ledge_runtime_b", of: "ledge_runtime", inherits: true, becomes: false, admits: false },
    ]);
    const migrator = await connect(database.migratorUrl);
    expect(await attempt(migrator, "SET ROLE ledge_owner")).toBe("accepted");
    await migrator.end();
  });

  test("a migrator that has not become the owner reads and changes nothing", async () => {
    const migrator = await connect(database.migratorUrl);
    for (const sql of ["SELECT FROM ledger.entries", "SELECT FROM migrations.applied", "CREATE SCHEMA x", "CREATE TEMP TABLE x ()"]) {
      expect(await attempt(migrator, sql), sql).toBe(DENIED);
    }
    await migrator.end();
  });

  test("ledge_owner owns all of the product's schemas, tables and functions but those of the rotation, because an owner needs no grant", async () => {
    const { rows } = await admin.query<{ owner: string; schema: string }>(
      `SELECT DISTINCT owner::regrole::text AS owner, nspname AS schema
         FROM (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class UNION ALL SELECT proowner, pronamespace FROM pg_proc
               UNION ALL SELECT nspowner, oid FROM pg_namespace UNION ALL SELECT typowner, typnamespace FROM pg_type) AS owned
         JOIN pg_namespace AS n ON n.oid = namespace
        WHERE nspname = ANY ($1) AND nspname NOT IN ('public', 'rotation') ORDER BY 2, 1`,
      [await ourSchemas(admin)],
    );
    const schemas = ["accounts", "customers", "idempotency", "identity", "ledger", "migrations", "payments"];
    expect(rows).toEqual(expect.arrayContaining(schemas.map((schema) => ({ owner: "ledge_owner", schema }))));
    expect(rows.filter((row) => row.owner !== "ledge_owner")).toEqual([]);
  });

  test("another login cannot connect, and the owner, ledge_runtime, ledge_acting and ledge_rotation cannot log in", async () => {
    const outsider = `outsider_${randomBytes(4).toString("hex")}`;
    await admin.query(`CREATE ROLE ${outsider} LOGIN PASSWORD 'outsider'`);
    try {
      const url = new URL(database.adminUrl);
      url.username = outsider;
      url.password = "outsider";
      expect(await sqlState(connect(url.toString()))).toBe(DENIED);
    } finally {
      await admin.query(`DROP ROLE ${outsider}`); // The cluster outlives this test's database.
    }
    for (const role of ["ledge_owner", "ledge_runtime", "ledge_acting", "ledge_rotation"]) {
      const url = new URL(database.adminUrl);
      url.username = role;
      expect(await sqlState(connect(url.toString())), role).toMatch(/^28/); // invalid_authorization_specification or invalid_password
    }
  });

  test("a runtime login's locks and transactions end by themselves when its client is gone", async () => {
    for (const login of ["ledge_runtime_a", "ledge_runtime_b"] as const) {
      const client = await connect(urlFor(database.adminUrl, login, rolePasswords[login]));
      const { rows } = await client.query(
        `SELECT name, setting FROM pg_settings
          WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'search_path') ORDER BY name`,
      );
      expect(rows).toEqual([
        { name: "idle_in_transaction_session_timeout", setting: "10000" },
        { name: "lock_timeout", setting: "5000" },
        { name: "search_path", setting: "pg_catalog" },
        { name: "statement_timeout", setting: "15000" },
      ]);
      await client.end();
    }
  });
});

describe("functions that run as the owner", () => {
  test("resolve their names in pg_catalog first and in the caller's temporary schema last", async () => {
    expect(await unpinnedDefiners(admin)).toEqual([]);
    const runtime = await connect(database.runtimeUrl);
    await runtime.query("SET search_path = public, ledger, pg_temp, pg_catalog");
    expect(await attempt(runtime, "SELECT payments.post_transfers('[]')")).toBe("accepted");
    await runtime.end();
  });

  test("are detected without that setting (mutant)", async () => {
    await admin.query("BEGIN");
    await admin.query("CREATE FUNCTION ledger.f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = ledger AS 'SELECT 1'");
    expect(await unpinnedDefiners(admin)).toEqual(["ledger.f()"]);
    await admin.query("ROLLBACK");
  });
});
