// Changes of credentials by the rotator (decision 75), on a cluster of their own whose administrator is no superuser and was granted nothing but CREATEROLE
// and CREATEDB: less than Neon's owner has. Every log-in is by SCRAM.
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, connectPlainly } from "../support/database.ts";
import { sqlState } from "../support/ledger-fixture.ts";
import { type Bank, startBank } from "../support/rotation-fixture.ts";

const [IN_USE, NOT_REVOKED, WRONG_PASSWORD, MAY_NOT_LOG_IN, DENIED, INVALID] = ["LR001", "LR002", "28P01", "28000", "42501", "22023"];
const newPassword = (): string => randomBytes(24).toString("base64url");
let bank: Bank;
let rotator: pg.Client;

beforeAll(async () => {
  bank = await startBank();
});
afterAll(async () => await bank?.stop());
beforeEach(async () => {
  await rotator?.end();
  rotator = await connectPlainly(bank.urlOf("ledge_rotator"));
  return async () => await rotator.end();
});

const setPassword = async (login: string | null, password: string | null, client = rotator): Promise<unknown> =>
  await client.query("SELECT rotation.set_password($1, $2)", [login, password]);
const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number(Object.values((await rotator.query(sql, values)).rows[0] as object)[0]);
const revoke = (login: string | null): Promise<number> => count("SELECT rotation.revoke($1)", [login]);
const endSessions = (login: string): Promise<number> => count("SELECT rotation.end_sessions($1)", [login]);
const open = async (password: string | null, minutes: number | null): Promise<Date> =>
  (await rotator.query<{ until: Date }>("SELECT rotation.open_migrator($1, $2) AS until", [password, minutes])).rows[0]?.until as Date;
/** What the server answers to a log-in. */
const logIn = async (login: string, password: string): Promise<unknown> =>
  await sqlState(connectPlainly(bank.urlOf(login, password)).then((client) => client.end()));

test("passwords are kept as SCRAM verifiers, whatever the rotator sets for its session", async () => {
  await rotator.query(
    "SET password_encryption = 'md5'; SET scram_iterations = 1; SET DateStyle = 'SQL, DMY'; SET TimeZone = 'Asia/Kathmandu'; SET standard_conforming_strings = off",
  );
  const password = newPassword();
  await setPassword("ledge_runtime_b", password);
  await open(newPassword(), 60);
  const { rows } = await bank.superuser.query(
    `SELECT rolname AS login, rolpassword ~ '^SCRAM-SHA-256\\$4096:' AS strong, rolvaliduntil BETWEEN now() + interval '59 min' AND now() + interval '60 min' AS hour
       FROM pg_authid WHERE rolname IN ('ledge_runtime_b', 'ledge_migrator') ORDER BY 1`,
  );
  expect(rows).toEqual([
    { login: "ledge_migrator", strong: true, hour: true },
    { login: "ledge_runtime_b", strong: true, hour: false },
  ]);
  expect(await logIn("ledge_runtime_b", password)).toBe("accepted");
});

