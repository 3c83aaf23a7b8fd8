// Proves that the platform works by a first transfer from a house account to a customer's account, and makes the text that shows how to make
// another. The writes have fixed keys, so that later starts get the same accounts and transfer instead of new ones.
import { randomUUID } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import { type Ledge, LedgeError } from "@ledge/client";
import { findOrOpenHouseAccount } from "@ledge/cli/target/house-account";

export interface Welcome {
  readonly houseAccount: string;
  readonly customerAccount: string;
  readonly transfer: string;
}

const CURRENCY = "EUR";
const HOUSE_ACCOUNT_CODE = "welcome.cash";

/** Opens the two demonstration accounts and pays 100.00 EUR in. @throws when the platform refuses a step. */
export async function moveFirstMoney(ledge: Ledge): Promise<Welcome> {
  const cash = {
    kind: "house",
    code: HOUSE_ACCOUNT_CODE,
    currency: CURRENCY,
    normal_side: "debit",
    allow_negative: true,
    name: "Cash of the welcome tour",
  } as const;
  const houseAccount = await made("the house account", findOrOpenHouseAccount(ledge, cash, keyOf("house-account")));
  const ada = { type: "person", name: "Ada Lovelace" } as const;
  const customer = await made("the customer", ledge.post("/v1/customers", { body: ada, idempotencyKey: keyOf("customer") }));
  const terms = { kind: "customer", customer_id: customer.data.id, currency: CURRENCY } as const;
  const opening = ledge.post("/v1/accounts", { body: terms, idempotencyKey: keyOf("customer-account") });
  const account = await made("the customer's account", opening);
  const payment = {
    source_account: houseAccount,
    destination_account: account.data.id,
    amount: "10000",
    currency: CURRENCY,
    description: "The first 100 euros",
  };
  const paying = ledge.post("/v1/transfers", { body: payment, idempotencyKey: keyOf("first-transfer") });
  const transfer = await made("the first transfer", paying);
  return { houseAccount, customerAccount: account.data.id, transfer: transfer.data.id };
}

const keyOf = (name: string): string => `ledge:welcome:${name}`;

async function made<T>(what: string, call: Promise<T>): Promise<T> {
  return await call.catch((error: unknown) => {
    throw error instanceof LedgeError ? new Error(`The platform refused ${what}: ${error.message}`, { cause: error }) : error;
  });
}

/** The path of a file as a person in `folder` would write it: relative when the file is inside, else absolute. */
export function shownPath(file: string, folder: string): string {
  const path = relative(folder, file);
  return isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`) ? file : path;
}

/** The URLs of a local platform. Browsers resolve every name below localhost to this machine, so the docs and the log can have origins of their own. */
export interface LocalUrls {
  readonly api: string;
  readonly docs: string;
  readonly log: string;
  /** The database, as `ledge_analyst`. */
  readonly analyst: string;
}

/** The text that is shown when the platform is ready. */
export const welcomeText = (
  urls: LocalUrls,
  operatorKey: string,
  keysFile: string,
  welcome: Welcome,
  seconds: string,
  keepsTraces = false,
): string => `
  Ledge is up (${seconds} s) and has moved its first money: ${welcome.transfer}

  API         ${urls.api}/v1
  Docs        ${urls.docs}
  Audit log   ${urls.log}/checkpoint
  Contract    ${urls.api}/openapi.json
  Readiness   ${urls.api}/readyz
  Keys        ${keysFile}
  Finance     psql "${urls.analyst}"${keepsTraces ? "\n  Traces      npm run trace -- req_…, the id in an answer's header Request-Id" : ""}

  Move 12.50 EUR yourself (the same line again moves nothing more; change the key and it does):

curl -s ${urls.api}/v1/transfers \\
  -H 'Authorization: Bearer ${operatorKey}' \\
  -H 'Idempotency-Key: ${randomUUID()}' \\
  -H 'Content-Type: application/json' \\
  -d '{"source_account":"${welcome.houseAccount}","destination_account":"${welcome.customerAccount}","amount":"1250","currency":"EUR"}'

  Ctrl-C stops everything.
`;
