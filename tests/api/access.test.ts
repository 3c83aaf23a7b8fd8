// Access through the API: scopes, revocation, and what a key bound to a customer sees and may do. That it cannot distinguish what is somebody else's from
// what is missing is the matrix of tests/api/foreign-ids.
import { decodeId, encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;
let mine: { customer: string; account: string };
let theirs: { customer: string; account: string };
let token: string;

const allScopes = ["customers:read", "customers:write", "accounts:read", "accounts:write", "transfers:read", "transfers:write"];

async function issue(body: object): Promise<{ id: string; token: string }> {
  const answer = await ledge.request("POST", "/v1/api-keys", { body: { name: "test", ...body } });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  mine = await bank.customerWith("500");
  theirs = await bank.customerWith("500");
  token = (await issue({ scopes: allScopes, customer_id: mine.customer })).token;
});
afterAll(async () => await ledge.close());

describe("scopes", () => {
  test("each operation refuses a key without its scope, and answers one with it", async () => {
    const operations = [
      ["GET", "/v1/customers", "customers:read"],
      ["GET", "/v1/accounts", "accounts:read"],
      ["GET", `/v1/accounts/${mine.account}/balance`, "accounts:read"],
      ["GET", `/v1/accounts/${mine.account}/entries`, "accounts:read"],
      ["GET", "/v1/transfers", "transfers:read"],
      ["GET", "/v1/api-keys", "operator"],
    ] as const;
    for (const [method, path, scope] of operations) {
      const without = await issue({ scopes: allScopes.filter((other) => other !== scope) });
      const refused = await ledge.request(method, path, { token: without.token });
      expect([path, refused.status, refused.json.code]).toEqual([path, 403, "forbidden"]);
      const withIt = await issue({ scopes: [scope] });
      expect([path, (await ledge.request(method, path, { token: withIt.token })).status]).toEqual([path, 200]);
    }
  });

  test("house accounts, verification and keys are refused to every scope but the operator's", async () => {
    const all = (await issue({ scopes: allScopes })).token;
    const houseAccount = { kind: "house", code: "fees", currency: "EUR", normal_side: "credit" };
    for (const [path, body] of [
      ["/v1/accounts", houseAccount],
      [`/v1/customers/${mine.customer}/verification`, { decision: "verified" }],
      ["/v1/api-keys", { name: "x", scopes: ["operator"] }],
    ] as const) {
      expect([path, (await ledge.request("POST", path, { body, token: all })).status]).toEqual([path, 403]);
    }
  });

  test("a revoked key is refused within seconds, an expired one at once, and revoking again changes nothing", async () => {
    const key = await issue({ scopes: ["accounts:read"] });
    expect((await ledge.request("GET", "/v1/accounts", { token: key.token })).status).toBe(200);
    const first = await ledge.request("DELETE", `/v1/api-keys/${key.id}`);
    const again = await ledge.request("DELETE", `/v1/api-keys/${key.id}`);
    expect([first.status, again.json.revoked_at]).toEqual([200, first.json.revoked_at]);
    // The edge may accept the key for 5 s more, and no longer.
    await expect.poll(async () => (await ledge.request("GET", "/v1/accounts", { token: key.token })).status).toBe(401);
    const expired = await issue({ scopes: ["accounts:read"] });
    // The test moves the expiry, because no client can make time pass.
    const admin = await connect(ledge.database.adminUrl);
    await admin.query("UPDATE identity.api_keys SET expires_at = '2020-01-01' WHERE id = $1", [decodeId("apiKey", expired.id)]);
    await admin.end();
    expect((await ledge.request("GET", "/v1/accounts", { token: expired.token })).status).toBe(401);
  });

  test("a key is shown once: reading and listing return neither token nor hash", async () => {
    const key = await issue({ scopes: ["accounts:read"] });
    const read = await ledge.request("GET", `/v1/api-keys/${key.id}`);
    const list = await ledge.request("GET", "/v1/api-keys?limit=100");
    for (const answer of [read, list]) {
      expect(answer.text).not.toContain(key.token);
      expect(answer.text).not.toMatch(/hash|sealed|token/i);
    }
  });
});

