// What an import says to the platform: which requests, with which bodies, under which keys. Both are derived from the plan
// alone, never from time or chance, so a second run sends the same bytes under the same keys and posts nothing twice.
import type { Account, OpenAccount } from "@ledge/shared/contracts/accounts";
import type { CreateCustomer, Customer } from "@ledge/shared/contracts/customers";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { Answer, Send } from "./client.ts";
import type { AccountPlan, Line } from "./plan.ts";

const PAGE_LIMIT = 100;
/** Keys name things of the file: a changed file, also one that now needs another overdraft, asks for something else under them. */
const REUSED_HINT = " An earlier import used this key for other contents: the file is not the one imported then.";

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
  postLine(line: Line, customerAccount: string, houseAccount: string): Promise<PostedLine>;
}

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
export const importKey = (currency: string, kind: "customer" | "account" | "house" | "txn", name: string): string =>
  `import:${currency.toLowerCase()}:${kind}:${name}`;

/** The platform behind `send`, for accounts of one currency. */
export function platformOver(send: Send, currency: string): Platform {
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
      };
      const opened = await post<Account>("/v1/accounts", body, importKey(currency, "account", account));
      return expected(opened, `Opening account ${account}`).body.id;
    },

    async postLine(line, customerAccount, houseAccount) {
      const body = transferOf(line, customerAccount, houseAccount, currency);
      const answer = await post<PostedTransfer>("/v1/transfers", body, importKey(currency, "txn", line.transactionId));
      const { body: transfer, replayed } = expected(answer, `Posting transaction ${line.transactionId}`);
      const balance = line.direction === "credit" ? transfer.balances.destination : transfer.balances.source;
      return { postedMinor: balance === null ? null : BigInt(balance.posted), replayed };
    },
  };
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

/** Somebody else opened it: the list is the only way from its code to its id. */
async function findHouseAccount(send: Send, code: string, currency: string): Promise<string> {
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
