// The resources through the API: customers, accounts, balances, entries, transfers, and their lists.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

/** Reads a list to its end. */
async function all(path: string): Promise<any[]> {
  const items: any[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes("?") ? "&" : "?";
    const page: any = (await ledge.request("GET", cursor === null ? path : `${path}${separator}cursor=${encodeURIComponent(cursor)}`)).json;
    expect(page.has_more).toBe(page.next_cursor !== null);
    items.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

describe("customers", () => {
  test("a customer is created, read, changed under its ETag, and verified through its states", async () => {
    const body = { type: "business", name: "Lovelace & Söhne", email: "a@example.com", external_id: "x-1", metadata: { tier: "gold" } };
    const created = await ledge.request("POST", "/v1/customers", { body });
    expect([created.status, created.headers.get("ETag")]).toEqual([201, '"1"']);
    const path = `/v1/customers/${created.json.id}`;
    expect((await ledge.request("GET", path)).json).toEqual(created.json);

    const changed = await ledge.request("PATCH", path, { body: { email: null }, headers: { "If-Match": '"1"' } });
    expect([changed.status, changed.json.email, changed.json.name, changed.headers.get("ETag")]).toEqual([200, null, body.name, '"2"']);
    expect((await ledge.request("PATCH", path, { body: { name: "Late" }, headers: { "If-Match": '"1"' } })).status).toBe(412);

    const decide = async (decision: string) => (await ledge.request("POST", `${path}/verification`, { body: { decision } })).status;
    const decided = [];
    for (const decision of ["suspended", "suspended", "verified", "suspended", "verified"]) decided.push(await decide(decision));
    expect(decided).toEqual([200, 409, 200, 200, 200]);
    expect((await ledge.request("GET", path)).json).toMatchObject({ verification: "verified", version: 6 });
  });

  test("of two concurrent changes of one version, one succeeds and the other is refused as stale", async () => {
    const { customer } = await bank.customerWith("0");
    const change = (name: string) =>
      ledge.request("PATCH", `/v1/customers/${customer}`, { body: { name }, headers: { "If-Match": '"1"' } });
    const statuses = (await Promise.all(["A", "B", "C", "D"].map(change))).map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, 412, 412, 412]);
  });
});

describe("accounts", () => {
  test("a customer account grows on credit, and a house account of normal side debit on debit", async () => {
    const { account } = await bank.customerWith("0");
    const before = await bank.balance(bank.cash);
    const posted = await bank.pay(bank.cash, account, "1250");
    expect(posted.balances.destination).toMatchObject({ posted: "1250", available: "1250", pending_in: "0", pending_out: "0", version: 1 });
    expect(BigInt(posted.balances.source.posted) - BigInt(before.posted)).toBe(1250n);
    expect(posted.balances.source.version).toBe(before.version + 1);
    expect((await ledge.request("GET", `/v1/accounts/${account}`)).json.balance).toMatchObject({ posted: "1250", version: 1 });
  });

  test("available goes down to the overdraft limit and not below", async () => {
    const { account } = await bank.customerWith("100", "50");
    expect((await bank.pay(account, bank.cash, "150")).balances.source).toMatchObject({ posted: "-50", available: "-50" });
    expect((await ledge.request("POST", "/v1/transfers", { body: transferOf(account, bank.cash, "1") })).json.code).toBe(
      "insufficient_funds",
    );
  });

  test("an amount beyond 2^53 is exact from the request to the balance, the entry and the list", async () => {
    const { account } = await bank.customerWith("0");
    const amount = "9007199254740993";
    const posted = await bank.pay(bank.cash, account, amount);
    expect(posted.balances.destination.posted).toBe(amount);
    expect((await bank.balance(account)).posted).toBe(amount);
    expect((await all(`/v1/accounts/${account}/entries`))[0].balance_after).toBe(amount);
    expect((await ledge.request("GET", `/v1/transfers/${posted.id}`)).json.amount).toBe(amount);
    await bank.pay(account, bank.cash, amount);
  });

  test("lists filter by customer, kind and currency", async () => {
    const { customer, account } = await bank.customerWith("0");
    expect((await all(`/v1/accounts?customer_id=${customer}`)).map((row) => row.id)).toEqual([account]);
    expect((await all("/v1/accounts?kind=house&currency=EUR")).map((row) => row.code)).toContain("cash");
    expect(await all("/v1/accounts?kind=house&currency=JPY")).toEqual([]);
  });
});

describe("transfers and entries", () => {
  test("an account's entries are its history: newest first, versions without a gap, each with the balance after it", async () => {
    const { account } = await bank.customerWith("0");
    for (const amount of ["10", "20", "30", "40", "50"]) await bank.pay(bank.cash, account, amount);
    await bank.pay(account, bank.cash, "60");
    const entries = await all(`/v1/accounts/${account}/entries?limit=2`);
    expect(entries.map((entry) => [entry.version, entry.direction, entry.amount, entry.balance_after])).toEqual([
      [6, "debit", "60", "90"],
      [5, "credit", "50", "150"],
      [4, "credit", "40", "100"],
      [3, "credit", "30", "60"],
      [2, "credit", "20", "30"],
      [1, "credit", "10", "10"],
    ]);
    const from = entries[3].created_at as string;
    const [since, until] = [
      await all(`/v1/accounts/${account}/entries?from=${from}`),
      await all(`/v1/accounts/${account}/entries?to=${from}`),
    ];
    expect(since.length).toBeGreaterThanOrEqual(4);
    expect([...since, ...until]).toEqual(entries);
    expect(await all(`/v1/accounts/${account}/entries?to=2020-01-01T00:00:00Z`)).toEqual([]);
  });

  test("a transfer keeps its members, is readable at once, and is listed once on each of its accounts", async () => {
    const [a, b] = [await bank.customerWith("100"), await bank.customerWith("0")];
    const details = { description: "Rent", external_id: "inv-1", effective_at: "2026-01-31T00:00:00.000Z", metadata: { month: "1" } };
    const body = { ...transferOf(a.account, b.account, "70"), ...details };
    const { balances, ...posted } = (await ledge.request("POST", "/v1/transfers", { body })).json;
    expect(posted).toMatchObject({ ...body, status: "posted" });
    expect(balances.source.posted).toBe("30");
    expect((await ledge.request("GET", `/v1/transfers/${posted.id}`)).json).toEqual(posted);
    for (const { account } of [a, b]) {
      const listed = await all(`/v1/transfers?account=${account}&limit=1`);
      expect(listed.filter((row) => row.id === posted.id)).toEqual([posted]);
    }
    const [entry] = await all(`/v1/accounts/${b.account}/entries`);
    expect(entry).toMatchObject({ transfer: posted.id, effective_at: details.effective_at });
    expect(await all(`/v1/transfers?account=${a.account}&to=2020-01-01T00:00:00Z`)).toEqual([]);
    expect((await all(`/v1/transfers?account=${a.account}&from=${posted.created_at}`)).map((row) => row.id)).toContain(posted.id);
  });

  test("a list that is read page by page contains each transfer once, in order, whatever its length", async () => {
    const { account } = await bank.customerWith("0");
    const posted: string[] = [];
    for (let index = 0; index < 7; index += 1) posted.push((await bank.pay(bank.cash, account, "1")).id);
    expect((await all(`/v1/transfers?account=${account}&limit=3`)).map((row) => row.id)).toEqual(posted.reverse());
  });
});
