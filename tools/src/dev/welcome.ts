// Proves that the platform works by moving money, and shows how: a house account, a customer and a first transfer, under fixed
// keys, so that every start after the first finds them instead of making more.
import { randomUUID } from "node:crypto";

export interface Welcome {
  readonly houseAccount: string;
  readonly customerAccount: string;
  readonly transfer: string;
}

/** Opens the two demonstration accounts and pays 100.00 EUR in. @throws when any step is refused: then the platform is not ready. */
export async function moveFirstMoney(url: string, operatorKey: string): Promise<Welcome> {
  const post = async (path: string, name: string, body: object): Promise<{ id: string }> => {
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${operatorKey}`, "Idempotency-Key": `ledge:welcome:${name}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status !== 201) throw new Error(`POST ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as { id: string };
  };
  const house = await post("/v1/accounts", "house-account", {
    kind: "house",
    code: "welcome.cash",
    currency: "EUR",
    normal_side: "debit",
    allow_negative: true,
    name: "Cash of the welcome tour",
  });
  const customer = await post("/v1/customers", "customer", { type: "person", name: "Ada Lovelace" });
  const account = await post("/v1/accounts", "customer-account", { kind: "customer", customer_id: customer.id, currency: "EUR" });
  const transfer = await post("/v1/transfers", "first-transfer", {
    source_account: house.id,
    destination_account: account.id,
    amount: "10000",
    currency: "EUR",
    description: "The first 100 euros",
  });
  return { houseAccount: house.id, customerAccount: account.id, transfer: transfer.id };
}

/** What a person reads when the platform is up. */
export const welcomeText = (url: string, operatorKey: string, welcome: Welcome, seconds: string): string => `
  Ledge is up (${seconds} s) and has moved its first money: ${welcome.transfer}

  API         ${url}/v1
  Contract    ${url}/openapi.json
  Readiness   ${url}/readyz
  Keys        .ledge/dev.json

  Move 12.50 EUR yourself (the same line again moves nothing more; change the key and it does):

curl -s ${url}/v1/transfers \\
  -H 'Authorization: Bearer ${operatorKey}' \\
  -H 'Idempotency-Key: ${randomUUID()}' \\
  -H 'Content-Type: application/json' \\
  -d '{"source_account":"${welcome.houseAccount}","destination_account":"${welcome.customerAccount}","amount":"1250","currency":"EUR"}'

  Ctrl-C stops everything.
`;
