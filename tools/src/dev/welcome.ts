// Proves that the platform works by moving money, and shows how: a house account, a customer and a first transfer, under fixed
// keys, so that every start after the first finds them instead of making more.
import { randomUUID } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import type { Account, OpenAccount } from "@ledge/shared/contracts/accounts";
import type { CreateCustomer, Customer } from "@ledge/shared/contracts/customers";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import type { Answer, Send } from "../import/client.ts";
import { findHouseAccount } from "../import/platform.ts";

export interface Welcome {
  readonly houseAccount: string;
  readonly customerAccount: string;
  readonly transfer: string;
}

const CURRENCY = "EUR";
const HOUSE_CODE = "welcome.cash";

/** Opens the two demonstration accounts and pays 100.00 EUR in. @throws when any step is refused: then the platform is not ready. */
export async function moveFirstMoney(send: Send): Promise<Welcome> {
  const post = <T>(path: string, name: string, body: object): Promise<Answer<T>> =>
    send<T>({ method: "POST", path, idempotencyKey: `ledge:welcome:${name}`, body });

  const cash: OpenAccount = {
    kind: "house",
    code: HOUSE_CODE,
    currency: CURRENCY,
    normal_side: "debit",
    allow_negative: true,
    name: "Cash of the welcome tour",
  };
  const opened = await post<Account>("/v1/accounts", "house-account", cash);
  // Keys belong to their API key, the code to the database: an operator key of before (revoked, or lost with dev.json) opened it.
  const isThere = !opened.ok && opened.code === "house_account_exists";
  const houseAccount = isThere ? await findHouseAccount(send, HOUSE_CODE, CURRENCY) : made(opened, "the house account").id;

  const ada: CreateCustomer = { type: "person", name: "Ada Lovelace" };
  const customer = made(await post<Customer>("/v1/customers", "customer", ada), "the customer");
  const terms: OpenAccount = { kind: "customer", customer_id: customer.id, currency: CURRENCY };
  const account = made(await post<Account>("/v1/accounts", "customer-account", terms), "the customer's account");
  const payment: CreateTransfer = {
    source_account: houseAccount,
    destination_account: account.id,
    amount: "10000",
    currency: CURRENCY,
    description: "The first 100 euros",
  };
  const transfer = made(await post<PostedTransfer>("/v1/transfers", "first-transfer", payment), "the first transfer");
  return { houseAccount, customerAccount: account.id, transfer: transfer.id };
}

function made<T>(answer: Answer<T>, what: string): T {
  if (!answer.ok) throw new Error(`The platform refused ${what}: ${answer.code} (${answer.status}) ${answer.detail}`);
  return answer.body;
}

/** A file as a person standing in `folder` would write it: from there when it is inside, else in full. */
export function shownPath(file: string, folder: string): string {
  const path = relative(folder, file);
  return isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`) ? file : path;
}

/** What a person reads when the platform is up. */
export const welcomeText = (url: string, operatorKey: string, keysFile: string, welcome: Welcome, seconds: string): string => `
  Ledge is up (${seconds} s) and has moved its first money: ${welcome.transfer}

  API         ${url}/v1
  Contract    ${url}/openapi.json
  Readiness   ${url}/readyz
  Keys        ${keysFile}

  Move 12.50 EUR yourself (the same line again moves nothing more; change the key and it does):

curl -s ${url}/v1/transfers \\
  -H 'Authorization: Bearer ${operatorKey}' \\
  -H 'Idempotency-Key: ${randomUUID()}' \\
  -H 'Content-Type: application/json' \\
  -d '{"source_account":"${welcome.houseAccount}","destination_account":"${welcome.customerAccount}","amount":"1250","currency":"EUR"}'

  Ctrl-C stops everything.
`;
