// `npm run grants` and `npm run db:prepare` as they are run: differences from the required grants are found and named, and a database is prepared
// from nothing.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { isLiveKey } from "@ledge/database/operator-key";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, createTestDatabase, rolePasswords, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = async (tool: string, env: Readonly<Record<string, string>>): Promise<Run> =>
  await promisify(execFile)(process.execPath, [join(ROOT, "tools/database/src", tool)], {
    env: { PATH: process.env["PATH"], ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Run) => error,
  );
const grants = () => run("grants/main.ts", { GRANTS_DATABASE_URL: database.auditorUrl });

describe("the drift of grants", () => {
  test("is empty in a migrated database", async () => {
    expect(await grants()).toMatchObject({ code: 0, stderr: "" });
  });

  test.each([
    ["GRANT DELETE ON ledger.transfers TO ledge_runtime", /^more than it should have: .*ledger\.transfers delete/m],
    [
      "GRANT SELECT ON customers.customers TO ledge_analyst",
      /^more than it should have: ledge_analyst: table customers\.customers select/m,
    ],
    ["REVOKE SELECT ON payments.holds FROM ledge_runtime", /^less than it needs: .*payments\.holds select/m],
    [
      "ALTER FUNCTION outbox.sequence(integer) RESET search_path",
      /^a definer's function without a search_path of its own: outbox\.sequence/m,
    ],
    ["ALTER TABLE ledger.entries DISABLE ROW LEVEL SECURITY", /^row security that is gone: ledger\.entries has row security/m],
    ["ALTER POLICY acting ON payments.holds USING (true)", /^row security that is gone: payments\.holds: policy acting permits select/m],
    [
      "CREATE POLICY more ON ledger.transfers USING (true)",
      /^row security that it should not have: ledger\.transfers: policy more permits all to PUBLIC/m,
    ],
    ["DROP POLICY acting ON ledger.accounts", /^row security that is gone: ledger\.accounts: policy acting/m],
    ["ALTER ROLE ledge_runtime_b SET ledge.acting_customer = 'x'; ", /^set otherwise: ledge_runtime_b: ledge\.acting_customer=x/m],
    [
      "DO $$ BEGIN EXECUTE format('ALTER ROLE ledge_runtime_b IN DATABASE %I SET synchronous_commit = off', current_database()); END $$",
      /^set otherwise: ledge_runtime_b in this database: synchronous_commit=off/m,
    ],
  ])("is found: %s", async (sql, words) => {
    const admin = await connect(database.adminUrl);
    await admin.query(sql);
    await admin.end();
    const { code, stderr } = await grants();
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
  });
});

describe("a database", () => {
  test("is prepared from nothing, and again when no operator key is left: roles, schema, and a key that is the only output", async () => {
    const name = `prepare_${randomBytes(6).toString("hex")}`;
    const cluster = await connect(inject("adminUrl"));
    await cluster.query(`CREATE DATABASE ${name}`);
    const url = new URL(inject("adminUrl"));
    url.pathname = `/${name}`;
    const prepare = async (): Promise<string> => {
      const { code, stdout, stderr } = await run("migrate/prepare.ts", {
        OWNER_DATABASE_URL: url.toString(),
        MIGRATOR_PASSWORD: rolePasswords.ledge_migrator,
        RUNTIME_A_PASSWORD: rolePasswords.ledge_runtime_a,
        RUNTIME_B_PASSWORD: rolePasswords.ledge_runtime_b,
        ANALYST_PASSWORD: rolePasswords.ledge_analyst,
        RETENTION_PASSWORD: rolePasswords.ledge_retention,
        AUDITOR_PASSWORD: rolePasswords.ledge_auditor,
        LEDGE_SECRET_API_KEY_PEPPER: "pepper",
        LEDGE_SECRET_API_KEY_MAC_SECRETS: "mac",
      });
      expect(code, stderr).toBe(0);
      return stdout.trim();
    };
    const migratorUrl = new URL(url);
    migratorUrl.username = "ledge_migrator";
    migratorUrl.password = rolePasswords.ledge_migrator;
    const isLive = (token: string) => isLiveKey(migratorUrl.toString(), "pepper", token);
    const first = await prepare();
    expect(await isLive(first)).toBe(true);
    const owner = await connect(url.toString());
    await owner.query("UPDATE identity.api_keys SET expires_at = now()");
    const again = await prepare();
    expect([await isLive(first), await isLive(again)]).toEqual([false, true]);
    await owner.query("UPDATE identity.api_keys SET revoked_at = now()");
    expect([await isLive(first), await isLive(again)]).toEqual([false, false]);
    await owner.end();
    await cluster.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await cluster.end();
  });

  test("is not prepared without all required settings", async () => {
    const { code, stderr } = await run("migrate/prepare.ts", { OWNER_DATABASE_URL: "postgres://127.0.0.1/x" });
    expect(code).toBe(2);
    expect(stderr).toContain(
      "db:prepare needs MIGRATOR_PASSWORD, RUNTIME_A_PASSWORD, RUNTIME_B_PASSWORD, ANALYST_PASSWORD, RETENTION_PASSWORD, AUDITOR_PASSWORD, LEDGE_SECRET_API_KEY_PEPPER, LEDGE_SECRET_API_KEY_MAC_SECRETS",
    );
  });
});
