// What an import says to the platform: which requests, with which bodies, under which keys. Both are derived from the plan
// alone, never from time or chance, so a second run sends the same bytes under the same keys and posts nothing twice.
import type { Account, OpenAccount } from "@ledge/shared/contracts/accounts";
import type { CreateTransferBatch, TransferBatch } from "@ledge/shared/contracts/batches";
import type { CreateCustomer, Customer } from "@ledge/shared/contracts/customers";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { Answer, Send } from "./client.ts";
import type { AccountPlan, Line } from "./plan.ts";

const PAGE_LIMIT = 100;
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
  readonly code: string;

  constructor(what: string, answer: Extract<Answer<unknown>, { ok: false }>) {
    const hint = answer.code === "idempotency_key_reused" ? REUSED_HINT : "";
    super(`${what}: ${answer.code} (${answer.status}) ${answer.detail}${hint}`);
    this.code = answer.code;
  }
}

/** `import:czk:txn:171812`: one key per thing of the file and currency, the same in every run. */
export const importKey = (currency: string, kind: "customer" | "account" | "house" | "txn" | "batch", name: string): string =>
  `import:${currency.toLowerCase()}:${kind}:${name}`;

/** The platform behind `send`, for accounts of one currency. */
export function platformOver(send: Send, currency: string, travel: Travel): Platform {
  const post = <T>(path: string, body: unknown, idempotencyKey: string) => send<T>({ method: "POST", path, idempotencyKey, body });

  return {
    async openHouseAccount(code) {
      // Any of the file's operations may run its house account to either side, so it has no floor.
      const body: OpenAccount = { kind: "house", code, currency, normal_side: "debit", allow_negative: true };
      const answer = await post<Account>("/v1/accounts", body, importKey(currency, "house", code));
      if (!answer.ok && answer.code === "house_account_exists") return await findHouseAccount(send, code, currency);
      return expected(answer, `Opening house account ${code}`).body.id;
    },

    async openCustomerAccount({ account, overdraftMinor }) {
      const person: CreateCustomer = { type: "person", name: `Account ${account}`, external_id: account };
      const customer = expected(
        await post<Customer>("/v1/customers", person, importKey(currency, "customer", account)),
        `Creating the customer of account ${account}`,
      );
      const body: OpenAccount = {
        kind: "customer",
        customer_id: customer.body.id,
        currency,
        overdraft_limit: overdraftMinor.toString(),
        // A line's key depends on how it travels. Said here, under a key that does not, an import that goes on the other way is refused
        // as another import, and posts nothing twice.
        ...(travel === "in batches" && { metadata: { imported: travel } }),
      };
      const opened = await post<Account>("/v1/accounts", body, importKey(currency, "account", account));
      return expected(opened, `Opening account ${account}`).body.id;
    },

    linesPerRequest: travel === "in batches" ? LINES_PER_BATCH : 1,

    async postLines(lines, customerAccount) {
      const transfers = lines.map(({ line, houseAccount }) => transferOf(line, customerAccount, houseAccount, currency));
      const [first] = lines as [PlacedLine];
      const name = first.line.transactionId;
      if (travel === "one by one") {
        const answer = await post<PostedTransfer>("/v1/transfers", transfers[0], importKey(currency, "txn", name));
        const { body, replayed } = expected(answer, `Posting transaction ${name}`);
        return [{ postedMinor: postedTo(first.line, body), replayed }];
      }
      const batch: CreateTransferBatch = { mode: "atomic", transfers };
      const answer = await post<TransferBatch>("/v1/transfer-batches", batch, importKey(currency, "batch", name));
      const { body, replayed } = expected(answer, `Posting ${lines.length} transactions from ${name}`);
      return lines.map(({ line }, index) => {
        const outcome = body.outcomes[index];
        return { postedMinor: outcome?.status === "posted" ? postedTo(line, outcome.transfer) : null, replayed };
      });
    },
  };
}

function postedTo(line: Line, transfer: PostedTransfer): bigint | null {
  const balance = line.direction === "credit" ? transfer.balances.destination : transfer.balances.source;
  return balance === null ? null : BigInt(balance.posted);
}

/** The transfer of a line: the source is debited, so money in comes from the house account and money out goes to it. */
export function transferOf(line: Line, customerAccount: string, houseAccount: string, currency: string): CreateTransfer {
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

interface AccountPage {
  readonly data: readonly Account[];
  readonly next_cursor: string | null;
}

/** Somebody else opened it: the list is the only way from its code to its id. @throws when this key is not shown it. */
export async function findHouseAccount(send: Send, code: string, currency: string): Promise<string> {
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ kind: "house", currency, limit: String(PAGE_LIMIT), ...(cursor !== null && { cursor }) });
    const answer: Answer<AccountPage> = await send<AccountPage>({ method: "GET", path: `/v1/accounts?${query}` });
    const page: AccountPage = expected(answer, `Looking up house account ${code}`).body;
    const found = page.data.find((account) => account.code === code);
    if (found !== undefined) return found.id;
    cursor = page.next_cursor;
  } while (cursor !== null);
  throw new Error(`House account ${code} in ${currency} exists, says the platform, but its list does not show it to this key.`);
}

function expected<T>(answer: Answer<T>, what: string): Extract<Answer<T>, { ok: true }> {
  if (!answer.ok) throw new Refused(what, answer);
  return answer;
}
