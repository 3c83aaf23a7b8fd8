// Transactions of many legs in the database (laws 1, 3, 5): balanced per currency or refused, and refused for every possible reason.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Leg, placeHold, postTransaction } from "../support/hold-fixture.ts";
import { BACKDATED, MAX_MINOR, openAccount, openFunded } from "../support/ledger-fixture.ts";

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

const debit = (account: string, amount: bigint | string, currency = "EUR"): Leg => ({
  account,
  direction: "debit",
  amount: amount.toString(),
  currency,
});
const credit = (account: string, amount: bigint | string, currency = "EUR"): Leg => ({
  ...debit(account, amount, currency),
  direction: "credit",
});
const verdict = async (...legs: Leg[]) => (await postTransaction(runtime, legs)).verdict;
const posted = async (account: string) => (await admin.query("SELECT posted FROM ledger.accounts WHERE id = $1", [account])).rows[0].posted;

describe("a transaction", () => {
  test("of an exchange is two pairs, each balanced in its currency, and its entries have one instant", async () => {
    const [euros, dollars] = [await openFunded(admin, 100n), await openAccount(admin, { currency: "USD" })];
    const [ownEuros, ownDollars] = [await openAccount(admin), await openAccount(admin, { currency: "USD", overdraftLimit: null })];
    const legs = [debit(euros, 100n), credit(ownEuros, 100n), debit(ownDollars, 108n, "USD"), credit(dollars, 108n, "USD")];
    const { id, verdict } = await postTransaction(runtime, legs, { effectiveAt: BACKDATED });
    expect([verdict, await posted(euros), await posted(dollars)]).toEqual(["done", "0", "108"]);
    const { rows } = await admin.query(
      `SELECT count(*)::int AS entries, count(DISTINCT (b.effective_at, e.recorded_at))::int AS instants, min(b.effective_at) AS effective
         FROM ledger.entries AS e LEFT JOIN ledger.backdatings AS b USING (account_id, version) WHERE e.posting = $1`,
      [id],
    );
    expect(rows[0]).toEqual({ entries: 4, instants: 1, effective: new Date(BACKDATED) });
  });

  test("of a hundred legs posts each account's legs in their order, so that money in before money out suffices", async () => {
    const [through, source] = [await openAccount(admin), await openFunded(admin, 99n)];
    const payees = await Promise.all(Array.from({ length: 98 }, () => openAccount(admin)));
    const legs = [debit(source, 98n), credit(through, 98n), ...payees.slice(0, 97).map((payee) => credit(payee, 1n)), debit(through, 97n)];
    expect(await verdict(...legs)).toBe("done");
    expect([await posted(through), await posted(source)]).toEqual(["1", "1"]);
    // The same two legs of one account the other way round would pass its overdraft limit on the way.
    expect(await verdict(debit(through, 5n), credit(payees[0] as string, 5n), debit(source, 1n), credit(through, 1n))).toBe(
      "insufficient_funds",
    );
    expect(await posted(through)).toBe("1");
  });

  test("is refused for every possible reason, in the order of precedence, with no effect", async () => {
    const [a, b] = [await openFunded(admin, 100n), await openAccount(admin)];
    const [frozen, closed, dollars, full] = [
      await openFunded(admin, 9n),
      await openAccount(admin),
      await openAccount(admin, { currency: "USD" }),
      await openFunded(admin, MAX_MINOR),
    ];
    await admin.query("SELECT ledger.change_status($1, 'frozen'), ledger.change_status($2, 'closed')", [frozen, closed]);
    expect(await verdict(debit(a, 0n), credit(b, 0n))).toBe("amount_not_positive");
    expect(await verdict(debit(a, -1n), credit(b, 1n))).toBe("amount_not_positive");
    expect(await verdict(debit(a, MAX_MINOR + 1n), credit(b, MAX_MINOR + 1n))).toBe("amount_out_of_range");
    expect(await verdict(debit(a, 1n), credit(a, 1n))).toBe("same_account");
    expect(await verdict(debit(a, 1n), credit(randomUUID(), 1n))).toBe("account_not_found");
    expect(await verdict(debit(a, 1n), credit(dollars, 1n))).toBe("currency_mismatch");
    expect(await verdict(debit(a, 2n), credit(b, 1n))).toBe("transaction_not_balanced");
    expect(await verdict(debit(a, 1n), debit(b, 1n))).toBe("transaction_not_balanced");
    expect(await verdict(debit(a, 1n), credit(dollars, 1n, "USD"))).toBe("transaction_not_balanced");
    expect(await verdict(debit(a, 1n), credit(closed, 1n))).toBe("account_closed");
    expect(await verdict(debit(frozen, 1n), credit(b, 1n))).toBe("account_frozen");
    expect(await verdict(debit(a, 1n), credit(full, 1n))).toBe("amount_out_of_range");
    expect(await verdict(debit(a, 101n), credit(b, 101n))).toBe("insufficient_funds");
    await placeHold(runtime, a, b, 60n);
    expect(await verdict(debit(a, 41n), credit(b, 41n))).toBe("insufficient_funds");
    expect(await verdict(debit(a, 40n), credit(frozen, 40n))).toBe("done");
    expect([await posted(a), await posted(b), await posted(full)]).toEqual(["60", "0", MAX_MINOR.toString()]);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("with one leg, a hundred and one legs, a fraction or no side is an error, not a posting", async () => {
    const [a, b] = [await openFunded(admin, 100n), await openAccount(admin)];
    const many = Array.from({ length: 101 }, () => debit(a, 1n));
    for (const legs of [
      [debit(a, 1n)],
      many,
      [debit(a, "0.5"), credit(b, "0.5")],
      [{ ...debit(a, 1n), direction: "up" as never }, credit(b, 1n)],
    ]) {
      await expect(postTransaction(runtime, legs)).rejects.toMatchObject({ code: "22023" });
    }
  });
});