describe("a key bound to a customer", () => {
  test("it sees its own customer, accounts and transfers, and lists nothing else", async () => {
    expect((await ledge.request("GET", "/v1/customers", { token })).json.data.map((row: any) => row.id)).toEqual([mine.customer]);
    expect((await ledge.request("GET", "/v1/accounts", { token })).json.data.map((row: any) => row.id)).toEqual([mine.account]);
    const transfers = (await ledge.request("GET", "/v1/transfers", { token })).json.data;
    expect(transfers.length).toBeGreaterThan(0);
    for (const row of transfers) expect([row.source_account, row.destination_account]).toContain(mine.account);
    const foreign = await ledge.request("GET", `/v1/transfers?account=${theirs.account}`, { token });
    const missing = await ledge.request("GET", `/v1/transfers?account=${encodeId("account", newUuid())}`, { token });
    expect([foreign.json, missing.json]).toEqual([missing.json, { data: [], has_more: false, next_cursor: null }]);
  });

  test("it pays from its own account alone, and learns no other customer's balance", async () => {
    const stolen = await ledge.request("POST", "/v1/transfers", { token, body: transferOf(theirs.account, mine.account, "1") });
    expect([stolen.status, stolen.json.code]).toEqual([422, "account_not_found"]);
    const key = "foreign-balance-0001";
    const paid = await ledge.request("POST", "/v1/transfers", { token, key, body: transferOf(mine.account, theirs.account, "1") });
    expect([paid.status, paid.json.balances.source.posted, paid.json.balances.destination]).toEqual([201, "499", null]);
  });

  test("it opens accounts for its own customer alone and creates no customers", async () => {
    const terms = { kind: "customer", currency: "EUR" };
    const foreign = await ledge.request("POST", "/v1/accounts", { token, body: { ...terms, customer_id: theirs.customer } });
    const missing = await ledge.request("POST", "/v1/accounts", {
      token,
      body: { ...terms, customer_id: encodeId("customer", newUuid()) },
    });
    expect([foreign.status, foreign.json.code]).toEqual([missing.status, missing.json.code]);
    expect(foreign.json.code).toBe("customer_not_found");
    expect((await ledge.request("POST", "/v1/customers", { token, body: { type: "person", name: "X" } })).status).toBe(403);
  });

  test("it grants itself no overdraft, learns no other balance by overflow, and is never an operator's key", async () => {
    const terms = { kind: "customer", customer_id: mine.customer, currency: "EUR" };
    const credit = await ledge.request("POST", "/v1/accounts", { token, body: { ...terms, overdraft_limit: "1" } });
    expect([credit.status, credit.json.code]).toEqual([403, "forbidden"]);
    // Just below and just above the amount that would overflow the other customer's account, the answer is the same.
    for (const amount of ["9223372036854775807", "9223372036854775000"]) {
      const probe = await ledge.request("POST", "/v1/transfers", { token, body: transferOf(mine.account, theirs.account, amount) });
      expect(probe.json.code).toBe("insufficient_funds");
    }
    const both = { name: "both", scopes: ["operator"], customer_id: mine.customer };
    expect((await ledge.request("POST", "/v1/api-keys", { body: both })).status).toBe(400);
  });

  test("it measures no house account: paid from, paid to or refunded, the answer is the same whatever the account holds", async () => {
    const { customer, account } = await bank.customerWith("500");
    const own = (await issue({ scopes: allScopes, customer_id: customer })).token;
    const till = async (balance: string): Promise<string> => {
      const terms = { kind: "house", code: `till-${newUuid()}`, currency: "EUR", normal_side: "debit" };
      const { id } = (await ledge.request("POST", "/v1/accounts", { body: terms })).json;
      await bank.pay(id, theirs.account, balance);
      return id;
    };
    const answersFor = async (balance: string) => {
      const drawer = await till(balance);
      const original = await bank.pay(drawer, account, "42");
      await bank.pay(theirs.account, drawer, "42");
      const asked = [
        ["/v1/holds", transferOf(account, drawer, "42")],
        ["/v1/transfers", transferOf(account, drawer, "42")],
        ["/v1/transfer-batches", { mode: "independent", transfers: [transferOf(account, drawer, "42"), transferOf(account, drawer, "1")] }],
        ["/v1/transfer-batches", { mode: "atomic", transfers: [transferOf(account, drawer, "42")] }],
        [`/v1/transfers/${original.id}/reversals`, { amount: "42" }],
      ] as const;
      const answers = [];
      for (const [path, body] of asked) {
        const { status, json } = await ledge.request("POST", path, { token: own, body });
        answers.push([status, JSON.stringify({ ...json, request_id: "" })]);
      }
      return answers;
    };
    const [below, exactly, above] = [await answersFor("41"), await answersFor("42"), await answersFor("43")];
    expect([exactly, above]).toEqual([below, below]);
    expect(below.map(([status]) => status)).toEqual([422, 422, 201, 422, 409]);
  });

  test("a cursor works only for the principal, list and filter that it was made for", async () => {
    const first = await ledge.request("GET", "/v1/transfers?limit=1");
    const cursor = encodeURIComponent(first.json.next_cursor);
    expect((await ledge.request("GET", `/v1/transfers?limit=1&cursor=${cursor}`)).status).toBe(200);
    for (const [path, options] of [
      [`/v1/transfers?limit=1&cursor=${cursor}`, { token }],
      [`/v1/accounts?limit=1&cursor=${cursor}`, {}],
      [`/v1/transfers?limit=1&account=${mine.account}&cursor=${cursor}`, {}],
    ] as const) {
      expect([path, (await ledge.request("GET", path, options)).status]).toEqual([path, 400]);
    }
  });
});
