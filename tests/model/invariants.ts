// The laws, checked on a ledger's state and on the step that led to it. Each law recomputes its claim from the journal, the transfers and the holds,
// and never uses the rules of the model that it checks. Each law is a generator of its violations.
import { isDeepStrictEqual } from "node:util";
import { balanceAt, NOW } from "./history.ts";
import { isRefused } from "./terms.ts";
import type { Account, Balance, Command, Entry, Hold, Outcome, Side, State, Transfer } from "./terms.ts";

export interface Step {
  readonly before: State;
  readonly command: Command;
  readonly outcome: Outcome;
}

const MAX_MINOR = 9_223_372_036_854_775_807n;
const inRange = (balance: bigint): boolean => -MAX_MINOR <= balance && balance <= MAX_MINOR;
const isAmount = (amount: bigint): boolean => 0n < amount && amount <= MAX_MINOR;
const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((total, amount) => total + amount, 0n);
const amounts = (of: readonly { readonly amount: bigint }[]): bigint => sum(of.map(({ amount }) => amount));
const isOpen = ({ status }: Hold): boolean => status === "open";
const signed = (account: Account, side: Side, amount: bigint): bigint => (side === account.normalSide ? amount : -amount);

/** A state, with values that several laws need. */
interface Books extends State {
  /** The entries of each account, in the order of recording. */
  readonly journal: readonly (readonly Entry[])[];
  /** The sum of each account's entries. */
  readonly folds: readonly bigint[];
  /** The amounts that open holds will take from each account's balance, as a positive number, and those that they will add. */
  readonly pending: readonly { readonly in: bigint; readonly out: bigint }[];
  readonly captures: readonly (readonly Transfer[])[];
  /** The model's own balances. */
  readonly balances: readonly Balance[];
}

function open(state: State): Books {
  const byAccount = Map.groupBy(state.entries, ({ account }) => account);
  const byHold = Map.groupBy(state.transfers, ({ hold }) => hold);
  const journal = state.accounts.map(({ id }) => byAccount.get(id) ?? []);
  const folds = state.accounts.map((account) =>
    sum((journal[account.id] ?? []).map(({ direction, amount }) => signed(account, direction, amount))),
  );
  const captures = state.holds.map(({ id }) => byHold.get(id) ?? []);
  const pending = state.accounts.map((account) => {
    const effects = state.holds.filter(isOpen).map((hold) => {
      const rest = hold.amount - amounts(captures[hold.id] ?? []);
      if (hold.source === account.id) return signed(account, "debit", rest);
      return hold.destination === account.id ? signed(account, "credit", rest) : 0n;
    });
    return { in: sum(effects.filter((effect) => effect > 0n)), out: -sum(effects.filter((effect) => effect < 0n)) };
  });
  return { ...state, journal, folds, pending, captures, balances: state.accounts.map(({ id }) => balanceAt(state, id, NOW)) };
}

