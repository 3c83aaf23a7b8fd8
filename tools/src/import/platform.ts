// What an import says to the platform: which requests, with which bodies, under which keys. Both are derived from the plan
// alone, never from time or chance, so a second run sends the same bytes under the same keys and posts nothing twice.
import { type Body, type Ledge, LedgeError, type Resource } from "@ledge/client";
import { haveHouseAccount } from "../target/house-account.ts";
import type { AccountPlan, Line } from "./plan.ts";

/** Keys name things of the file: a changed file, also one that now needs another overdraft, asks for something else under them. */
const REUSED_HINT =
  " An earlier import used this key for other contents: the file is not the one imported then, or it was begun with (or without) --one-by-one.";

export interface PostedLine {
  /** The account's balance right after the line, as the platform says; null when it does not say. */
  readonly postedMinor: bigint | null;
  /** The line had been posted before, by an earlier run or by an attempt whose answer was lost. */
  readonly replayed: boolean;
}

/** All that a replay needs. Every call may be repeated, by this run or the next: the effect stays one. */
export interface Platform {
  /** @returns the account's id */
  openHouseAccount(code: string): Promise<string>;
  /** @returns the account's id */
  openCustomerAccount(plan: AccountPlan): Promise<string>;
  /** Consecutive lines of one account, at most as many as `linesPerRequest`; one answer per line, in order. All of them or none. */
  postLines(lines: readonly PlacedLine[], customerAccount: string): Promise<readonly PostedLine[]>;
  readonly linesPerRequest: number;
}

/** A line with the house account on its other side. */
export interface PlacedLine {
  readonly line: Line;
  readonly houseAccount: string;
}

/** How lines travel: each by itself, or an account's in atomic batches of up to 500. */
export type Travel = "one by one" | "in batches";

/** Half of what the platform takes: a batch holds up what else its lane has to do. Part of the keys' meaning: never to be changed. */
const LINES_PER_BATCH = 500;

/** Thrown when the platform definitively refused something that the import cannot go on without. */
export class Refused extends Error {
  constructor(what: string, cause: LedgeError) {
    super(`${what}: ${cause.message}${cause.code === "idempotency_key_reused" ? REUSED_HINT : ""}`, { cause });
  }
}

/** `import:czk:txn:171812`: one key per thing of the file and currency, the same in every run. */
export const importKey = (currency: string, kind: "customer" | "account" | "house" | "txn" | "batch", name: string): string =>
  `import:${currency.toLowerCase()}:${kind}:${name}`;

/** The platform behind a client, for accounts of one currency. */
export function platformOver(ledge: Ledge, currency: string, travel: Travel): Platform {
  return {
    async openHouseAccount(code) {
      // Any of the file's operations may run its house account to either side, so it has no floor.
      const terms = { kind: "house", code, currency, normal_side: "debit", allow_negative: true } as const;
      return await expected(`Opening house account ${code}`, haveHouseAccount(ledge, terms, importKey(currency, "house", code)));
    },

    async openCustomerAccount({ account, overdraftMinor }) {
      const person = { type: "person", name: `Account ${account}`, external_id: account } as const;
      const customer = await expected(
        `Creating the customer of account ${account}`,
        ledge.post("/v1/customers", { body: person, idempotencyKey: importKey(currency, "customer", account) }),
      );
      const body = {
        kind: "customer",
        customer_id: customer.data.id,
        currency,
        overdraft_limit: overdraftMinor.toString(),
        // A line's key depends on how it travels. Said here, under a key that does not, an import that goes on the other way is refused
        // as another import, and posts nothing twice.
        ...(travel === "in batches" && { metadata: { imported: travel } }),
      } as const;
      const opened = ledge.post("/v1/accounts", { body, idempotencyKey: importKey(currency, "account", account) });
      return (await expected(`Opening account ${account}`, opened)).data.id;
    },

    linesPerRequest: travel === "in batches" ? LINES_PER_BATCH : 1,

    async postLines(lines, customerAccount) {
      const transfers = lines.map(({ line, houseAccount }) => transferOf(line, customerAccount, houseAccount, currency));
      const [first] = lines as [PlacedLine];
      const name = first.line.transactionId;
      if (travel === "one by one") {
        const [body] = transfers as [Body<"createTransfer">];
        const call = ledge.post("/v1/transfers", { body, idempotencyKey: importKey(currency, "txn", name) });
        const { data, replayed } = await expected(`Posting transaction ${name}`, call);
        return [{ postedMinor: postedTo(first.line, data), replayed }];
      }
      const body = { mode: "atomic", transfers } as const;
      const call = ledge.post("/v1/transfer-batches", { body, idempotencyKey: importKey(currency, "batch", name) });
      const { data, replayed } = await expected(`Posting ${lines.length} transactions from ${name}`, call);
      return lines.map(({ line }, index) => {
        const outcome = data.outcomes[index];
        return { postedMinor: outcome?.status === "posted" ? postedTo(line, outcome.transfer) : null, replayed };
      });
    },
  };
}

function postedTo(line: Line, transfer: Resource<"createTransfer">): bigint | null {
  const balance = line.direction === "credit" ? transfer.balances.destination : transfer.balances.source;
  return balance === null ? null : BigInt(balance.posted);
}

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
    effective_at: `${line.date}T00:00:00Z`,
    ...(description !== "" && { description }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

async function expected<T>(what: string, call: Promise<T>): Promise<T> {
  return await call.catch((error: unknown) => {
    throw error instanceof LedgeError ? new Refused(what, error) : error;
  });
}
