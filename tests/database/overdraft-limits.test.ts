// Overdraft limits change under the lock that postings take (law 5), and every change is recorded, so that the past can be checked.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold } from "../support/hold-fixture.ts";
import { openAccount, openFunded, postAndJudge, sqlState, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

const CHECK_VIOLATION = "23514";
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

/** null: no limit. */
const limit = async (account: string, to: bigint | null, client: pg.ClientBase = runtime): Promise<string | null> =>
  (await client.query("SELECT ledger.set_overdraft_limit($1, $2) AS refusal", [account, to])).rows[0].refusal;

describe("an overdraft limit", () => {
  test("may rise and fall while the available balance stays above it, holds included", async () => {
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

  test("is refused on a closed or unknown account", async () => {
    const account = await openAccount(admin);
    await admin.query("SELECT ledger.change_status($1, 'closed')", [account]);
    expect([await limit(account, 1n), await limit(newUuid(), 1n)]).toEqual(["account_closed", "not_found"]);
    expect([await limit(account, null), await limit(newUuid(), null)]).toEqual(["account_closed", "not_found"]);
  });

  test("of a house account may be removed, and set again once the balance respects it, holds included", async () => {
    const [cash, payee] = [await openAccount(admin), await openAccount(admin)];
    expect(await postAndJudge(runtime, transfer(cash, payee, 5n))).toEqual(["insufficient_funds"]);
    expect([await limit(cash, null), await limit(cash, null)]).toEqual([null, null]);
    expect(await postAndJudge(runtime, transfer(cash, payee, 5n))).toEqual(["posted"]);
    await placeHold(runtime, cash, payee, 2n);
    expect([await limit(cash, 0n), await limit(cash, 6n)]).toEqual(["overdraft_in_use", "overdraft_in_use"]);
    expect(await limit(cash, 7n)).toBe(null);
    await postAndJudge(runtime, transfer(await openFunded(admin, 9n), cash, 7n));
    expect(await limit(cash, 0n)).toBe(null);
    expect(await postAndJudge(runtime, transfer(cash, payee, 1n))).toEqual(["insufficient_funds"]);
    const { rows } = await admin.query("SELECT old_limit, new_limit FROM ledger.overdraft_changes WHERE account_id = $1 ORDER BY number", [
      cash,
    ]);
    expect(rows).toEqual([
      { old_limit: "0", new_limit: null },
      { old_limit: null, new_limit: "7" },
      { old_limit: "7", new_limit: "0" },
    ]);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("of a customer's account is never taken away, because without a limit its customer would have unlimited credit", async () => {
    const account = await openAccount(admin, { owner: newUuid(), overdraftLimit: 3n });
    expect(await limit(account, null)).toBe("overdraft_limit_required");
    const { rows } = await admin.query("SELECT overdraft_limit FROM ledger.accounts WHERE id = $1", [account]);
    expect(rows).toEqual([{ overdraft_limit: "3" }]);
  });

  test("would be removed from a customer's account without its check (mutant)", async () => {
    await withMutant("ledger.set_overdraft_limit", { "limit-required": "false AND" }, async (_mutated, client) => {
      expect(await limit(await openAccount(client, { owner: newUuid() }), null, client)).toBe(null);
    });
  });

  test("is refused by the account row's own constraint when nothing else compares it with the balance (mutant)", async () => {
    await withMutant("ledger.set_overdraft_limit", { "limit-in-use": "false AND" }, async (_mutated, client) => {
      const [cash, payee] = [await openAccount(client, { overdraftLimit: null }), await openAccount(client)];
      await postAndJudge(client, transfer(cash, payee, 1n));
      expect(await sqlState(limit(cash, 0n, client))).toBe(CHECK_VIOLATION);
    });
  });
});
