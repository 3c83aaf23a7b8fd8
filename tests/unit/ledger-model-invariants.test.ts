// Each law of the model's invariants is violated on purpose, in a state or in a step, and is named.
import { describe, expect, test } from "vitest";
import { ANN, sampleLedger, BEN, CASH, CLOSED, DOLLARS, FROZEN, holdOn, pay } from "../model/sample-ledger.ts";
import { brokenLaws, type Step } from "../model/invariants.ts";
import type { Account, Command, Done, Entry, Hold, Outcome, State, Transfer } from "../model/terms.ts";

const keyed = { ...pay(ANN, BEN, 40n), idempotency: { key: "k", fingerprint: "f" } };
const ORIGINAL = sampleLedger().next;
const [REVERSAL, CAPTURE, FINAL_CAPTURE] = [ORIGINAL + 1, ORIGINAL + 2, ORIGINAL + 3];
/** Ann has 40, of which hold 0 still reserves 20; hold 1 is captured. */
const { state: right } = sampleLedger(
  keyed,
  { type: "reverse", transfer: ORIGINAL, amount: 10n },
  holdOn(ANN, BEN, 30n, 9),
  holdOn(ANN, BEN, 20n),
  { type: "capture", hold: 0, amount: 10n },
  { type: "capture", hold: 1 },
).model;

const account = (id: number, changes: Partial<Account>): State => ({
  ...right,
  accounts: right.accounts.with(id, { ...right.accounts[id]!, ...changes }),
});
const hold = (id: number, changes: Partial<Hold>): State => ({
  ...right,
  holds: right.holds.with(id, { ...right.holds[id]!, ...changes }),
});
const transfer = (id: number, changes: Partial<Transfer>): State => ({
  ...right,
  transfers: right.transfers.with(id, { ...right.transfers[id]!, ...changes }),
});
const last = right.entries.at(-1)!;
const lastEntry = (changes: Partial<Entry>): State => ({ ...right, entries: right.entries.with(-1, { ...last, ...changes }) });
const entries = (...added: Partial<Entry>[]): State => ({
  ...right,
  entries: [...right.entries, ...added.map((more) => ({ ...last, ...more }))],
});
const newHold = (changes: Partial<Hold>): State => ({ ...right, holds: [...right.holds, { ...right.holds[0]!, id: 2, ...changes }] });

