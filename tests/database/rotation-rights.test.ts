// What the rotator and the migrations cannot do (law 25), where no password lands, and what each change leaves in the feed and in the audit log. On a cluster of
// their own, which writes a log.
import { randomBytes } from "node:crypto";
import { ourRelations, ourSchemas } from "@ledge/database/grants/grants";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectPlainly } from "../support/database.ts";
import { attempt, sqlState } from "../support/ledger-fixture.ts";
import { type Bank, startBank } from "../support/rotation-fixture.ts";

const DENIED = "42501"; // insufficient_privilege
const newPassword = (): string => randomBytes(24).toString("base64url");
let bank: Bank;
let rotator: pg.Client;

beforeAll(async () => {
  bank = await startBank();
  rotator = await connectPlainly(bank.urlOf("ledge_rotator"));
});
afterAll(async () => {
  await rotator?.end();
  await bank?.stop();
});

const call = async (sql: string, ...values: unknown[]): Promise<unknown> =>
  Object.values((await rotator.query(`SELECT ${sql}`, values)).rows[0] as object)[0];
const setPassword = (login: string, password: string): Promise<unknown> => call("rotation.set_password($1, $2)", login, password);
describe("the rotator", () => {
  test("reads, writes, locks and creates nothing, ends no session, becomes nobody, and makes, changes and admits no role", async () => {
    const relations = await ourRelations(bank.superuser);
    expect(relations.length).toBeGreaterThan(20);
    const { rows } = await bank.superuser.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const roles = [
      "ledge_owner",
      "ledge_runtime",
      "ledge_acting",
      "ledge_migrator",
      "ledge_runtime_a",
      "ledge_auditor",
      "ledge_rotation",
      "console",
      "postgres",
    ];
    const attacks = [
      ...relations.flatMap((relation) => [
        `SELECT FROM ${relation}`,
        `DELETE FROM ${relation}`,
        `LOCK TABLE ${relation} IN ACCESS SHARE MODE`,
      ]),
      ...(await ourSchemas(bank.superuser)).map((schema) => `CREATE TABLE ${schema}.x ()`),
      ...roles.flatMap((role) => [`SET ROLE ${role}`, `GRANT ${role} TO ledge_rotator`, `ALTER ROLE ${role} PASSWORD 'x'`]),
      "CREATE ROLE x",
      "CREATE SCHEMA x",
      "CREATE TEMP TABLE x ()",
      "ALTER ROLE ledge_rotator CREATEROLE",
      "ALTER ROLE ledge_rotator CONNECTION LIMIT -1",
      `SELECT rotation.change('ledge_rotation', '${"x".repeat(32)}', true, 'infinity', 'x')`,
      "SELECT rotation.note('ledge_runtime_a', 'x', NULL)",
      "SELECT rotation.sessions('ledge_runtime_a')",
      "CREATE OR REPLACE FUNCTION rotation.sessions(login text) RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
      `SELECT pg_terminate_backend(${rows[0]?.pid})`,
      "SELECT rolpassword FROM pg_authid",
      "SELECT pg_read_file('PG_VERSION')",
    ];
    for (const attack of attacks) expect(await attempt(rotator, attack), attack).toBe(DENIED);
  });

  test("sees how many sessions each login has, and not what they do", async () => {
    const { rows } = await rotator.query(
      "SELECT count(*)::int AS sessions, max(query) AS doing FROM pg_stat_activity WHERE usename = 'postgres' AND datname = 'ledge'",
    );
    expect(rows).toEqual([{ sessions: 1, doing: "<insufficient privilege>" }]);
  });
});

