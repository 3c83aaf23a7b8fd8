// Row security as requests meet it (law 26, decision 65): whatever a customer's key reads by a statement of its own is read behind it, so that policies
// which show nothing leave nothing to be shown.
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openTestBank } from "../support/test-bank.ts";

let ledge: Ledge;
let admin: pg.Client;
let token: string;
let customer: string;
let account: string;

beforeAll(async () => {
  ledge = await startLedge();
  const bank = await openTestBank(ledge);
  ({ customer, account } = await bank.customerWith("500"));
  await ledge.request("POST", "/v1/holds", {
    body: { source_account: account, destination_account: bank.cash, amount: "1", currency: "EUR" },
  });
  const scopes = ["customers:read", "accounts:read", "transfers:read"];
  token = (await ledge.request("POST", "/v1/api-keys", { body: { name: "own", scopes, customer_id: customer } })).json.token;
  admin = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
});

const at = "2026-01-01T00:00:00.000Z";
const reads: Readonly<Record<string, () => string>> = {
  getCustomer: () => `/v1/customers/${customer}`,
  listCustomers: () => "/v1/customers",
  listAccounts: () => "/v1/accounts",
  listEntries: () => `/v1/accounts/${account}/entries`,
  "getBalance at an instant": () => `/v1/accounts/${account}/balance?at=${at}`,
  getStatement: () => `/v1/accounts/${account}/statement`,
  listTransfers: () => "/v1/transfers",
  listHolds: () => "/v1/holds",
};

/** What a read shows of the customer. */
async function shown(path: string, asked?: { readonly token: string }): Promise<boolean> {
  const { status, json } = await ledge.request("GET", path, asked);
  expect([200, 404]).toContain(status);
  return status === 200 && (json.data === undefined || json.data.length > 0);
}

test("each read of a customer's key is made behind row security, and the institution's are not", async () => {
  for (const [name, path] of Object.entries(reads)) expect([name, await shown(path(), { token })]).toEqual([name, true]);
  const { rows } = await admin.query<{ name: string }>("SELECT polrelid::regclass::text AS name FROM pg_policy WHERE polname = 'acting'");
  for (const { name } of rows) await admin.query(`ALTER POLICY acting ON ${name} USING (false)`);
  for (const [name, path] of Object.entries(reads)) {
    expect([name, await shown(path(), { token })]).toEqual([name, false]);
    expect([name, await shown(path())]).toEqual([name, true]);
  }
  // Reads by id share statements with those of other principals: their SQL judges each.
  expect(await shown(`/v1/accounts/${account}`, { token })).toBe(true);
});
