// Scripts for a ledger: sequences that are likely to find faults. A draft names its objects relative to the current state ("the second to last hold",
// "one more than is available"). Played on a model it becomes a command with ids and amounts, which can be sent to a platform, too.
import fc from "fast-check";
import { balanceAt, NOW } from "./history.ts";
import type { LedgerModel } from "./ledger-model.ts";
import { MAX_MINOR } from "./terms.ts";
import type { Command, Instant, Leg, Move, Outcome, Side, State, Status, Transfer, Verification } from "./terms.ts";

/** The initial balance of accounts, and the amounts for those without a limit. */
const AMPLE_MINOR = 100n;

/** A script is some minutes long, and begins at midnight. */
const DAY_BEFORE: Instant = -86_400;

/** Few enough that sequences use the same ones again and again. */
export const PRELUDE: readonly Command[] = [
  open("ann", "EUR", "credit", 0n, DAY_BEFORE),
  open("ben", "EUR", "credit", 0n),
  open("ann", "EUR", "credit", 50n),
  open("ben", "USD", "credit", 0n),
  open(null, "EUR", "debit", null, DAY_BEFORE), // cash, the source of money
  open(null, "EUR", "debit", 0n, DAY_BEFORE), // a float, with a limit of zero
  open(null, "EUR", "credit", null, DAY_BEFORE), // fees
  open(null, "USD", "debit", null),
  ...[0, 1, 2].map((destination) => pay(4, destination, "EUR")),
  pay(5, 4, "EUR"),
  pay(7, 3, "USD"),
];
const OPENED = 8;

function open(owner: string | null, currency: string, normalSide: Side, overdraftLimit: bigint | null, openedOn: Instant = 0): Command {
  return { type: "openAccount", owner, currency, normalSide, overdraftLimit, openedOn };
}

function pay(source: number, destination: number, currency: string): Command {
  return { type: "transfer", source, destination, amount: AMPLE_MINOR, currency };
}

type Who = "institution" | "owner" | "outsider";
/** This many minor units, or this many more than the case allows at most. */
type AmountDraft = { readonly of: "plain" | "limit"; readonly minor: bigint };

interface MoveDraft {
  readonly source: number;
  readonly destination: number;
  readonly amount: AmountDraft;
  readonly currency: "source" | "EUR" | "USD";
  readonly who: Who;
  /** How long before now it is effective. */
  readonly backdated: number;
}

/** Counted backwards from the last one. */
type Recent = { readonly recent: number; readonly who: Who };

type Draft =
  | { readonly draft: "sweep" }
  | { readonly draft: "transfer"; readonly move: MoveDraft }
  | { readonly draft: "hold"; readonly move: MoveDraft; readonly expiresIn: number | null }
  | (Recent & { readonly draft: "reverse"; readonly amount: AmountDraft | null; readonly backdated: number })
  | (Recent & { readonly draft: "capture"; readonly amount: AmountDraft | null; readonly final: boolean | null })
  | (Recent & { readonly draft: "release" })
  | { readonly draft: "batch"; readonly mode: "atomic" | "independent"; readonly moves: readonly MoveDraft[] }
  | { readonly draft: "transaction"; readonly moves: readonly MoveDraft[]; readonly backdated: number; readonly off: bigint }
  | { readonly draft: "setStatus"; readonly account: number; readonly to: Status }
  | { readonly draft: "decide"; readonly owner: string; readonly decision: Exclude<Verification, "pending"> }
  /** `over` the lowest possible limit; null: no limit. */
  | { readonly draft: "setOverdraftLimit"; readonly account: number; readonly over: bigint | null }
  | { readonly draft: "openAccount"; readonly command: Command }
  | { readonly draft: "again"; readonly recent: number; readonly other: boolean };

export interface ScriptStep {
  readonly wait: number;
  readonly keyed: boolean;
  readonly draft: Draft;
}