const stateLaws: Record<string, (books: Books) => Generator<string>> = {
  *"1. per transaction and currency, debits equal credits"({ entries, accounts }) {
    for (const [leg, of] of Map.groupBy(entries, ({ transactionId, account }) => `${transactionId} in ${accounts[account]?.currency}`)) {
      const off = sum(of.map(({ direction, amount }) => (direction === "debit" ? amount : -amount)));
      if (off !== 0n) yield `${leg}: ${off}`;
    }
  },

  *"1. over the whole ledger and per currency, debits equal credits, posted and pending"({ accounts, balances }) {
    for (const [currency, of] of Map.groupBy(accounts, (account) => account.currency)) {
      const posted = sum(of.map((account) => signed(account, "debit", balances[account.id]!.posted)));
      const held = sum(of.map((account) => signed(account, "debit", balances[account.id]!.pendingIn - balances[account.id]!.pendingOut)));
      if (posted !== 0n || held !== 0n) yield `${currency}: posted ${posted}, pending ${held}`;
    }
  },

  *"2. an amount is a positive integer of minor units, and a balance an integer, of 64 bits"({ entries, transfers, holds }) {
    for (const { transactionId, amount, balanceAfter } of entries) {
      if (!isAmount(amount) || !inRange(balanceAfter)) yield `${transactionId}: ${amount}, ${balanceAfter} after it`;
    }
    for (const { id, amount } of [...transfers, ...holds]) if (!isAmount(amount)) yield `transfer or hold ${id}: ${amount}`;
  },

  *"3. a transfer is a debit of its source and a credit of its destination, all in one currency"({ transfers, entries, accounts }) {
    const byTransaction = Map.groupBy(entries, ({ transactionId }) => transactionId);
    for (const { id, source, destination, amount, currency, effectiveAt, recordedAt } of transfers) {
      const described = (byTransaction.get(`transfer ${id}`) ?? []).map(
        (of) => `${of.direction} ${of.account} ${of.amount} ${accounts[of.account]?.currency} ${of.effectiveAt} ${of.recordedAt}`,
      );
      const rest = `${amount} ${currency} ${effectiveAt} ${recordedAt}`;
      if (described.join() !== `debit ${source} ${rest},credit ${destination} ${rest}`) yield `transfer ${id}: ${described.join()}`;
    }
  },

  *"4. a balance is the fold of its entries and the balance_after of the last; versions run 1..n"({ accounts, journal, balances }) {
    for (const account of accounts) {
      let [running, count] = [0n, 0];
      for (const { version, direction, amount, balanceAfter } of journal[account.id]!) {
        [running, count] = [running + signed(account, direction, amount), count + 1];
        if (version !== count) yield `account ${account.id}: version ${version} is number ${count}`;
        if (balanceAfter !== running) yield `account ${account.id}: ${balanceAfter} after ${count} entries that make ${running}`;
      }
      const { posted, version } = balances[account.id]!;
      if (posted !== running || version !== count) yield `account ${account.id}: ${posted} in version ${version}`;
    }
  },

  *"5. what is available never falls below the overdraft"({ accounts, folds, pending }) {
    for (const { id, overdraftLimit } of accounts) {
      const available = folds[id]! - pending[id]!.out;
      if (overdraftLimit !== null && available < -overdraftLimit) yield `account ${id}: ${available}`;
    }
  },

  *"5. what is pending is what open holds have not captured"({ accounts, balances, pending }) {
    for (const { id } of accounts) {
      const { pendingIn, pendingOut } = balances[id]!;
      if (pendingIn !== pending[id]!.in || pendingOut !== pending[id]!.out) yield `account ${id}: in ${pendingIn}, out ${pendingOut}`;
    }
  },

  *"6. nothing counts before its account was opened"({ accounts, entries }) {
    for (const { account, version, effectiveAt } of entries) {
      if (effectiveAt < accounts[account]!.openedOn) yield `account ${account}, version ${version}: at ${effectiveAt}`;
    }
  },

  *"7. a closed account has neither a balance nor an open hold"({ accounts, folds, holds }) {
    for (const { id } of accounts.filter(({ status }) => status === "closed")) {
      const held = holds.some((hold) => isOpen(hold) && (hold.source === id || hold.destination === id));
      if (held || folds[id] !== 0n) yield `account ${id}`;
    }
  },

  *"8. captures run along their hold, before it expires and ends, and never exceed it"({ holds, captures }) {
    for (const hold of holds) {
      const captured = amounts(captures[hold.id]!);
      const { id, amount, status } = hold;
      if (captured > amount) yield `hold ${id}: ${captured} of ${amount}`;
      if (isOpen(hold) !== (hold.endedAt === null) || (isOpen(hold) && captured >= amount)) yield `hold ${id}: ${status} with ${captured}`;
      if (status === "captured" && captured === 0n) yield `hold ${id}: captured by nothing`;
      for (const { recordedAt, source, destination, currency } of captures[id]!) {
        if (recordedAt >= (hold.expiresAt ?? Infinity) || recordedAt > (hold.endedAt ?? Infinity)) yield `hold ${id}: too late`;
        if (source !== hold.source || destination !== hold.destination || currency !== hold.currency) yield `hold ${id}: elsewhere`;
      }
    }
  },

  *"9. reversals run the other way and never exceed their original, which is none itself"({ transfers }) {
    for (const [original, reversals] of Map.groupBy(transfers, ({ reversalOf }) => reversalOf)) {
      if (original === null) continue;
      const of = transfers[original];
      if (of === undefined || of.reversalOf !== null || amounts(reversals) > of.amount) yield `transfer ${original}: ${amounts(reversals)}`;
      if (reversals.some(({ effectiveAt }) => effectiveAt < (of?.effectiveAt ?? Infinity))) yield `transfer ${original}: before it`;
      const strays = reversals.filter(({ source, destination }) => source !== of?.destination || destination !== of.source);
      if (strays.length > 0) yield `transfer ${original}: not the other way`;
    }
  },
};

const isPrefix = (before: readonly unknown[], after: readonly unknown[]): boolean => before.every((item, index) => item === after[index]);