describe("migrations", () => {
  test("change nothing of the rotation, and run nothing with its rights: what waits on a table of theirs runs as their own role", async () => {
    const password = newPassword();
    await call("rotation.open_migrator($1, 5)", password);
    const owner = await connectPlainly(bank.urlOf("ledge_migrator", password));
    await owner.query("SET ROLE ledge_owner");
    for (const attack of [
      "SET ROLE ledge_rotation",
      "GRANT ledge_rotation TO ledge_migrator",
      "CREATE TABLE rotation.x ()",
      "ALTER TABLE rotation.pending ADD x integer",
      "INSERT INTO rotation.pending (credential, login, change, changed_at) VALUES (gen_random_uuid(), 'x', 'x', now())",
      "CREATE TRIGGER x BEFORE INSERT ON rotation.pending FOR EACH ROW EXECUTE FUNCTION audit.append_acts()",
      "CREATE RULE x AS ON INSERT TO rotation.pending DO ALSO SELECT 1",
      "CREATE OR REPLACE FUNCTION rotation.note(login text, what text, valid_until timestamptz) RETURNS void LANGUAGE sql AS ''",
      "DROP SCHEMA rotation CASCADE",
      "SELECT rotation.set_password('ledge_runtime_a', 'x')",
      "SELECT rotation.open_migrator('x', 60)",
    ])
      expect(await attempt(owner, attack), attack).toBe(DENIED);
    await owner.query(
      "CREATE TABLE outbox.ran_as (role text); GRANT INSERT ON outbox.ran_as TO PUBLIC; GRANT USAGE ON SCHEMA outbox TO PUBLIC",
    );
    await owner.query(
      `CREATE FUNCTION outbox.planted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO outbox.ran_as VALUES (current_user); RETURN NULL; END';
       GRANT EXECUTE ON FUNCTION outbox.planted() TO PUBLIC;
       CREATE TRIGGER planted AFTER INSERT ON outbox.pending FOR EACH ROW EXECUTE FUNCTION outbox.planted()`,
    );
    await call("rotation.revoke('ledge_migrator')");
    await owner.query("SELECT outbox.sequence(100)");
    expect((await owner.query("SELECT DISTINCT role FROM outbox.ran_as")).rows).toEqual([{ role: "ledge_owner" }]);
    await owner.query("DROP TRIGGER planted ON outbox.pending; DROP FUNCTION outbox.planted(); DROP TABLE outbox.ran_as");
    await owner.end();
    await bank.untilGone("ledge_migrator");
  });
});

describe("a password in clear", () => {
  /** The log, once it has the failure. */
  async function log(): Promise<string> {
    const failure = /^.*ERROR:.*permission denied/;
    await expect.poll(() => bank.lastLines().some((line) => failure.test(line))).toBe(true);
    return bank.lastLines().join("\n");
  }
  /** As if an administrator had taken the ADMIN option away: the statement with the password fails. */
  async function failing(use: () => Promise<void>): Promise<void> {
    const console = await connectPlainly(bank.urlOf("console", "console"));
    await console.query("REVOKE ledge_runtime_b FROM ledge_rotation");
    try {
      await use();
    } finally {
      await console.query("GRANT ledge_runtime_b TO ledge_rotation WITH ADMIN TRUE, INHERIT TRUE, SET FALSE");
      await console.end();
    }
  }
  const failure = async (password: string): Promise<string> =>
    await setPassword("ledge_runtime_b", password).then(
      () => "accepted",
      (error: pg.DatabaseError) => JSON.stringify({ ...error, message: error.message }),
    );

  test("is in no log and in no view of what runs, whether it was set or not", async () => {
    const [set, refused, failed] = [newPassword(), newPassword(), newPassword()];
    await setPassword("ledge_runtime_b", set);
    const { rows } = await bank.superuser.query(
      "SELECT string_agg(query, '') AS all FROM pg_stat_activity WHERE usename = 'ledge_rotator'",
    );
    await sqlState(setPassword("ledge_auditor", refused));
    await failing(async () => expect(await failure(failed)).toMatch(/"code":"42501".*the password of ledge_runtime_b was not changed/));
    const written = (await log()) + JSON.stringify(rows);
    expect(written).toContain("rotation.set_password($1, $2)");
    for (const password of [set, refused, failed]) expect(written).not.toContain(password);
  });

  test("would be in both when the statement fails, if its error were passed on (mutant)", async () => {
    await bank.withBug("rotation.change", { "without-the-statement": "RAISE; --" }, async () => {
      const password = newPassword();
      await failing(async () => expect(await failure(password)).toContain(password));
      expect(await log()).toContain(password);
    });
  });
});

