// Makes an import's requests: their bodies and their Idempotency-Keys. Both must come from the file alone, and not from time or chance, so that every
// run sends the same requests. A body must not depend on later lines, because tomorrow's file has more of them.
import type { Body } from "@ledge/client";
import type { HouseAccountPlan } from "./house-account-for.ts";
import type { Line } from "./plan.ts";

type HouseAccountTerms = Extract<Body<"openAccount">, { kind: "house" }>;

/** `import:czk:customer:576`: the key of the request that creates something of the file in a currency. */
export const importKey = (currency: string, kind: "customer" | "account" | "house", name: string): string =>
  `import:${currency.toLowerCase()}:${kind}:${name}`;

/**
 * `import:czk:txn:576/171812`: the key of a request that posts lines has the account and transaction of its first line, however many follow: two
 * requests that begin at the same line exclude each other. No account or transaction id has a slash. `attempt` is above 1 for lines that were
 * refused under the earlier keys.
 */
export const transactionKey = (currency: string, first: Pick<Line, "account" | "transactionId">, attempt = 1): string =>
  `import:${currency.toLowerCase()}:txn${attempt === 1 ? "" : `.${attempt}`}:${first.account}/${first.transactionId}`;

export const customerOf = (account: string): Body<"createCustomer"> => ({
  type: "person",
  name: `Account ${account}`,
  external_id: account,
});

/** @param openedOn the earliest day of the account's lines: none of them may count before it was opened. */
export const customerAccountTerms = (customerId: string, currency: string, openedOn: string): Body<"openAccount"> => ({
  kind: "customer",
  customer_id: customerId,
  currency,
  opened_on: openedOn,
});

/** House accounts are shared with files that are imported later, whose lines may be older: so they are as old as an account can be. */
const HOUSE_ACCOUNTS_OPENED_ON = "1900-01-01";

/** An operation's lines may bring its house account to either side of zero, so the account may be overdrawn without limit. */
export const houseAccountTerms = ({ code, name }: HouseAccountPlan, currency: string): HouseAccountTerms => ({
  kind: "house",
  code,
  currency,
  normal_side: "debit",
  allow_negative: true,
  opened_on: HOUSE_ACCOUNTS_OPENED_ON,
  ...(name !== null && { name }),
});

/** The instant of a date of the file: the beginning of the day in UTC. */
export const effectiveAt = (date: string): string => `${date}T00:00:00Z`;

/** The transfer of a line: the source is debited, so money in comes from the house account and money out goes to it. */
export function transferOf(line: Line, customerAccount: string, houseAccount: string, currency: string): Body<"createTransfer"> {
  const [source, destination] = line.direction === "credit" ? [houseAccount, customerAccount] : [customerAccount, houseAccount];
  const description = [line.operation, line.purpose].filter((part) => part !== "").join(": ");
  const metadata = {
    ...(line.counterpartyBank !== "" && { counterparty_bank: line.counterpartyBank }),
    ...(line.counterpartyAccount !== "" && { counterparty_account: line.counterpartyAccount }),
  };
  return {
    source_account: source,
    destination_account: destination,
    amount: line.amountMinor.toString(),
    currency,
    external_id: line.transactionId,
    effective_at: effectiveAt(line.date),
    ...(description !== "" && { description }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}