const stepLaws: Record<string, (after: Books, step: Step) => Generator<string>> = {
  *"5. every prefix of what is posted at once keeps the overdraft limits"(after, { before }) {
    for (const { account: id, version, direction, balanceAfter } of after.entries.slice(before.entries.length)) {
      const { normalSide, overdraftLimit } = after.accounts[id]!;
      const available = balanceAfter - after.pending[id]!.out;
      if (direction !== normalSide && overdraftLimit !== null && available < -overdraftLimit) yield `account ${id}, version ${version}`;
    }
  },

  *"6. entries and transfers are only ever added"(after, { before }) {
    if (!isPrefix(before.entries, after.entries)) yield "an entry is not what it was";
    if (!isPrefix(before.transfers, after.transfers)) yield "a transfer is not what it was";
  },

  *"7. a frozen account refuses debits and new holds, a closed one everything"(after, { before }) {
    const touched = [
      ...after.entries.slice(before.entries.length).map(({ account, direction }) => ({ account, direction })),
      ...after.holds.slice(before.holds.length).map(({ source }) => ({ account: source, direction: "debit" })),
      ...after.holds.slice(before.holds.length).map(({ destination }) => ({ account: destination, direction: "credit" })),
    ];
    for (const { account, direction } of touched) {
      const status = before.accounts[account]?.status;
      if (status === "closed" || (status === "frozen" && direction === "debit")) yield `a ${direction} of account ${account}, ${status}`;
    }
  },

  *"7. a blocked owner is debited by the institution's corrections alone, and opens no account"(after, { before, command }) {
    const isBlocked = (owner: string | null): boolean =>
      owner !== null && ["rejected", "suspended"].includes(before.verifications.get(owner) ?? "pending");
    const corrects = command.type === "transaction" || (command.type === "reverse" && (command.actingOwner ?? null) === null);
    const debited = after.entries.slice(before.entries.length).filter(({ direction }) => direction === "debit");
    const promised = after.holds.slice(before.holds.length).map(({ source }) => ({ account: source }));
    for (const { account } of [...(corrects ? [] : debited), ...promised]) {
      if (isBlocked(after.accounts[account]!.owner)) yield `a debit of account ${account}`;
    }
    for (const { id, owner } of after.accounts.slice(before.accounts.length)) if (isBlocked(owner)) yield `account ${id} opened`;
  },

  *"8. a hold resolves once, and is then what it is for good"(after, { before }) {
    for (const hold of before.holds.filter((of) => !isOpen(of))) {
      const captured = before.transfers.filter((of) => of.hold === hold.id).length;
      if (after.holds[hold.id] !== hold || after.captures[hold.id]!.length !== captured) yield `hold ${hold.id}`;
    }
  },

  *"10. an atomic batch is posted whole or not at all"(after, { before, command, outcome }) {
    if (command.type !== "batch" || command.mode !== "atomic" || isRefused(outcome) || before.keys.has(command.idempotency?.key ?? ""))
      return;
    if (after.transfers.length - before.transfers.length !== command.transfers.length) yield "in part";
  },

  *"12. a refused command, and one that was answered before, has no effect"(after, { before, command, outcome }) {
    const answered = before.keys.has(command.idempotency?.key ?? "");
    if (!answered && !isRefused(outcome)) return;
    const kept = (["accounts", "entries", "transfers", "holds", "transactions", "verifications"] as const).every((of) =>
      isDeepStrictEqual(before[of], after[of]),
    );
    if (!kept || (answered && before.keys.size !== after.keys.size)) yield "it has one";
  },

  *"12. the same key and request have the same answer; 13. another request is refused"(after, { before, command, outcome }) {
    if (!command.idempotency) return;
    const { key, fingerprint } = command.idempotency;
    const known = before.keys.get(key);
    const expected = known && (known.fingerprint === fingerprint ? known.outcome : { refusal: "idempotency_key_reused" });
    if (expected && !isDeepStrictEqual(outcome, expected)) yield `${key}: another answer`;
    if (known && !isDeepStrictEqual(after.keys.get(key), known)) yield `${key}: answered anew`;
    const stored = !isRefused(outcome) || !["not_found", "forbidden"].includes(outcome.refusal);
    if (!known && after.keys.has(key) !== stored) yield `${key}: ${stored ? "not stored" : "stored"}`;
  },
};

/** The violations in a state and in the step that led to it, as "law: violation"; empty when there are none. */
export function brokenLaws(state: State, step?: Step): string[] {
  const books = open(state);
  const labelled = (law: string, violations: Generator<string>): string[] => [...violations].map((what) => `${law}: ${what}`);
  return [
    ...Object.entries(stateLaws).flatMap(([law, violationsIn]) => labelled(law, violationsIn(books))),
    ...(step ? Object.entries(stepLaws).flatMap(([law, violationsIn]) => labelled(law, violationsIn(books, step))) : []),
  ];
}
