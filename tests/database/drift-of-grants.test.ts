// `npm run grants` as it is run: differences from the required grants are found and named.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";

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
const grants = () => run("grants/main.ts", { AUDITOR_DATABASE_URL: database.auditorUrl });

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
