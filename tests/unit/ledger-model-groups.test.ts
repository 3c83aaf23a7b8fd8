// The model of the ledger, continued: batches, transactions, accounts' terms, customers, and idempotency keys.
import { describe, expect, test } from "vitest";
import {
  ANN,
  answer,
  sampleLedger,
  BEN,
  CASH,
  CLOSED,
  DOLLARS,
  eur,
  expectPrecedence,
  FLOAT,
  FROZEN,
  FULL,
  holdOn,
  MISSING,
  open,
  pay,
  shown,
} from "../model/sample-ledger.ts";
import { MAX_MINOR } from "../model/terms.ts";
import type { Command, Leg, Side } from "../model/terms.ts";

describe("batches", () => {
  const transfers = [eur(ANN, BEN, 70n), eur(ANN, BEN, 31n), eur(BEN, ANN, 1n), eur(ANN, BEN, 31n)];

  test("an independent batch posts what it can, each item after those before it", () => {
    const { model } = sampleLedger();
    const outcome = model.apply({ type: "batch", mode: "independent", transfers }, 0);
    expect("items" in outcome && outcome.items?.map(answer)).toEqual(["ok", "insufficient_funds", "ok", "ok"]);
    expect([ANN, BEN].map((account) => shown(model, account))).toEqual(["0 0 0 4", "100 0 0 3"]);
  });

  test("an atomic batch posts all or nothing, and names the first failing item", () => {
    const { model } = sampleLedger();
    const before = model.state;
    const item = { index: 1, refusal: "insufficient_funds" };
    expect(model.apply({ type: "batch", mode: "atomic", transfers }, 0)).toEqual({ refusal: "batch_item_failed", item });
    expect(model.state).toBe(before);
    const outcome = model.apply({ type: "batch", mode: "atomic", transfers: transfers.toSpliced(1, 1) }, 0);
    expect("items" in outcome && outcome.items?.map(answer)).toEqual(["ok", "ok", "ok"]);
  });
});

describe("transactions of legs", () => {
  const leg = (account: number, direction: Side, amount: bigint, currency = "EUR"): Leg => ({ account, direction, amount, currency });
  const post = (...legs: Leg[]): Command => ({ type: "transaction", legs });

  test("are refused in this order", () => {
    expectPrecedence(
      [],
      [
        ["amount_not_positive", post(leg(MISSING, "debit", 0n), leg(MISSING, "credit", MAX_MINOR + 1n))],
        ["amount_out_of_range", post(leg(MISSING, "debit", 1n), leg(MISSING, "credit", MAX_MINOR + 1n))],
        ["same_account", post(leg(MISSING, "debit", 1n), leg(MISSING, "credit", 2n))],
        ["account_not_found", post(leg(FROZEN, "debit", 1n, "USD"), leg(MISSING, "credit", 2n))],
        ["currency_mismatch", post(leg(FROZEN, "debit", 1n, "USD"), leg(CLOSED, "credit", 2n))],
        ["transaction_not_balanced", post(leg(FROZEN, "debit", 1n), leg(CLOSED, "credit", 2n))],
        ["transaction_not_balanced", post(leg(FROZEN, "debit", 1n), leg(DOLLARS, "credit", 1n, "USD"))],
        ["account_closed", post(leg(FROZEN, "debit", 1n), leg(CLOSED, "credit", 1n))],
        ["account_frozen", post(leg(FULL, "credit", 1n), leg(FROZEN, "debit", 1n))],
        ["insufficient_funds", post(leg(ANN, "debit", 101n), leg(FULL, "credit", 101n))],
        ["amount_out_of_range", post(leg(FULL, "credit", 101n), leg(ANN, "debit", 101n))],
        ["insufficient_funds", post(leg(ANN, "debit", 101n), leg(ANN, "credit", 1n), leg(BEN, "credit", 100n))],
        ["ok", post(leg(ANN, "credit", 1n), leg(ANN, "debit", 101n), leg(BEN, "credit", 100n))],
        ["ok", post(leg(FROZEN, "credit", 1n), leg(CASH, "debit", 1n))],
      ],
    );
  });

  test("all legs belong to one transaction and instant, and each account's balance is answered once", () => {
    const { model } = sampleLedger();
    const legs = [leg(ANN, "debit", 40n), leg(BEN, "credit", 30n), leg(BEN, "credit", 10n)];
    const outcome = model.apply({ type: "transaction", legs, effectiveAt: 2 }, 6);
    expect("balances" in outcome && outcome.balances.map(({ account, posted, version }) => [account, posted, version])).toEqual([
      [ANN, 60n, 2],
      [BEN, 40n, 2],
    ]);
    const entries = model.state.entries.slice(-3);
    expect(entries.map(({ transactionId, effectiveAt, recordedAt }) => [transactionId, effectiveAt, recordedAt])).toEqual(
      new Array(3).fill(["transaction 0", 2, 6]),
    );
    expect(entries.map(({ version, balanceAfter }) => [version, balanceAfter])).toEqual([
      [2, 60n],
      [1, 30n],
      [2, 40n],
    ]);
  });
});

