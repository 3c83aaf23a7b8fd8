// Overdraft limits change under the lock that postings take (law 5), and every change is kept, so that the past can be judged.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/tools/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold } from "../support/hold-fixture.ts";
import { openAccount, openFunded, postAndJudge, transfer } from "../support/ledger-fixture.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await runtime.end();
  await admin.end();
  await database.drop();
});

const limit = async (account: string, to: bigint): Promise<string | null> =>
  (await runtime.query("SELECT ledger.set_overdraft_limit($1, $2) AS refusal", [account, to])).rows[0].refusal;

describe("an overdraft limit", () => {
  test("may rise and fall as long as what is available stays above it, holds included", async () => {
    const [account, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    expect(await limit(account, 100n)).toBe(null);
    expect(await postAndJudge(runtime, transfer(account, payee, 60n))).toEqual(["posted"]);
    await placeHold(runtime, account, payee, 30n);
    expect(await limit(account, 79n)).toBe("overdraft_in_use");
    expect(await limit(account, 80n)).toBe(null);
    expect(await limit(account, 80n)).toBe(null);
    expect(await postAndJudge(runtime, transfer(account, payee, 1n))).toEqual(["insufficient_funds"]);
    const { rows } = await admin.query(
      "SELECT version, old_limit, new_limit FROM ledger.overdraft_changes WHERE account_id = $1 ORDER BY number",
      [account],
    );
    expect(rows).toEqual([
      { version: "1", old_limit: "0", new_limit: "100" },
      { version: "2", old_limit: "100", new_limit: "80" },
    ]);
    await postAndJudge(runtime, transfer(payee, account, 40n));
    expect(await limit(account, 40n)).toBe(null);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("is refused on an account that is closed or not there", async () => {
    const account = await openAccount(admin);
    await admin.query("SELECT ledger.change_status($1, 'closed')", [account]);
    expect([await limit(account, 1n), await limit(newUuid(), 1n)]).toEqual(["account_closed", "not_found"]);
  });
});
