// The refusals of movements of money that need no balance: who may pay whom, when it may count, and what the legs of a transaction must be.
import { type Account, type Instant, type Leg, MAX_MINOR, type Refusal, type Side } from "./terms.ts";

/** An owner dates nothing before this instant, which is the beginning of a day; the institution may. */
export const OWNERS_DATE_FROM: Instant = 0;

/** For a customer who pays: an account that would refuse by its balance, which the customer must not learn. */
export const isNoPayee = ({ normalSide, overdraftLimit }: Account): boolean => normalSide === "debit" && overdraftLimit !== null;

/** Nothing counts before its account was opened. Null: it counts when it is recorded. */
export function refusesDate(accounts: readonly Account[], actingOwner: string | null, effectiveAt: Instant | null): Refusal | null {
  if (effectiveAt === null) return null;
  if (actingOwner !== null && effectiveAt < OWNERS_DATE_FROM) return "value_date_not_allowed";
  return accounts.some(({ openedOn }) => effectiveAt < openedOn) ? "value_date_before_opening" : null;
}

export function refusesLegs(legs: readonly Leg[], all: readonly Account[], effectiveAt: Instant): Refusal | null {
  const accounts = legs.flatMap(({ account }) => all[account] ?? []);
  const total = (currency: string, side: Side): bigint =>
    legs.reduce((sum, leg) => sum + (leg.currency === currency && leg.direction === side ? leg.amount : 0n), 0n);
  if (legs.some(({ amount }) => amount <= 0n)) return "amount_not_positive";
  if (legs.some(({ amount }) => amount > MAX_MINOR)) return "amount_out_of_range";
  if (new Set(legs.map(({ account }) => account)).size === 1) return "same_account";
  if (accounts.length < legs.length) return "account_not_found";
  if (legs.some(({ currency }, index) => accounts[index]?.currency !== currency)) return "currency_mismatch";
  if (legs.some(({ currency }) => total(currency, "debit") !== total(currency, "credit"))) return "transaction_not_balanced";
  if (accounts.some(({ status }) => status === "closed")) return "account_closed";
  if (legs.some(({ direction }, index) => direction === "debit" && accounts[index]?.status === "frozen")) return "account_frozen";
  return refusesDate(accounts, null, effectiveAt);
}
