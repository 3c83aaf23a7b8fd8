// What an import asks of the platform: the bodies, and the keys that they go under. Both come from the file alone, never from time or
// chance, so that every run asks the same. What a body says never depends on how far the file goes on: tomorrow's file is longer.
import type { Body } from "@ledge/client";
import type { HouseAccountPlan } from "./house-account-for.ts";
import type { Line } from "./plan.ts";

type HouseTerms = Extract<Body<"openAccount">, { kind: "house" }>;

/** `import:czk:customer:576`: one key per thing of the file and currency. */
export const importKey = (currency: string, kind: "customer" | "account" | "house", name: string): string =>
  `import:${currency.toLowerCase()}:${kind}:${name}`;

/**
 * `import:czk:txn:576/171812`: requests that post lines go under the account and transaction of their first line, however many follow it: two
 * that begin at one line exclude each other. No account or transaction id has a slash. `attempt` is above 1 for lines that were refused under
 * the key before.
 */
export const transactionKey = (currency: string, first: Pick<Line, "account" | "transactionId">, attempt = 1): string =>
  `import:${currency.toLowerCase()}:txn${attempt === 1 ? "" : `.${attempt}`}:${first.account}/${first.transactionId}`;

export const customerOf = (account: string): Body<"createCustomer"> => ({
  type: "person",
  name: `Account ${account}`,
  external_id: account,
});

export const customerAccountTerms = (customerId: string, currency: string): Body<"openAccount"> => ({
  kind: "customer",
  customer_id: customerId,
  currency,
});

/** Any of the file's operations may run its house account to either side, so it has no overdraft limit. */
export const houseAccountTerms = ({ code, name }: HouseAccountPlan, currency: string): HouseTerms => ({
  kind: "house",
  code,
  currency,
  normal_side: "debit",
  allow_negative: true,
  ...(name !== null && { name }),
});

/** The instant that a date of the file stands for: the beginning of the day in UTC. */
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