describe("a broken law is named", () => {
  test("and no law is named in a correct state", () => {
    expect(brokenLaws(right)).toEqual([]);
  });

  test.each<[law: RegExp, wrong: string, state: State]>([
    [/^1\. per transaction/, "a leg of another amount", lastEntry({ amount: 19n })],
    [/^1\. per transaction/, "a leg in another currency", lastEntry({ account: DOLLARS })],
    [/^1\. over the whole.*posted -?[1-9]/, "a leg is missing", { ...right, entries: right.entries.slice(0, -1) }],
    [/^1\. over the whole.*pending -?[1-9]/, "a hold between currencies", hold(0, { destination: DOLLARS })],
    [/^2\./, "an entry of zero", lastEntry({ amount: 0n })],
    [/^2\./, "a hold beyond 64 bits", hold(0, { amount: 2n ** 63n })],
    [/^2\./, "a balance beyond 64 bits", lastEntry({ balanceAfter: -(2n ** 63n) })],
    [/^3\./, "a transfer of another currency", transfer(FINAL_CAPTURE, { currency: "USD" })],
    [/^3\./, "an entry with another effective time", lastEntry({ effectiveAt: 1 })],
    [/^3\./, "a transfer without entries", { ...right, entries: right.entries.slice(0, -2) }],
    [/^4\..*version/, "a gap in the versions", lastEntry({ version: last.version + 1 })],
    [/^4\..*after/, "another balance after an entry", lastEntry({ balanceAfter: 1n })],
    [/^5\. what is available/, "less available than the overdraft limit", account(ANN, { overdraftLimit: -21n })],
    [/^5\. what is pending/, "an open hold with nothing pending", hold(0, { endedAt: 0 })],
    [/^6\. nothing counts/, "an account that was opened later", account(ANN, { openedOn: 1 })],
    [/^7\. a closed/, "a closed account with a balance", account(ANN, { status: "closed" })],
    [
      /^7\. a closed/,
      "a closed account with an open hold",
      { ...account(CLOSED, { status: "closed" }), holds: hold(0, { source: CLOSED }).holds },
    ],
    [/^8\..*10 of 9/, "captures beyond the hold", hold(0, { amount: 9n })],
    [/^8\..*too late/, "a capture after the hold expired", hold(0, { expiresAt: 0 })],
    [/^8\..*elsewhere/, "a capture to another account", hold(0, { destination: CASH })],
    [/^8\..*by nothing/, "a hold captured by nothing", transfer(FINAL_CAPTURE, { hold: null })],
    [/^8\..*captured with/, "a captured hold that never ended", hold(1, { endedAt: null })],
    [/^8\..*open with/, "an open hold with nothing left", transfer(CAPTURE, { amount: 30n })],
    [/^9\./, "reversals beyond the original", transfer(REVERSAL, { amount: 41n })],
    [/^9\./, "a reversal of a reversal", transfer(ORIGINAL, { reversalOf: 0 })],
    [/^9\..*not the other way/, "a reversal from elsewhere", transfer(REVERSAL, { source: CASH })],
  ])("%s: %s", (law, _wrong, state) => {
    expect(brokenLaws(state)).toContainEqual(expect.stringMatching(law));
  });

  const done: Done = { ok: [], recordedAt: 0, balances: [] };
  const sweep: Command = { type: "sweep" };
  const atomic: Command = { type: "batch", mode: "atomic", transfers: [keyed, keyed] };
  const stored = right.keys.get("k")!.outcome;
  const other = { ...keyed, idempotency: { key: "k", fingerprint: "g" } };
  const fresh = { ...sweep, idempotency: { key: "l", fingerprint: "f" } };
  const withKey = (outcome: Outcome): State => ({ ...right, keys: new Map(right.keys).set("l", { fingerprint: "f", outcome }) });
  const [debit, credit] = [
    { account: ANN, version: 6, direction: "debit", amount: 30n, balanceAfter: 10n } as const,
    { account: ANN, version: 7, direction: "credit", amount: 30n, balanceAfter: 40n } as const,
  ];

  test.each<[law: RegExp, wrong: string, command: Command, outcome: Outcome, after: State]>([
    [/^5\. every prefix/, "an overdraft limit that holds only at the end", sweep, done, entries(debit, credit)],
    [/^6\..*entry/, "an entry is changed", sweep, done, lastEntry({ recordedAt: 1 })],
    [/^6\..*transfer/, "a transfer is gone", sweep, done, { ...right, transfers: right.transfers.slice(0, -1) }],
    [/^7\. a frozen.*debit/, "a debit of a frozen account", sweep, done, entries({ account: FROZEN, direction: "debit" })],
    [/^7\. a frozen.*debit/, "a hold on a frozen account", sweep, done, newHold({ source: FROZEN })],
    [/^7\. a frozen.*credit/, "a credit of a closed account", sweep, done, entries({ account: CLOSED, direction: "credit" })],
    [/^7\. a frozen.*credit/, "a hold for a closed account", sweep, done, newHold({ destination: CLOSED })],
    [/^8\. a hold resolves/, "a captured hold is released", sweep, done, hold(1, { status: "released" })],
    [/^8\. a hold resolves/, "a captured hold is captured", sweep, done, transfer(CAPTURE, { hold: 1 })],
    [/^10\./, "half of an atomic batch", atomic, done, { ...right, transfers: [...right.transfers, right.transfers[0]!] }],
    [/^12\. a refused/, "a refusal with an effect", sweep, { refusal: "not_found" }, entries(debit)],
    [/^12\. a refused/, "a retry with an effect", keyed, stored, entries(debit)],
    [/^12\. the same.*another answer/, "a retry with another answer", keyed, done, right],
    [/^12\. the same.*another answer/, "another request under a key", other, stored, right],
    [/^12\. the same.*not stored/, "a key without a row", fresh, done, right],
    [/^12\. the same.*: stored/, "a stored not_found", fresh, { refusal: "not_found" }, withKey({ refusal: "not_found" })],
  ])("%s: %s", (law, _wrong, command, outcome, after) => {
    const step: Step = { before: right, command, outcome };
    expect(brokenLaws(after, step)).toContainEqual(expect.stringMatching(law));
  });

  test("a correct step violates no law", () => {
    expect(brokenLaws(withKey(done), { before: right, command: fresh, outcome: done })).toEqual([]);
  });
});
