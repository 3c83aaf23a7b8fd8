// The types of the model: the parts of a ledger, its commands, and its answers. Every object is named by its number in the order of creation
// ("account 3", "hold 1"), so that the ids of a real platform can be mapped to it.

/** Amounts and balances are of 64 bits. */
export const MAX_MINOR = 2n ** 63n - 1n;

export type Side = "debit" | "credit";
export type Status = "open" | "frozen" | "closed";
/** The institution's decision about an owner. Rejected and suspended owners are blocked. */
export type Verification = "pending" | "verified" | "rejected" | "suspended";
/** An instant. Only order and equality have a meaning. */
export type Instant = number;

export interface Account {
  readonly id: number;
  /** null: the institution's own. */
  readonly owner: string | null;
  readonly currency: string;
  /** The side on which the balance grows. Balances and pending amounts are signed towards it. */
  readonly normalSide: Side;
  /** null: no limit. */
  readonly overdraftLimit: bigint | null;
  /** Nothing of it counts before: the beginning of a day. */
  readonly openedOn: Instant;
  readonly status: Status;
}

export interface Entry {
  readonly account: number;
  readonly version: number;
  readonly transactionId: string;
  readonly direction: Side;
  readonly amount: bigint;
  readonly balanceAfter: bigint;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
}

export interface Transfer {
  readonly id: number;
  readonly source: number;
  readonly destination: number;
  readonly amount: bigint;
  readonly currency: string;
  /** The transfer that it reverses. */
  readonly reversalOf: number | null;
  /** The hold that it captures. */
  readonly hold: number | null;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
}

export interface Hold {
  readonly id: number;
  readonly source: number;
  readonly destination: number;
  readonly amount: bigint;
  readonly currency: string;
  /** The instant from which on it cannot be captured. null: never. */
  readonly expiresAt: Instant | null;
  readonly status: "open" | "captured" | "released" | "expired";
  readonly recordedAt: Instant;
  /** The instant at which it stopped being open. */
  readonly endedAt: Instant | null;
}

/** A state is never changed, only replaced, so that an earlier one stays as it was. */
export interface State {
  readonly accounts: readonly Account[];
  readonly entries: readonly Entry[];
  readonly transfers: readonly Transfer[];
  readonly holds: readonly Hold[];
  /** The number of posted transactions by legs. */
  readonly transactions: number;
  /** Owners without a decision are pending. */
  readonly verifications: ReadonlyMap<string, Verification>;
  readonly keys: ReadonlyMap<string, { readonly fingerprint: string; readonly outcome: Outcome }>;
}

/** The caller: an owner, or the institution when it is left out or null. */
interface Acting {
  readonly actingOwner?: string | null;
}

/** The source is debited and the destination is credited. */
export interface Move extends Acting {
  readonly source: number;
  readonly destination: number;
  readonly amount: bigint;
  readonly currency: string;
  /** Default: when it is recorded. */
  readonly effectiveAt?: Instant | null;
}

export interface Leg {
  readonly account: number;
  readonly direction: Side;
  readonly amount: bigint;
  readonly currency: string;
}

interface Requests {
  openAccount: Omit<Account, "id" | "status">;
  transfer: Move;
  /** Without an amount: all that is left. */
  reverse: Acting & Pick<Move, "effectiveAt"> & { readonly transfer: number; readonly amount?: bigint | null };
  hold: Omit<Move, "effectiveAt"> & { readonly expiresAt?: Instant | null };
  /** Without an amount: all that remains, finally. */
  capture: Acting & { readonly hold: number; readonly amount?: bigint | null; readonly final?: boolean | null };
  release: Acting & { readonly hold: number };
  sweep: object;
  batch: { readonly mode: "atomic" | "independent"; readonly transfers: readonly Move[] };
  transaction: { readonly legs: readonly Leg[]; readonly effectiveAt?: Instant | null };
  decide: { readonly owner: string; readonly decision: Exclude<Verification, "pending"> };
  setStatus: { readonly account: number; readonly to: Status };
  /** null: no limit. An owner's account must have one. */
  setOverdraftLimit: { readonly account: number; readonly limit: bigint | null };
}

export type CommandType = keyof Requests;
export type CommandOf<T extends CommandType> = {
  readonly [K in T]: { readonly type: K; readonly idempotency?: { readonly key: string; readonly fingerprint: string } } & Requests[K];
}[T];
export type Command = CommandOf<CommandType>;

/** The codes of refusals, as callers see them. */
export const REFUSALS = [
  "account_closed",
  "account_frozen",
  "account_not_found",
  "amount_not_positive",
  "amount_out_of_range",
  "balance_not_zero",
  "batch_item_failed",
  "capture_exceeds_hold",
  "currency_mismatch",
  "customer_blocked",
  "forbidden",
  "hold_expired",
  "hold_not_open",
  "idempotency_key_reused",
  "insufficient_funds",
  "not_found",
  "overdraft_in_use",
  "overdraft_limit_required",
  "reversal_before_original",
  "reversal_exceeds_original",
  "same_account",
  "transaction_not_balanced",
  "transfer_not_reversible",
  "value_date_before_opening",
  "value_date_not_allowed",
  "verification_not_allowed",
] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface Balance {
  readonly posted: bigint;
  readonly pendingIn: bigint;
  readonly pendingOut: bigint;
  readonly version: number;
}

export interface Refused {
  readonly refusal: Refusal;
  /** For an atomic batch: the first item that could not be posted. */
  readonly item?: { readonly index: number; readonly refusal: Refusal };
}

export interface Done {
  /** The objects that it created; for a command that creates none, the accounts or holds that it changed. */
  readonly ok: readonly number[];
  readonly recordedAt: Instant;
  /** The balances afterwards of the named accounts, restricted to those that the acting owner may see (law 26). */
  readonly balances: readonly (Balance & { readonly account: number })[];
  /** For a batch: one for each item, in order. */
  readonly items?: readonly Outcome[];
}

export type Outcome = Refused | Done;

export const isRefused = (outcome: Outcome): outcome is Refused => "refusal" in outcome;