/** Each of the choices by its weight, simplest first, because a failing value shrinks to that. */
const oneOf = <T>(...choices: [weight: number, arbitrary: fc.Arbitrary<T>][]): fc.Arbitrary<T> =>
  fc.oneof({ withCrossShrink: true }, ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const just = <T>(...values: [T, ...T[]]): fc.Arbitrary<T> => fc.constantFrom(...values);
const around = fc.bigInt({ min: -1n, max: 1n });

const account = oneOf([24, fc.nat({ max: OPENED - 1 })], [3, fc.nat({ max: OPENED + 4 })]);
const who = oneOf<Who>([3, just("institution")], [2, just("owner")], [1, just("outsider")]);
const amount = oneOf<AmountDraft>(
  [16, fc.record({ of: just("plain"), minor: fc.bigInt({ min: 1n, max: 60n }) })],
  [5, fc.record({ of: just("limit"), minor: around })],
  [1, fc.record({ of: just("plain"), minor: just(0n, -1n, MAX_MINOR - AMPLE_MINOR, MAX_MINOR, MAX_MINOR + 1n) })],
);
const currency = oneOf<MoveDraft["currency"]>([12, just("source")], [1, just("EUR", "USD")]);
const backdated = oneOf([3, just(0)], [1, fc.nat({ max: 30 })]);
// Two accounts of one currency, more often than by chance.
const pair = oneOf(
  [5, fc.record({ source: just(0, 1, 2, 4, 4, 4, 5, 6), destination: just(0, 1, 2, 4, 5, 6) })],
  [1, just({ source: 7, destination: 3 }, { source: 3, destination: 7 })],
  [1, fc.record({ source: account, destination: account })],
);
const move: fc.Arbitrary<MoveDraft> = fc
  .record({ pair, amount, currency, who, backdated })
  .map(({ pair: accounts, ...rest }) => ({ ...accounts, ...rest }));
const moves = fc.array(move, { minLength: 1, maxLength: 3 });
const recent = oneOf([4, fc.nat({ max: 1 })], [2, fc.nat({ max: 6 })]);
const part = fc.option(amount, { freq: 2 });
const expiresIn = fc.option(fc.integer({ min: 1, max: 40 }), { freq: 3 });
const final = fc.option(fc.boolean());
const off = oneOf([9, just(0n)], [1, just(1n)]);
// Mostly verified, because a sequence in which no customer may pay tests little.
const decision = oneOf<Exclude<Verification, "pending">>([3, just("verified")], [1, just("rejected", "suspended")]);
const over = oneOf<bigint | null>([3, around], [1, just(null)]);
const newAccount = just(open("ann", "EUR", "credit", 0n), open(null, "USD", "debit", null));

const draft = oneOf<Draft>(
  [2, fc.record({ draft: just("sweep") })],
  [8, fc.record({ draft: just("transfer"), move })],
  [6, fc.record({ draft: just("hold"), move, expiresIn })],
  [4, fc.record({ draft: just("reverse"), recent, who, amount: part, backdated })],
  [6, fc.record({ draft: just("capture"), recent, who, amount: part, final })],
  [2, fc.record({ draft: just("release"), recent, who })],
  [3, fc.record({ draft: just("batch"), mode: just<"atomic" | "independent">("atomic", "independent"), moves })],
  [3, fc.record({ draft: just("transaction"), moves, backdated, off })],
  [3, fc.record({ draft: just("setStatus"), account, to: just<Status>("open", "open", "frozen", "closed") })],
  [3, fc.record({ draft: just("decide"), owner: just("ann", "ben"), decision })],
  [2, fc.record({ draft: just("setOverdraftLimit"), account, over })],
  [1, fc.record({ draft: just("openAccount"), command: newAccount })],
  [3, fc.record({ draft: just("again"), recent, other: fc.boolean() })],
);

/** Sequences of `length` drafts, to be played after the prelude. */
export const scripts = (length: { min: number; max: number }): fc.Arbitrary<readonly ScriptStep[]> => {
  const wait = oneOf([3, fc.nat({ max: 1 })], [1, fc.nat({ max: 12 })]);
  return fc.array(fc.record({ wait, keyed: fc.boolean(), draft }), { minLength: length.min, maxLength: length.max, size: "max" });
};

const actingFor = (state: State, account: number | undefined, as: Who): { actingOwner: string | null } => {
  const owner = state.accounts[account ?? -1]?.owner ?? null;
  if (as === "institution") return { actingOwner: null };
  return { actingOwner: as === "owner" ? owner : owner === "ann" ? "ben" : "ann" };
};

/** The largest possible amount of a move: what is available above the overdraft limit of the side that falls, if it has one. */
function mostOf(state: State, source: number, destination: number): bigint {
  const [debited, credited] = [state.accounts[source], state.accounts[destination]];
  const falling = [debited?.normalSide === "credit" ? debited : undefined, credited?.normalSide === "debit" ? credited : undefined];
  const available = falling.flatMap((account) => {
    if (!account || account.overdraftLimit === null) return [];
    const { posted, pendingOut } = balanceAt(state, account.id, NOW);
    return [posted - pendingOut + account.overdraftLimit];
  });
  return available.reduce((least, one) => (one < least ? one : least), available[0] ?? AMPLE_MINOR);
}

const amountOf = ({ of, minor }: AmountDraft, limit: bigint): bigint => (of === "plain" ? minor : limit + minor);
/** −1, which is no valid index, while there are none. */
const lately = (things: readonly unknown[], { recent: back }: Recent): number => things.length - 1 - (back % Math.max(things.length, 1));
const partOf = (part: AmountDraft | null, left: bigint): bigint | null => part && amountOf(part, left);
const spent = (transfers: readonly Transfer[]): bigint => transfers.reduce((total, transfer) => total + transfer.amount, 0n);

function moveOf(state: State, draft: MoveDraft, at: Instant): Move {
  const { source, destination, backdated: by } = draft;
  return {
    source,
    destination,
    amount: amountOf(draft.amount, mostOf(state, source, destination)),
    currency: draft.currency === "source" ? (state.accounts[source]?.currency ?? "EUR") : draft.currency,
    effectiveAt: by === 0 ? null : at - by,
    ...actingFor(state, source, draft.who),
  };
}

/** A batch is one request: the caller of its first transfer is the caller of all. */
const sameCaller = (moves: readonly Move[]): Move[] => moves.map((one) => ({ ...one, actingOwner: moves[0]?.actingOwner ?? null }));

function legsOf(state: State, moves: readonly MoveDraft[], off: bigint, at: Instant): Leg[] {
  const legs = moves.flatMap((draft): Leg[] => {
    const { source, destination, amount: minor, currency: of } = moveOf(state, draft, at);
    const leg = { amount: minor, currency: of };
    return [
      { account: source, direction: "debit", ...leg },
      { account: destination, direction: "credit", ...leg },
    ];
  });
  return legs.map((leg, index) => (index === 0 ? { ...leg, amount: leg.amount + off } : leg));
}

/** The command that a draft stands for in the current state. */
function resolve(draft: Exclude<Draft, { draft: "again" }>, state: State, at: Instant): Command {
  switch (draft.draft) {
    case "sweep":
      return { type: "sweep" };
    case "openAccount":
      return draft.command;
    case "transfer":
      return { type: "transfer", ...moveOf(state, draft.move, at) };
    case "hold": {
      const { effectiveAt: _none, ...move } = moveOf(state, draft.move, at);
      return { type: "hold", ...move, expiresAt: draft.expiresIn && at + draft.expiresIn };
    }
    case "reverse": {
      const id = lately(state.transfers, draft);
      const original = state.transfers[id];
      const left = (original?.amount ?? 1n) - spent(state.transfers.filter(({ reversalOf }) => reversalOf === id));
      // On the platform a capture is effective when it is recorded there, which is no instant of the model.
      const effectiveAt = draft.backdated === 0 || (original?.hold ?? null) !== null ? null : at - draft.backdated;
      const acting = actingFor(state, original?.destination, draft.who);
      return { type: "reverse", transfer: id, amount: partOf(draft.amount, left), effectiveAt, ...acting };
    }
    case "capture": {
      const id = lately(state.holds, draft);
      const hold = state.holds[id];
      const left = (hold?.amount ?? 1n) - spent(state.transfers.filter((transfer) => transfer.hold === id));
      const acting = actingFor(state, hold?.destination, draft.who);
      return { type: "capture", hold: id, amount: partOf(draft.amount, left), final: draft.final, ...acting };
    }
    case "release": {
      const id = lately(state.holds, draft);
      return { type: "release", hold: id, ...actingFor(state, state.holds[id]?.destination, draft.who) };
    }
    case "batch":
      return { type: "batch", mode: draft.mode, transfers: sameCaller(draft.moves.map((one) => moveOf(state, one, at))) };
    case "transaction": {
      const effectiveAt = draft.backdated === 0 ? null : at - draft.backdated;
      return { type: "transaction", legs: legsOf(state, draft.moves, draft.off, at), effectiveAt };
    }
    case "decide":
      return { type: "decide", owner: draft.owner, decision: draft.decision };
    case "setStatus":
      return { type: "setStatus", account: draft.account, to: draft.to };
    case "setOverdraftLimit": {
      if (!state.accounts[draft.account]) return { type: "setOverdraftLimit", account: draft.account, limit: 0n };
      if (draft.over === null) return { type: "setOverdraftLimit", account: draft.account, limit: null };
      const { posted, pendingOut } = balanceAt(state, draft.account, NOW);
      const least = pendingOut - posted + draft.over;
      return { type: "setOverdraftLimit", account: draft.account, limit: least < 0n ? 0n : least };
    }
  }
}

export interface Played {
  readonly before: State;
  readonly command: Command;
  readonly at: Instant;
  readonly outcome: Outcome;
}

/** Plays the prelude and then the script, each command drawn for the model's current state. */
export function* play(model: LedgerModel, script: readonly ScriptStep[]): Generator<Played> {
  const keyed: (Command & Required<Pick<Command, "idempotency">>)[] = [];
  let at: Instant = 0;
  const apply = (command: Command): Played => ({ before: model.state, command, at, outcome: model.apply(command, at) });
  for (const command of PRELUDE) yield apply(command);
  for (const { wait, keyed: withKey, draft } of script) {
    at += wait;
    if (draft.draft === "again") {
      const earlier = keyed[keyed.length - 1 - draft.recent];
      if (!earlier) continue;
      const { key, fingerprint } = earlier.idempotency;
      yield apply(draft.other ? { ...earlier, idempotency: { key, fingerprint: `not ${fingerprint}` } } : earlier);
    } else {
      const command = resolve(draft, model.state, at);
      const idempotency = { key: `key ${keyed.length}`, fingerprint: `request ${keyed.length}` };
      // A sweep is no client's request: it repeats by itself, without a key.
      const isKeyed = withKey && command.type !== "sweep";
      if (isKeyed) keyed.push({ ...command, idempotency });
      yield apply(isKeyed ? { ...command, idempotency } : command);
    }
  }
}
