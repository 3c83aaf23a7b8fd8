// The words of the model: what a ledger consists of, what can be asked of it to do, and what it answers. Everything is
// named by its number in the order in which the model made it ("account 3", "hold 1"), so that a real platform's ids can be mapped to it.

export type Side = "debit" | "credit";
export type Status = "open" | "frozen" | "closed";
/** What the institution has decided on an owner. Rejected and suspended owners are blocked. */
export type Verification = "pending" | "verified" | "rejected" | "suspended";
/** An instant; only its order and equality mean anything. */
export type Instant = number;

export interface Account {
  readonly id: number;
  /** Null: the institution's own. */
  readonly owner: string | null;
  readonly currency: string;
  /** The side on which the balance grows; balances and pending amounts are signed to it. */
  readonly normalSide: Side;
  /** Null: no limit. */
  readonly overdraftLimit: bigint | null;
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
  /** The transfer that it takes back. */
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
  /** From this instant on it cannot be captured. Null: never. */
  readonly expiresAt: Instant | null;
  readonly status: "open" | "captured" | "released" | "expired";
  readonly recordedAt: Instant;
  /** When it stopped being open. */
  readonly endedAt: Instant | null;
}

/** Never changed, only replaced: an earlier state stays what it was. */
export interface State {
  readonly accounts: readonly Account[];
  readonly entries: readonly Entry[];
  readonly transfers: readonly Transfer[];
  readonly holds: readonly Hold[];
  /** How many transactions of legs were posted. */
  readonly transactions: number;
  /** Owners on whom nothing was decided are pending. */
  readonly verifications: ReadonlyMap<string, Verification>;
  readonly keys: ReadonlyMap<string, { readonly fingerprint: string; readonly outcome: Outcome }>;
}

/** Who asks: an owner, or (left out, or null) the institution. */
interface Acting {
  readonly actingOwner?: string | null;
}

/** Source is debited, destination is credited. */
export interface Move extends Acting {
  readonly source: number;
  readonly destination: number;
  readonly amount: bigint;
  readonly currency: string;
  /** Left out: when it is recorded. */
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
  /** No amount: all that is left. */
  reverse: Acting & Pick<Move, "effectiveAt"> & { readonly transfer: number; readonly amount?: bigint | null };
  hold: Omit<Move, "effectiveAt"> & { readonly expiresAt?: Instant | null };
  /** No amount: all that remains, finally. */
  capture: Acting & { readonly hold: number; readonly amount?: bigint | null; readonly final?: boolean | null };
  release: Acting & { readonly hold: number };
  sweep: object;
  batch: { readonly mode: "atomic" | "independent"; readonly transfers: readonly Move[] };
  transaction: { readonly legs: readonly Leg[]; readonly effectiveAt?: Instant | null };
  decide: { readonly owner: string; readonly decision: Exclude<Verification, "pending"> };
  setStatus: { readonly account: number; readonly to: Status };
  /** Null: no limit; an owner's account must have one. */
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
  /** Of an atomic batch: the first item that could not be posted. */
  readonly item?: { readonly index: number; readonly refusal: Refusal };
}

export interface Done {
  /** What it made; of what makes nothing, the accounts or holds that it changed. */
  readonly ok: readonly number[];
  readonly recordedAt: Instant;
  /** Afterwards, of the accounts that it names: only those that the acting owner may see (law 26). */
  readonly balances: readonly (Balance & { readonly account: number })[];
  /** Of a batch: one for each item, in order. */
  readonly items?: readonly Outcome[];
}

export type Outcome = Refused | Done;

export const isRefused = (outcome: Outcome): outcome is Refused => "refusal" in outcome;
