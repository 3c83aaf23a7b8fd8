// An operator's decision about a customer, through all Workers: once it is answered, a rejected or suspended customer pays nobody and opens no
// account under any key; incoming payments and the institution's corrections continue.
import { checkBooks } from "@ledge/database/books/books";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

const said = ({ status, json }: { status: number; json: any }): string => (status < 300 ? "done" : `${status} ${json.code}`);
const post = async (path: string, body: object, options = {}) => said(await ledge.request("POST", path, { body, ...options }));
const decide = (customer: string, decision: string) => post(`/v1/customers/${customer}/verification`, { decision });
const pay = (source: string, destination: string, options = {}) => post("/v1/transfers", transferOf(source, destination, "1"), options);

describe("a customer", () => {
  test("a customer who is unreviewed or verified pays, and a suspended one pays nobody, under no key, until verified again", async () => {
    const { customer, account } = await bank.customerWith("100");
    const scopes = ["transfers:write", "accounts:write"];
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body: { name: "own", scopes, customer_id: customer } })).json;
    const opening = { kind: "customer", customer_id: customer, currency: "EUR" };
    const { id: hold } = (await ledge.request("POST", "/v1/holds", { body: transferOf(account, bank.cash, "9") })).json;
    const asked = async () => [
      await pay(account, bank.cash),
      await pay(account, bank.cash, { token }),
      await post("/v1/holds", transferOf(account, bank.cash, "1")),
      await post(`/v1/holds/${hold}/capture`, { amount: "1" }),
      await post("/v1/accounts", opening),
      await post("/v1/accounts", opening, { token }),
    ];
    const all = (what: string): string[] => Array.from({ length: 6 }, () => what);
    expect(await asked()).toEqual(all("done"));
    await decide(customer, "verified");
    expect(await asked()).toEqual(all("done"));
    await decide(customer, "suspended");
    expect(await asked()).toEqual(all("409 customer_blocked"));
    const batch = { mode: "independent", transfers: [transferOf(account, bank.cash, "1"), transferOf(bank.cash, account, "1")] };
    const outcomes = (await ledge.request("POST", "/v1/transfer-batches", { body: batch })).json.outcomes;
    expect(outcomes).toMatchObject([{ status: "refused", code: "customer_blocked" }, { status: "posted" }]);
    await decide(customer, "verified");
    expect(await asked()).toEqual(all("done"));
  });

  test("a rejected customer can be paid, and is corrected by the institution alone", async () => {
    const { customer, account } = await bank.customerWith("0");
    const paid = await bank.pay(bank.cash, account, "10");
    const { token } = (
      await ledge.request("POST", "/v1/api-keys", { body: { name: "own", scopes: ["transfers:write"], customer_id: customer } })
    ).json;
    await decide(customer, "rejected");
    expect(await pay(bank.cash, account)).toBe("done");
    expect(await post(`/v1/transfers/${paid.id}/reversals`, { amount: "4" }, { token })).toBe("409 customer_blocked");
    expect(await post(`/v1/transfers/${paid.id}/reversals`, { amount: "4" })).toBe("done");
    const legs = [
      { account, direction: "debit", amount: "2", currency: "EUR" },
      { account: bank.cash, direction: "credit", amount: "2", currency: "EUR" },
    ];
    expect(await post("/v1/transactions", { entries: legs })).toBe("done");
    expect((await bank.balance(account)).posted).toBe(String(10 + 1 - 4 - 2));
  });

  test("a payment that races with the payer's rejection is posted before the decision is answered or not at all", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { customer, account } = await bank.customerWith("100");
      const paying = Array.from({ length: 20 }, () => pay(account, bank.cash));
      const decided = await decide(customer, "rejected");
      const then = (await bank.balance(account)).posted;
      expect(decided).toBe("done");
      const answers = await Promise.all(paying);
      expect(await pay(account, bank.cash)).toBe("409 customer_blocked");
      expect([...new Set(answers)].filter((answer) => answer !== "done")).toEqual(
        answers.includes("409 customer_blocked") ? ["409 customer_blocked"] : [],
      );
      // No payment was posted after the decision was answered.
      expect((await bank.balance(account)).posted).toBe(then);
    }
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });
});
