// The queries of a ledger about any instant, now included: each answer is computed from the journal and the holds, and nothing is stored. Slow, and
// obviously correct.
import type { Account, Balance, Entry, Hold, Instant, Side, State } from "./terms.ts";

/** The basis of time: recorded or effective. */
export type Basis = "recorded" | "effective";
/** After everything that was recorded. */
export const NOW: Instant = Infinity;

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const grows = (account: Account, direction: Side): boolean => direction === account.normalSide;
const accountOf = (state: State, id: number): Account => {
  const account = state.accounts[id];
  if (account === undefined) throw new RangeError(`there is no account ${id}`);
  return account;
};

/** An account's entries in the order of their versions. */
const entries = (state: State, account: number): readonly Entry[] => state.entries.filter((entry) => entry.account === account);

const fold = (account: Account, list: readonly Entry[]): bigint =>
  sum(list.map(({ direction, amount }) => (grows(account, direction) ? amount : -amount)));

/** The amount that an open hold had not yet captured at an instant, and so kept pending. */
function pendingOf(state: State, hold: Hold, at: Instant): bigint {
  if (hold.recordedAt > at || (hold.endedAt !== null && hold.endedAt <= at)) return 0n;
  return hold.amount - sum(state.transfers.filter((of) => of.hold === hold.id && of.recordedAt <= at).map(({ amount }) => amount));
}

/**
 * An account's balance after everything that was recorded at or before `at`; on the effective basis, after everything that is effective by then,
 * whenever it was recorded. Pending amounts have recorded time only; an effective balance has the latest version.
 */
export function balanceAt(state: State, id: number, at: Instant, basis: Basis = "recorded"): Balance {
  const account = accountOf(state, id);
  const all = entries(state, id);
  const recorded = all.filter((entry) => entry.recordedAt <= at);
  const counted = basis === "recorded" ? recorded : all.filter((entry) => entry.effectiveAt <= at);
  const pending = (growing: boolean): bigint =>
    sum(
      state.holds
        .filter(
          ({ source, destination }) =>
            (source === id || destination === id) && grows(account, source === id ? "debit" : "credit") === growing,
        )
        .map((hold) => pendingOf(state, hold, at)),
    );
  return {
    posted: fold(account, counted),
    pendingIn: pending(true),
    pendingOut: pending(false),
    version: (basis === "recorded" ? recorded : all).at(-1)?.version ?? 0,
  };
}

/** The accounts' net balances per currency, each on its side. */
export function trialBalance(state: State, at: Instant): Record<string, { debits: bigint; credits: bigint }> {
  const totals: Record<string, { debits: bigint; credits: bigint }> = {};
  for (const { id, currency, normalSide } of state.accounts) {
    const { posted } = balanceAt(state, id, at);
    const net = normalSide === "debit" ? posted : -posted;
    const total = (totals[currency] ??= { debits: 0n, credits: 0n });
    if (net > 0n) total.debits += net;
    else total.credits -= net;
  }
  return totals;
}

export interface Statement {
  readonly opening: bigint;
  /** Entries in the order of the basis, each with the running balance on it. */
  readonly lines: readonly { readonly entry: Entry; readonly balance: bigint }[];
  readonly closing: bigint;
}

/** An account's entries from `from` on and before `to`, with the balances before and after them. */
export function statement(state: State, id: number, from: Instant, to: Instant, basis: Basis): Statement {
  const account = accountOf(state, id);
  const time = (entry: Entry): Instant => (basis === "recorded" ? entry.recordedAt : entry.effectiveAt);
  // Entries of the same effective instant are in the order in which they were recorded.
  const inOrder = entries(state, id).toSorted((a, b) => time(a) - time(b) || a.version - b.version);
  const opening = fold(
    account,
    inOrder.filter((entry) => time(entry) < from),
  );
  const within = inOrder.filter((entry) => time(entry) >= from && time(entry) < to);
  const lines = within.map((entry, index) => ({ entry, balance: opening + fold(account, within.slice(0, index + 1)) }));
  return { opening, lines, closing: lines.at(-1)?.balance ?? opening };
}
