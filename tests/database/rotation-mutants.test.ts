// What the functions of the rotation would let happen without each of their guards: each is a bug that is planted and undone, on a cluster of their own.
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectPlainly } from "../support/database.ts";
import { sqlState } from "../support/ledger-fixture.ts";
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

const call = async (sql: string, ...values: unknown[]): Promise<unknown> => await rotator.query(`SELECT ${sql}`, values);
const setPassword = (login: string, password: string): Promise<unknown> => call("rotation.set_password($1, $2)", login, password);
const logIn = async (login: string, password: string): Promise<unknown> =>
  await sqlState(connectPlainly(bank.urlOf(login, password)).then((client) => client.end()));

describe("without its guard (mutants)", () => {
  test("a login that somebody uses gets a new password", async () => {
    await bank.withBug("rotation.set_password", { "in-use": "false AND" }, async () => {
      const password = newPassword();
      await setPassword("ledge_runtime_b", password);
      const session = await connectPlainly(bank.urlOf("ledge_runtime_b", password));
      expect(await sqlState(setPassword("ledge_runtime_b", newPassword()))).toBe("accepted");
      await session.end();
      await bank.untilGone("ledge_runtime_b");
    });
  });

  test("the migrator gets a password without an end; that of other logins is refused by the rights that ledge_rotation does not have", async () => {
    await bank.withBug("rotation.set_password", { "these-logins": "false AND" }, async () => {
      expect(await sqlState(setPassword("ledge_migrator", newPassword()))).toBe("accepted");
      for (const login of ["ledge_owner", "ledge_auditor", "ledge_rotation"])
        expect(await sqlState(setPassword(login, newPassword())), login).toBe(DENIED);
    });
    await call("rotation.revoke('ledge_migrator')");
  });

  test("whoever is cut off before the commit logs in again with the password that is revoked", async () => {
    const password = newPassword();
    await setPassword("ledge_runtime_b", password);
    await bank.withBug("rotation.end_sessions", { committed: "FOR SHARE; --" }, async () => {
      await rotator.query("BEGIN");
      await call("rotation.revoke('ledge_runtime_b')");
      await call("rotation.end_sessions('ledge_runtime_b')");
      const back = await connectPlainly(bank.urlOf("ledge_runtime_b", password));
      await rotator.query("COMMIT");
      await back.query("SELECT 1");
      await back.end();
      await bank.untilGone("ledge_runtime_b");
    });
  });

  test("whoever does not commit a change of his password holds up its revocation", async () => {
    await bank.withBug("rotation.revoke", { "out-of-the-way": "FALSE AND" }, async () => {
      await call(`rotation.set_password('ledge_runtime_b', '${"p".repeat(32)}')`);
      const thief = await connectPlainly(bank.urlOf("ledge_runtime_b", "p".repeat(32)));
      thief.on("error", () => undefined);
      await thief.query("SET idle_in_transaction_session_timeout = 0; BEGIN; ALTER ROLE ledge_runtime_b PASSWORD 'a-password-of-a-thief'");
      expect(await sqlState(call("rotation.revoke('ledge_runtime_b')"))).toBe("55P03");
      await thief.end();
    });
  });

  test("a log-in that was half way gets in with the password that is revoked", async () => {
    const password = newPassword();
    await setPassword("ledge_runtime_b", password);
    await bank.withBug("rotation.revoke", { "no-log-in": "TRUE OR" }, async () => {
      const meanwhile = async (): Promise<string> => (await call("rotation.revoke('ledge_runtime_b')"), password);
      expect(await sqlState(bank.logInBy("ledge_runtime_b", meanwhile))).toBe("accepted");
    });
  });

  test("two changes at once do not wait for each other: one fails", async () => {
    await bank.withBug("rotation.change", { "one-at-a-time": "; --" }, async () => {
      const other = await connectPlainly(bank.urlOf("ledge_rotator"));
      await rotator.query("BEGIN");
      await setPassword("ledge_runtime_b", newPassword());
      const second = sqlState(other.query("SELECT rotation.set_password('ledge_runtime_b', $1)", [newPassword()]));
      await bank.untilWaiting(1);
      await rotator.query("COMMIT");
      expect(await second).toBe("XX000"); // tuple concurrently updated
      await other.end();
    });
  });

  test("the migrator is open for as long as somebody likes", async () => {
    const password = newPassword();
    await bank.withBug("rotation.open_migrator", { bounded: "false AND" }, async () => {
      await call("rotation.open_migrator($1, 600000)", password);
      const { rows } = await bank.superuser.query(
        "SELECT rolvaliduntil > now() + interval '1 year' AS open FROM pg_roles WHERE rolname = 'ledge_migrator'",
      );
      expect([rows, await logIn("ledge_migrator", password)]).toEqual([[{ open: true }], "accepted"]);
    });
    await call("rotation.revoke('ledge_migrator')");
  });
});