describe("accounts", () => {
  const set = (account: number, to: "open" | "frozen" | "closed"): Command => ({ type: "setStatus", account, to });
  const limit = (account: number, to: bigint | null): Command => ({ type: "setOverdraftLimit", account, limit: to });

  test("change their status as long as they are not closed, and close when nothing is posted or pending on them", () => {
    expectPrecedence(
      [holdOn(ANN, BEN, 1n)],
      [
        ["not_found", set(MISSING, "closed")],
        ["ok", set(CLOSED, "closed")],
        ["account_closed", set(CLOSED, "open")],
        ["balance_not_zero", set(ANN, "closed")],
        ["balance_not_zero", set(BEN, "closed")],
        ["ok", set(FROZEN, "open")],
        ["ok", set(FLOAT, "closed")],
      ],
    );
  });

  test("have a limit that posted and pending debits never exceed", () => {
    expectPrecedence(
      [limit(ANN, 50n), pay(ANN, BEN, 110n), holdOn(ANN, BEN, 30n)],
      [
        ["not_found", limit(MISSING, 0n)],
        ["account_closed", limit(CLOSED, 0n)],
        ["overdraft_in_use", limit(ANN, 39n)],
        ["ok", limit(ANN, 40n)],
        ["ok", limit(CASH, 0n)],
        ["overdraft_limit_required", limit(ANN, null)],
        ["account_closed", limit(CLOSED, null)],
        ["ok", limit(FLOAT, null)],
        ["ok", pay(ANN, BEN, 10n)],
        ["insufficient_funds", pay(ANN, BEN, 11n)],
      ],
    );
  });
});

describe("owners", () => {
  const decide = (decision: "verified" | "rejected" | "suspended"): Command => ({ type: "decide", owner: "ann", decision });
  const paidIn = sampleLedger().next - 3;

  test("are decided on in an order, and no decision leads back to pending", () => {
    expectPrecedence(
      [],
      [
        ["ok", decide("verified")],
        ["ok", decide("suspended")],
        ["ok", decide("rejected")],
      ],
    );
    expectPrecedence(
      [decide("verified")],
      [
        ["verification_not_allowed", decide("verified")],
        ["ok", decide("suspended")],
      ],
    );
    expectPrecedence(
      [decide("rejected")],
      [
        ["verification_not_allowed", decide("rejected")],
        ["ok", decide("verified")],
      ],
    );
  });

  test.each(["rejected", "suspended"] as const)(
    "who are %s pay nobody, place no hold and open no account, and are paid and corrected",
    (to) => {
      const reverse = { type: "reverse", transfer: paidIn, amount: 1n } as const;
      expectPrecedence(
        [holdOn(ANN, BEN, 9n), decide("verified"), decide(to)],
        [
          ["account_frozen", pay(FROZEN, BEN, 1n)],
          ["customer_blocked", pay(ANN, BEN, MAX_MINOR)],
          ["customer_blocked", holdOn(ANN, BEN, 1n)],
          ["customer_blocked", { type: "capture", hold: 0 }],
          ["customer_blocked", open("ann", "EUR", "credit", 0n)],
          ["customer_blocked", { ...reverse, actingOwner: "ann" }],
          ["ok", reverse],
          ["ok", { type: "release", hold: 0 }],
          ["ok", pay(CASH, ANN, 1n)],
          ["ok", open("ben", "EUR", "credit", 0n)],
        ],
      );
    },
  );
});

describe("keys", () => {
  const idempotency = { key: "k", fingerprint: "f" };
  const first = { ...pay(ANN, BEN, 30n), idempotency };

  test("the same key and request have the same answer for good, and no further effect", () => {
    const { model } = sampleLedger();
    const outcome = model.apply(first, 1);
    model.apply(pay(ANN, BEN, 30n), 2);
    const before = model.state;
    expect(model.apply(first, 3)).toBe(outcome);
    expect(answer(model.apply({ ...first, idempotency: { key: "k", fingerprint: "g" } }, 3))).toBe("idempotency_key_reused");
    expect(model.state).toBe(before);
  });

  test("a refusal is stored under its key, except one for a missing resource", () => {
    const { model } = sampleLedger();
    const tooMuch = { ...pay(ANN, BEN, 101n), idempotency };
    const early: Command = { type: "release", hold: 0, idempotency: { key: "l", fingerprint: "f" } };
    expect([answer(model.apply(tooMuch, 0)), answer(model.apply(early, 0))]).toEqual(["insufficient_funds", "not_found"]);
    for (const command of [pay(CASH, ANN, 1n), holdOn(ANN, BEN, 1n)]) model.apply(command, 0);
    expect([answer(model.apply(tooMuch, 0)), answer(model.apply(early, 0))]).toEqual(["insufficient_funds", "ok"]);
  });

  test("time does not run backwards", () => {
    const { model } = sampleLedger();
    model.apply(first, 5);
    expect(() => model.apply(first, 4)).toThrow(RangeError);
  });
});
