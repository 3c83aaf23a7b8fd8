// A small sample ledger on the model, for the model's direct tests, and a check of the precedence of refusals: each case removes one fault, so that
// the next refusal appears.
import { expect } from "vitest";
import { LedgerModel } from "./ledger-model.ts";
import { type Command, type CommandOf, isRefused, MAX_MINOR, type Move, type Outcome, type Side } from "./terms.ts";

export const [ANN, BEN, CASH, DOLLARS, FLOAT, FROZEN, CLOSED, FULL, BRIM, MISSING] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 99];
/** Before every instant that the tests name. */
const OPENED_ON = -1_000;
export const open = (owner: string | null, currency: string, normalSide: Side, overdraftLimit: bigint | null): Command => ({
  type: "openAccount",
  owner,
  currency,
  normalSide,
  overdraftLimit,
  openedOn: OPENED_ON,
});
export const eur = (source: number, destination: number, amount: bigint): Move => ({ source, destination, amount, currency: "EUR" });
export const pay = (source: number, destination: number, amount: bigint): CommandOf<"transfer"> => ({
  type: "transfer",
  ...eur(source, destination, amount),
});
export const holdOn = (source: number, destination: number, amount: bigint, expiresAt: number | null = null): Command => ({
  type: "hold",
  ...eur(source, destination, amount),
  expiresAt,
});

/** Ann has 100, and so has her frozen account; FULL and BRIM are at the edge of 64 bits. `next` is the number of the next transfer. */
export function sampleLedger(...commands: Command[]) {
  const model = new LedgerModel();
  const all: Command[] = [
    open("ann", "EUR", "credit", 0n),
    open("ben", "EUR", "credit", 0n),
    open(null, "EUR", "debit", null),
    open("ben", "USD", "credit", 0n),
    open(null, "EUR", "debit", 0n),
    open("ann", "EUR", "credit", 0n),
    open("ann", "EUR", "credit", 0n),
    open(null, "EUR", "credit", null),
    open(null, "EUR", "debit", null),
    pay(CASH, ANN, 100n),
    pay(CASH, FROZEN, 100n),
    pay(BRIM, FULL, MAX_MINOR),
    { type: "setStatus", account: FROZEN, to: "frozen" },
    { type: "setStatus", account: CLOSED, to: "closed" },
    ...commands,
  ];
  for (const command of all) expect(model.apply(command, 0)).not.toHaveProperty("refusal");
  return { model, next: model.state.transfers.length };
}

export const answer = (outcome: Outcome): string => (isRefused(outcome) ? outcome.refusal : "ok");
/** Posted, pending in, pending out and version, as text. */
export const shown = (model: LedgerModel, account: number): string => Object.values(model.balance(account)).join(" ");

/** Each case runs on a new sample ledger. */
export function expectPrecedence(
  before: readonly Command[],
  cases: readonly (readonly [expected: string, command: Command, at?: number])[],
): void {
  for (const [expected, command, at = 0] of cases) {
    const { model } = sampleLedger(...before);
    const state = model.state;
    expect([answer(model.apply(command, at)), command]).toEqual([expected, command]);
    if (expected !== "ok") expect(model.state).toBe(state);
  }
}