describe("a new password", () => {
  test("is the login's from the commit on, and the one before is refused", async () => {
    const [before, after] = [newPassword(), newPassword()];
    await setPassword("ledge_runtime_b", before);
    expect(await logIn("ledge_runtime_b", before)).toBe("accepted");
    await setPassword("ledge_runtime_b", after);
    expect([await logIn("ledge_runtime_b", before), await logIn("ledge_runtime_b", after)]).toEqual([WRONG_PASSWORD, "accepted"]);
  });

  test("is refused for a login that somebody uses, in any database, and of which a transaction saw nobody before", async () => {
    await rotator.query("BEGIN");
    await rotator.query("SELECT count(*) FROM pg_stat_activity");
    const password = newPassword();
    await bank.superuser.query("ALTER ROLE ledge_runtime_b PASSWORD 'known'");
    const elsewhere = await connectPlainly(bank.urlOf("ledge_runtime_b", "known", "postgres"));
    expect(await sqlState(setPassword("ledge_runtime_b", password))).toBe(IN_USE);
    await elsewhere.end();
    await rotator.query("ROLLBACK");
    await bank.untilGone("ledge_runtime_b");
    await setPassword("ledge_runtime_b", password);
    expect(await logIn("ledge_runtime_b", password)).toBe("accepted");
  });

  test("is the rotator's own too, although it is there", async () => {
    const password = newPassword();
    await setPassword("ledge_rotator", password);
    expect([await logIn("ledge_rotator", bank.passwords.ledge_rotator), await logIn("ledge_rotator", password)]).toEqual([
      WRONG_PASSWORD,
      "accepted",
    ]);
    bank.passwords.ledge_rotator = password;
  });

  test.each([
    ["ledge_migrator", DENIED],
    ["ledge_owner", DENIED],
    ["ledge_rotation", DENIED],
    ["ledge_auditor", DENIED],
    ["ledge_runtime", DENIED],
    ["postgres", DENIED],
    ["console", DENIED],
    ['"ledge_runtime_a"', DENIED],
    ["LEDGE_RUNTIME_A", DENIED],
    ["ledge_runtime_a ", DENIED],
    ["ledge_runtime_b SUPERUSER", DENIED],
    ["", DENIED],
    [null, DENIED],
  ])("is given to no other login: %s", async (login, state) => {
    expect(await sqlState(setPassword(login, newPassword()))).toBe(state);
  });

  test.each([
    null,
    "",
    "short",
    "x".repeat(129),
    `${"x".repeat(40)}'; DROP ROLE ledge_runtime_a; --`,
    `md5${"0".repeat(32)}`,
    "SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    `${"x".repeat(40)}é`,
    `${"x".repeat(40)}\n`,
  ])("is none that is short, or that another hand would read as something else: %j", async (password) => {
    expect(await sqlState(setPassword("ledge_runtime_b", password))).toBe(INVALID);
    expect(await sqlState(open(password, 1))).toBe(INVALID);
  });

  test("of two at once is the one that was committed last; the second waits for the first", async () => {
    const [one, two] = [newPassword(), newPassword()];
    const other = await connectPlainly(bank.urlOf("ledge_rotator"));
    await rotator.query("BEGIN");
    await setPassword("ledge_runtime_b", one);
    const second = setPassword("ledge_runtime_b", two, other);
    await bank.untilWaiting(1);
    await rotator.query("COMMIT");
    await second;
    await other.end();
    expect([await logIn("ledge_runtime_b", one), await logIn("ledge_runtime_b", two)]).toEqual([WRONG_PASSWORD, "accepted"]);
  });
});

