// The model of the ledger, command by command: the refusals of transfers, reversals and holds in their order, and their effects.
import { describe, expect, test } from "vitest";
import {
  ANN,
  answer,
  sampleLedger,
  BEN,
  BRIM,
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
import type { Command, CommandOf } from "../model/terms.ts";

describe("transfers and holds", () => {
  test.each(["transfer", "hold"] as const)("are refused in this order: %s", (type) => {
    expectPrecedence(
      [],
      [
        ["amount_not_positive", { type, ...eur(MISSING, MISSING, 0n) }],
        ["amount_not_positive", { type, ...eur(ANN, BEN, -1n) }],
        ["amount_out_of_range", { type, ...eur(MISSING, MISSING, MAX_MINOR + 1n) }],
        ["same_account", { type, ...eur(MISSING, MISSING, 1n) }],
        ["account_not_found", { type, ...eur(FROZEN, MISSING, 1n), currency: "USD" }],
        ["account_not_found", { type, ...eur(FROZEN, CLOSED, 1n), currency: "USD", actingOwner: "ben" }],
        ["currency_mismatch", { type, ...eur(FROZEN, CLOSED, 1n), currency: "USD", actingOwner: "ann" }],
        ["currency_mismatch", { type, ...eur(FROZEN, DOLLARS, 1n) }],
        ["account_closed", { type, ...eur(FROZEN, CLOSED, 1n) }],
        ["account_closed", { type, ...eur(CLOSED, FULL, 1n) }],
        ["account_frozen", { type, ...eur(FROZEN, FULL, 1n) }],
        ["amount_out_of_range", { type, ...eur(BRIM, FLOAT, 1n) }],
        ["insufficient_funds", { type, ...eur(ANN, FULL, 101n) }],
        ["amount_out_of_range", { type, ...eur(ANN, FULL, 1n) }],
        ["insufficient_funds", { type, ...eur(ANN, FLOAT, 1n) }],
        ["ok", { type, ...eur(ANN, BEN, 100n), actingOwner: "ann" }],
        ["ok", { type, ...eur(ANN, FROZEN, 1n) }],
      ],
    );
  });

  test("a transfer debits its source and credits its destination, and its answer shows the owner's view", () => {
    const { model, next } = sampleLedger();
    const outcome = model.apply({ ...pay(ANN, BEN, 30n), effectiveAt: 3, actingOwner: "ann" }, 7);
    expect(outcome).toEqual({
      ok: [next],
      recordedAt: 7,
      balances: [{ account: ANN, posted: 70n, pendingIn: 0n, pendingOut: 0n, version: 2 }],
    });
    const entry = { transactionId: `transfer ${next}`, amount: 30n, effectiveAt: 3, recordedAt: 7 };
    expect(model.state.entries.slice(-2)).toEqual([
      { ...entry, account: ANN, version: 2, direction: "debit", balanceAfter: 70n },
      { ...entry, account: BEN, version: 1, direction: "credit", balanceAfter: 30n },
    ]);
  });

  test("a hold is pending on the side of each account that will change, and posts nothing", () => {
    const { model } = sampleLedger(pay(FLOAT, CASH, 50n), holdOn(ANN, BEN, 60n), holdOn(ANN, CASH, 5n), holdOn(FLOAT, CASH, 9n));
    expect([ANN, BEN, CASH, FLOAT].map((account) => shown(model, account))).toEqual(["100 0 65 1", "0 60 0 0", "150 0 14 3", "50 9 0 1"]);
    expect(model.state.entries).toHaveLength(2 * model.state.transfers.length);
  });

  test("pending amounts reduce available, and never increase it", () => {
    const held = [holdOn(ANN, BEN, 60n), pay(ANN, BEN, 20n), holdOn(ANN, BEN, 20n)];
    expectPrecedence(held, [
      ["insufficient_funds", pay(ANN, BEN, 1n)],
      ["insufficient_funds", holdOn(ANN, BEN, 1n)],
      ["insufficient_funds", pay(BEN, ANN, 21n)],
      ["ok", pay(BEN, ANN, 20n)],
    ]);
  });

  test("pending amounts stay within 64 bits, alone and with the balance", () => {
    expectPrecedence(
      [open(null, "EUR", "debit", null), open(null, "EUR", "credit", null), holdOn(9, 10, MAX_MINOR - 1n)],
      [
        ["ok", holdOn(9, 10, 1n)],
        ["amount_out_of_range", holdOn(9, BEN, 2n)],
        ["amount_out_of_range", holdOn(CASH, 10, 2n)],
        ["amount_out_of_range", holdOn(10, 9, MAX_MINOR + 1n)],
        ["ok", holdOn(10, 9, MAX_MINOR)],
      ],
    );
  });
});

describe("reversals", () => {
  const original = sampleLedger().next;
  const reverse = (more: Partial<CommandOf<"reverse">> = {}): Command => ({ type: "reverse", transfer: original, ...more });
  const before = [pay(ANN, BEN, 50n), reverse({ amount: 20n })];

  test("are refused in this order", () => {
    expectPrecedence(before, [
      ["not_found", reverse({ transfer: MISSING, amount: 0n })],
      ["not_found", reverse({ actingOwner: "eve", amount: 0n })],
      ["transfer_not_reversible", reverse({ transfer: original + 1, amount: 0n })],
      ["amount_not_positive", reverse({ amount: 0n })],
      ["reversal_exceeds_original", reverse({ amount: 31n, actingOwner: "ann" })],
      ["transfer_not_reversible", reverse({ amount: 30n, actingOwner: "ann" })],
      ["reversal_before_original", reverse({ amount: 30n, actingOwner: "ann", effectiveAt: -1 })],
      ["ok", reverse({ amount: 30n, actingOwner: "ben" })],
      ["ok", reverse({ amount: 30n, effectiveAt: 0 })],
    ]);
    const spent = [...before, pay(BEN, CASH, 1n)];
    expectPrecedence(spent, [["insufficient_funds", reverse()]]);
    expectPrecedence([...before, { type: "setStatus", account: BEN, to: "frozen" }], [["account_frozen", reverse()]]);
    expectPrecedence([...before, reverse()], [["reversal_exceeds_original", reverse()]]);
  });

  test("run in the other direction, by default for all that is left, and are effective when they are recorded", () => {
    const { model } = sampleLedger(...before);
    model.apply(reverse(), 4);
    const { source, destination, amount, reversalOf, effectiveAt } = model.state.transfers.at(-1)!;
    expect({ source, destination, amount, reversalOf, effectiveAt }).toEqual({
      source: BEN,
      destination: ANN,
      amount: 30n,
      reversalOf: original,
      effectiveAt: 4,
    });
    expect([ANN, BEN].map((account) => shown(model, account))).toEqual(["100 0 0 4", "0 0 0 3"]);
  });
});

describe("captures and releases", () => {
  const capture = (more: Partial<CommandOf<"capture">> = {}): Command => ({ type: "capture", hold: 0, ...more });
  const release = (more: Partial<CommandOf<"release">> = {}): Command => ({ type: "release", hold: 0, ...more });
  const held = holdOn(ANN, BEN, 60n, 10);
  const frozen: Command = { type: "setStatus", account: ANN, to: "frozen" };

  test("are refused in this order", () => {
    expectPrecedence(
      [held, frozen],
      [
        ["not_found", capture({ hold: MISSING, amount: 0n }), 10],
        ["not_found", capture({ actingOwner: "carl", amount: 0n }), 10],
        ["forbidden", capture({ actingOwner: "ann", amount: 0n }), 10],
        ["amount_not_positive", capture({ amount: 0n }), 10],
        ["hold_expired", capture({ amount: 61n }), 10],
        ["capture_exceeds_hold", capture({ amount: 61n }), 9],
        ["account_frozen", capture({ amount: 60n }), 9],
        ["not_found", release({ hold: MISSING }), 10],
        ["not_found", release({ actingOwner: "carl" }), 10],
        ["forbidden", release({ actingOwner: "ann" }), 10],
        ["hold_expired", release({ actingOwner: "ben" }), 10],
        ["ok", release({ actingOwner: "ben" }), 9],
      ],
    );
    for (const end of [capture(), release()]) {
      expectPrecedence(
        [held, end],
        [
          ["amount_not_positive", capture({ amount: 0n }), 10],
          ["hold_not_open", capture({ amount: 61n }), 10],
          ["hold_not_open", release(), 10],
        ],
      );
    }
  });

  test("the payee captures, and sees no balance but its own", () => {
    const { model, next } = sampleLedger(held);
    expect(model.apply(capture({ actingOwner: "ben" }), 5)).toEqual({
      ok: [next],
      recordedAt: 5,
      balances: [{ account: BEN, posted: 60n, pendingIn: 0n, pendingOut: 0n, version: 1 }],
    });
    expect(model.state.transfers.at(-1)).toMatchObject({ hold: 0, reversalOf: null, effectiveAt: 5, recordedAt: 5 });
  });

  test.each<[law: string, Partial<CommandOf<"capture">>, payer: string, status: string]>([
    ["no amount captures all, finally", {}, "40 0 0 2", "captured"],
    ["no amount captures all, also when it need not be final", { final: false }, "40 0 0 2", "captured"],
    ["a part leaves the rest pending", { amount: 20n }, "80 0 40 2", "open"],
    ["a final part releases the rest", { amount: 20n, final: true }, "80 0 0 2", "captured"],
    ["all of it is final", { amount: 60n, final: false }, "40 0 0 2", "captured"],
  ])("%s", (_law, more, payer, status) => {
    const { model } = sampleLedger(held, capture(more));
    expect([shown(model, ANN), model.state.holds[0]?.status]).toEqual([payer, status]);
  });

  test("captures in part add up to the hold and no further", () => {
    expectPrecedence(
      [held, capture({ amount: 20n }), capture({ amount: 30n })],
      [
        ["capture_exceeds_hold", capture({ amount: 11n })],
        ["ok", capture({ amount: 10n })],
      ],
    );
  });

  test("a capture beyond 64 bits is refused, because postings since the hold have used the capacity", () => {
    const brimming = [open(null, "EUR", "credit", null), pay(CASH, 9, MAX_MINOR - 200n - 60n), holdOn(ANN, 9, 60n), pay(FULL, 9, 200n)];
    expectPrecedence([...brimming, pay(FULL, 9, 1n)], [["amount_out_of_range", capture()]]);
    expectPrecedence(brimming, [["ok", capture()]]);
  });

  test("a sweep ends overdue holds, on frozen accounts too, and no others", () => {
    const { model } = sampleLedger(held, holdOn(ANN, BEN, 1n, 11), holdOn(ANN, BEN, 2n), frozen);
    expect(model.apply({ type: "sweep" }, 10)).toEqual({ ok: [0], recordedAt: 10, balances: [] });
    expect(model.state.holds.map(({ status, endedAt }) => [status, endedAt])).toEqual([
      ["expired", 10],
      ["open", null],
      ["open", null],
    ]);
    expect(shown(model, ANN)).toBe("100 0 3 1");
    expect(answer(model.apply(capture(), 10))).toBe("hold_not_open");
  });
});