describe("each change", () => {
  test("is an event and a record of the audit log, committed with it, which name the login and what was done", async () => {
    await bank.superuser.query("SELECT outbox.sequence(100), audit.sequence(100)");
    const head = (await bank.superuser.query("SELECT position, size FROM outbox.head, audit.head")).rows[0] as {
      position: string;
      size: string;
    };
    await rotator.query("BEGIN");
    await setPassword("ledge_runtime_a", newPassword());
    await rotator.query("ROLLBACK");
    const password = newPassword();
    await setPassword("ledge_runtime_a", password);
    const session = await connectPlainly(bank.urlOf("ledge_runtime_a", password));
    session.on("error", () => undefined);
    await call("rotation.revoke('ledge_runtime_a')");
    await call("rotation.end_sessions('ledge_runtime_a')");
    await bank.untilGone("ledge_runtime_a");
    await call("rotation.end_sessions('ledge_runtime_a')");
    const until = await call("rotation.open_migrator($1, 5)", newPassword());
    await call("rotation.revoke('ledge_migrator')");
    await setPassword("ledge_rotator", bank.passwords.ledge_rotator);
    await bank.superuser.query("SELECT outbox.sequence(100), audit.sequence(100)");

    const { rows } = await bank.superuser.query<{ data: Record<string, string | null> }>(
      "SELECT type, actor, accounts, occurred_at, data, resource = c.id AS named FROM outbox.feed JOIN rotation.credentials AS c ON c.login = data ->> 'login' WHERE position > $1 ORDER BY position",
      [head.position],
    );
    const changes = [
      ["ledge_runtime_a", "password_set", "setLoginPassword"],
      ["ledge_runtime_a", "revoked", "revokeLogin"],
      ["ledge_runtime_a", "sessions_ended", "endLoginSessions"],
      ["ledge_migrator", "opened", "openMigrator"],
      ["ledge_migrator", "closed", "closeMigrator"],
      ["ledge_rotator", "password_set", "setLoginPassword"],
    ] as const;
    expect(rows).toEqual(
      changes.map(([login, change]) => ({
        ...{ type: "credential.rotated", actor: null, accounts: [], occurred_at: expect.any(Date) as Date, named: true },
        data: { login, change, valid_until: change === "opened" ? expect.any(String) : null, changed_at: expect.any(String) as string },
      })),
    );
    expect(new Date(rows[3]?.data["valid_until"] ?? "")).toEqual(until);
    const records = await bank.superuser.query(
      "SELECT operation, outcome, principal, resources = ARRAY[c.id] AS named FROM audit.records JOIN rotation.credentials AS c ON c.id = resources[1] WHERE index >= $1 ORDER BY index",
      [head.size],
    );
    expect(records.rows).toEqual(changes.map(([, , operation]) => ({ operation, outcome: "done", principal: null, named: true })));
  });

  test("says since when the password is what it is, to operators", async () => {
    const age =
      "SELECT clock_timestamp() - rotated_at < interval '5 s' AS fresh, is_revoked FROM rotation.credentials WHERE login = 'ledge_runtime_b'";
    const password = newPassword();
    await setPassword("ledge_runtime_b", password);
    const runtime = await connectPlainly(bank.urlOf("ledge_runtime_b", password));
    expect((await runtime.query(age)).rows).toEqual([{ fresh: true, is_revoked: false }]);
    const before = await runtime.query("SELECT rotated_at FROM rotation.credentials WHERE login = 'ledge_runtime_b'");
    await call("rotation.revoke('ledge_runtime_b')");
    expect(
      (await runtime.query("SELECT rotated_at FROM rotation.credentials WHERE is_revoked AND login = 'ledge_runtime_b'")).rows,
    ).toEqual(before.rows);
    await runtime.end();
    await bank.untilGone("ledge_runtime_b");
  });
});