describe("a revocation", () => {
  test("voids the password despite sessions, which go on until they are ended, once it is committed", async () => {
    const password = newPassword();
    await setPassword("ledge_runtime_a", password);
    const session = await connect(bank.urlOf("ledge_runtime_a", password));
    const cut = new Promise<string>((resolve) =>
      session.on("error", (error) => resolve((error as pg.DatabaseError).code ?? error.message)),
    );
    expect(await sqlState(endSessions("ledge_runtime_a"))).toBe(NOT_REVOKED);
    await rotator.query("BEGIN");
    expect(await revoke("ledge_runtime_a")).toBe(1);
    expect(await sqlState(endSessions("ledge_runtime_a"))).toBe(NOT_REVOKED);
    await rotator.query("ROLLBACK");
    expect(await logIn("ledge_runtime_a", password)).toBe("accepted");

    await bank.untilSessions("ledge_runtime_a", 1);
    expect(await revoke("ledge_runtime_a")).toBe(1);
    expect(await logIn("ledge_runtime_a", password)).toBe(WRONG_PASSWORD);
    await session.query("SELECT 1");
    expect(await endSessions("ledge_runtime_a")).toBe(1);
    expect(await cut).toBe("57P01"); // admin_shutdown
    await bank.untilGone("ledge_runtime_a");
    expect(await endSessions("ledge_runtime_a")).toBe(0);
    // The rotator, the administrator and the other login were not.
    await rotator.query("SELECT 1");
    const again = newPassword();
    await setPassword("ledge_runtime_a", again);
    expect([await logIn("ledge_runtime_a", again), await sqlState(endSessions("ledge_runtime_a"))]).toEqual(["accepted", NOT_REVOKED]);
  });

  test.each([
    [
      "does not commit",
      async (thief: pg.Client) => void (await thief.query("BEGIN; ALTER ROLE ledge_runtime_b PASSWORD 'a-password-of-a-thief'")),
    ],
    [
      "makes again and again",
      async (thief: pg.Client) => {
        const again = async (): Promise<never> => {
          for (;;) await thief.query("ALTER ROLE ledge_runtime_b PASSWORD 'a-password-of-a-thief'");
        };
        void again().catch(() => undefined);
      },
    ],
  ])("is not held up by whoever has the login, by a change of its password that he %s", async (_how, hold) => {
    const password = newPassword();
    await setPassword("ledge_runtime_b", password);
    const thief = await connect(bank.urlOf("ledge_runtime_b", password));
    thief.on("error", () => undefined);
    await thief.query("SET idle_in_transaction_session_timeout = 0");
    await hold(thief);
    await revoke("ledge_runtime_b");
    for (const known of [password, "a-password-of-a-thief"]) expect(await logIn("ledge_runtime_b", known)).toMatch(/^28/);
    await endSessions("ledge_runtime_b");
    await bank.untilGone("ledge_runtime_b");
  });

  test("stops a log-in that was half way: it had its challenge before, and answers it with the password of then", async () => {
    const password = newPassword();
    await setPassword("ledge_runtime_a", password);
    const meanwhile = async (): Promise<string> => (await revoke("ledge_runtime_a"), password);
    expect(await sqlState(bank.logInBy("ledge_runtime_a", meanwhile))).toBe(MAY_NOT_LOG_IN);
  });

  test.each(["ledge_rotator", "ledge_owner", "ledge_auditor", "ledge_rotation", "postgres", "console", "", null])(
    "is of no other login: %s",
    async (login) => expect(await sqlState(revoke(login))).toBe(DENIED),
  );

  test("ends nobody's session but the login's", async () => {
    const password = newPassword();
    await setPassword("ledge_runtime_b", password);
    const other = await connect(bank.urlOf("ledge_runtime_b", password));
    await revoke("ledge_runtime_a");
    await endSessions("ledge_runtime_a");
    for (const login of ["ledge_runtime_b", "ledge_rotator", "postgres", "console"])
      expect(await sqlState(endSessions(login)), login).toBe(NOT_REVOKED);
    await Promise.all([other.query("SELECT 1"), bank.superuser.query("SELECT 1"), rotator.query("SELECT 1")]);
    await other.end();
    await bank.untilGone("ledge_runtime_b");
  });
});

describe("the migrator", () => {
  test("is made without a password, and opened for minutes", async () => {
    expect(bank.passwordOfNewMigrator).toBeNull();
    const password = newPassword();
    const until = await open(password, 5);
    expect(Math.abs(until.getTime() - Date.now() - 300_000)).toBeLessThan(10_000);
    expect(await logIn("ledge_migrator", password)).toBe("accepted");
  });

  test("that was closed takes none of its passwords, and its migration goes on", async () => {
    const passwords = [newPassword(), newPassword()];
    for (const password of passwords) await open(password, 60);
    const migration = await connect(bank.urlOf("ledge_migrator", passwords[1]));
    await migration.query("SET ROLE ledge_owner");
    expect(await revoke("ledge_migrator")).toBe(1);
    for (const password of passwords) expect(await logIn("ledge_migrator", password)).toBe(WRONG_PASSWORD);
    await migration.query("SELECT count(*) FROM migrations.applied");
    await migration.end();
    await bank.untilGone("ledge_migrator");
  });

  test("is closed by the clock when nobody closes it, also when it changed its own password meanwhile", async () => {
    const [password, own] = [newPassword(), newPassword()];
    await open(password, 1);
    const migration = await connect(bank.urlOf("ledge_migrator", password));
    await migration.query(`ALTER ROLE ledge_migrator PASSWORD '${own}'`);
    expect(await sqlState(migration.query("ALTER ROLE ledge_migrator VALID UNTIL 'infinity'"))).toBe(DENIED);
    await migration.end();
    expect(await logIn("ledge_migrator", own)).toBe("accepted");
    // A minute has passed.
    await bank.superuser.query("ALTER ROLE ledge_migrator VALID UNTIL 'now'");
    await expect.poll(async () => await logIn("ledge_migrator", own)).toBe(WRONG_PASSWORD);
    expect(await logIn("ledge_migrator", password)).toBe(WRONG_PASSWORD);
  });

  test.each([0, -1, 61, 1_000_000, null])("is opened for no %s minutes", async (minutes) => {
    expect(await sqlState(open(newPassword(), minutes))).toBe(INVALID);
  });
});
