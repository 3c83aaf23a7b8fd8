// Batches, transactions by legs, the journal, the trial balance, overdraft limits and past balances, through the API.
import { randomUUID } from "node:crypto";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { problems } from "@ledge/shared/problem";
import { checkBooks } from "@ledge/database/books/books";
import { remedies } from "@ledge/dev/docs/remedies";
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

const batch = (mode: string, transfers: readonly object[], options = {}) =>
  ledge.request("POST", "/v1/transfer-batches", { body: { mode, transfers }, ...options });
const get = (path: string, options = {}) => ledge.request("GET", path, options);

describe("a batch", () => {
  test("that is independent answers each transfer in order, and its retry returns the same bytes without an effect", async () => {
    const { account } = await bank.customerWith("100");
    const items = ["60", "60", "40"].map((amount, index) => ({ ...transferOf(account, bank.cash, amount), external_id: `line-${index}` }));
    const key = randomUUID();
    const posted = await batch("independent", items, { key });
    expect([posted.status, posted.json]).toMatchObject([
      201,
      {
        posted: 2,
        refused: 1,
        outcomes: [
          { status: "posted", transfer: { amount: "60", external_id: "line-0", balances: { source: { posted: "40", version: 2 } } } },
          { status: "refused", code: "insufficient_funds" },
          { status: "posted", transfer: { balances: { source: { posted: "0", version: 3 } } } },
        ],
      },
    ]);
    const retry = await batch("independent", items, { key });
    expect([retry.text, retry.headers.get("Idempotent-Replayed")]).toEqual([posted.text, "true"]);
    const { id, balances: _, ...rest } = posted.json.outcomes[0].transfer;
    expect((await get(`/v1/transfers/${id}`)).json).toEqual({ id, ...rest });
    expect((await bank.balance(account)).posted).toBe("0");
  });

  test("that is atomic names the failed transfer, has no effect, and stores its refusal under its key", async () => {
    const { account } = await bank.customerWith("100");
    const items = ["60", "60"].map((amount) => transferOf(account, bank.cash, amount));
    const key = randomUUID();
    const refused = await batch("atomic", items, { key });
    expect([refused.status, refused.json.code]).toEqual([422, "batch_item_failed"]);
    expect(refused.json.errors).toEqual([{ pointer: "/transfers/1", detail: expect.stringMatching(/^insufficient_funds: /) }]);
    await bank.pay(bank.cash, account, "1000");
    expect((await batch("atomic", items, { key })).text).toBe(refused.text);
    expect((await bank.balance(account)).posted).toBe("1100");
    expect((await batch("atomic", items)).json).toMatchObject({ posted: 2, refused: 0 });
  });

  test("that is atomic names the first refused transfer alone, as the contract and the remedy describe", async () => {
    const { account } = await bank.customerWith("100");
    const refused = await batch(
      "atomic",
      ["101", "60", "102"].map((amount) => transferOf(account, bank.cash, amount)),
    );
    expect(refused.json.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(["/transfers/0"]);
    expect(remedies.batch_item_failed).toContain("`errors` points at the first transfer that was refused");
    expect(contract.paths["/v1/transfer-batches"].post.description).toContain("`errors` names the first");
  });

  test("of a thousand transfers is posted, and one with none, with a thousand and one or with a repeated external id is malformed", async () => {
    const { account } = await bank.customerWith("1000");
    const one = transferOf(account, bank.cash, "1");
    const full = await batch(
      "atomic",
      Array.from({ length: 1_000 }, () => one),
    );
    expect([full.status, full.json.posted, full.json.outcomes.at(-1).transfer.balances.source.posted]).toEqual([201, 1_000, "0"]);
    for (const items of [[], Array.from({ length: 1_001 }, () => one)]) expect((await batch("atomic", items)).status).toBe(400);
    const twice = await batch("independent", [one, { ...one, external_id: "a" }, { ...one, external_id: "a" }]);
    expect([twice.status, twice.json.errors]).toEqual([
      400,
      [{ pointer: "/transfers/2/external_id", detail: "appears twice in the batch" }],
    ]);
    expect((await batch("independent", [{ ...one, effective_at: "2199-01-01T00:00:00Z" }])).status).toBe(400);
  });
});

describe("a transaction", () => {
  const unlimited = { kind: "house", normal_side: "credit", allow_negative: true, opened_on: "2026-01-01" };
  const open = async (code: string, currency: string) =>
    (await ledge.request("POST", "/v1/accounts", { body: { ...unlimited, code, currency } })).json.id as string;
  const leg = (account: string, direction: string, amount: string, currency = "EUR") => ({ account, direction, amount, currency });

  test("of an exchange posts two balanced pairs, is read from the journal, and shows in its accounts' entries", async () => {
    const { account } = await bank.customerWith("100");
    const [euros, dollars, payout] = [await open("fx", "EUR"), await open("fx", "USD"), await open("payout", "USD")];
    const entries = [
      leg(account, "debit", "100"),
      leg(euros, "credit", "100"),
      leg(dollars, "debit", "108", "USD"),
      leg(payout, "credit", "108", "USD"),
    ];
    const body = { entries, description: "100 EUR to USD", external_id: "fx-1", effective_at: "2026-01-02T03:04:05Z" };
    const posted = await ledge.request("POST", "/v1/transactions", { body });
    expect([posted.status, posted.json]).toMatchObject([
      201,
      { transfer: null, description: "100 EUR to USD", effective_at: "2026-01-02T03:04:05.000Z" },
    ]);
    expect(posted.json.entries).toHaveLength(4);
    expect((await get(`/v1/transactions/${posted.json.id}`)).json).toEqual(posted.json);
    const [entry] = (await get(`/v1/accounts/${account}/entries?limit=1`)).json.data;
    expect(entry).toMatchObject({ transaction: posted.json.id, transfer: null, amount: "100", balance_after: "0" });
    const unbalanced = await ledge.request("POST", "/v1/transactions", { body: { entries: entries.slice(0, 3) } });
    expect([unbalanced.status, unbalanced.json.code]).toEqual([422, "transaction_not_balanced"]);
  });

  test("in the journal may belong to any customer: transfers are in it too, newest first, page by page, and only for operators", async () => {
    const { customer, account } = await bank.customerWith("5");
    const transfer = await bank.pay(account, bank.cash, "5");
    const first = (await get("/v1/transactions?limit=2")).json;
    expect(first.data[0]).toMatchObject({ transfer: transfer.id, entries: [{ direction: "debit", account }, { direction: "credit" }] });
    const rest = (await get(`/v1/transactions?limit=100&cursor=${first.next_cursor}`)).json;
    const ids = [...first.data, ...rest.data].map((transaction: { id: string }) => transaction.id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    const body = { name: "own", scopes: ["transfers:write", "accounts:read"], customer_id: customer };
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body })).json;
    for (const path of ["/v1/transactions", `/v1/transactions/${ids[0]}`, "/v1/ledger/trial-balance"]) {
      expect((await get(path, { token })).status).toBe(403);
    }
  });

  test("leaves the trial balance balanced, now and at past instants", async () => {
    const now = (await get("/v1/ledger/trial-balance")).json;
    expect(now.currencies.map((row: { currency: string }) => row.currency)).toEqual(["EUR", "USD"]);
    for (const row of now.currencies) expect(row.debits).toBe(row.credits);
    const then = (await get("/v1/ledger/trial-balance?at=2001-01-01T00:00:00Z")).json;
    for (const row of then.currencies) expect([row.debits, row.credits]).toEqual(["0", "0"]);
    expect((await get("/v1/ledger/trial-balance?at=2199-01-01T00:00:00Z")).status).toBe(400);
  });
});

describe("an account", () => {
  const patch = (account: string, etag: string | null, body: object, options = {}) =>
    ledge.request("PATCH", `/v1/accounts/${account}`, { body, headers: etag === null ? {} : { "If-Match": etag }, ...options });

  test("has an available balance without its overdraft limit, and pays until the limit below zero and no further", async () => {
    const { account } = await bank.customerWith("15");
    const etag = (await get(`/v1/accounts/${account}`)).headers.get("ETag");
    expect((await patch(account, etag, { overdraft_limit: "100" })).json.balance).toMatchObject({ posted: "15", available: "15" });
    const beyond = await ledge.request("POST", "/v1/transfers", { body: transferOf(account, bank.cash, "116") });
    expect([beyond.status, beyond.json.code, beyond.json.title]).toEqual([422, "insufficient_funds", problems.insufficient_funds.title]);
    const whole = await ledge.request("POST", "/v1/transfers", { body: transferOf(account, bank.cash, "115") });
    expect([whole.status, whole.json.balances.source.available]).toEqual([201, "-100"]);
    expect(remedies.insufficient_funds).toContain("the overdraft limit is not in it");
  });

  test("gets another overdraft limit under the tag of its terms, which a payment does not change and another change does", async () => {
    const { customer, account } = await bank.customerWith("10");
    const etag = (await get(`/v1/accounts/${account}`)).headers.get("ETag");
    await bank.pay(bank.cash, account, "5");
    const changed = await patch(account, etag, { overdraft_limit: "100", name: "Household" });
    expect([changed.status, changed.json]).toMatchObject([200, { overdraft_limit: "100", name: "Household", balance: { posted: "15" } }]);
    expect([(await patch(account, etag, { name: "x" })).status, (await patch(account, null, { name: "x" })).status]).toEqual([412, 428]);
    await bank.pay(account, bank.cash, "115");
    const tag = changed.headers.get("ETag");
    const lower = await patch(account, tag, { overdraft_limit: "99" });
    expect([lower.status, lower.json.code]).toEqual([409, "overdraft_in_use"]);
    expect((await patch(account, tag, {})).status).toBe(400);
    const { token } = (
      await ledge.request("POST", "/v1/api-keys", { body: { name: "own", scopes: ["accounts:write"], customer_id: customer } })
    ).json;
    expect((await patch(account, tag, { overdraft_limit: "999" }, { token })).status).toBe(403);
    expect((await patch(account, tag, { name: "Ours" })).json.name).toBe("Ours");
  });

  test("that is a house account loses its overdraft limit and gets it back under the same tag rules, and gets it back only when its balance allows it", async () => {
    const terms = { kind: "house", code: "suspense", currency: "EUR", normal_side: "credit" };
    const opened = await ledge.request("POST", "/v1/accounts", { body: terms });
    const suspense = opened.json.id;
    expect(opened.json.overdraft_limit).toBe("0");
    const freed = await patch(suspense, opened.headers.get("ETag"), { overdraft_limit: null });
    expect([freed.status, freed.json.overdraft_limit]).toEqual([200, null]);
    expect((await get(`/v1/accounts/${suspense}`)).json.overdraft_limit).toBe(null);
    await bank.pay(suspense, bank.cash, "4");
    const tag = freed.headers.get("ETag");
    const early = await patch(suspense, tag, { overdraft_limit: "0" });
    expect([early.status, early.json.code]).toEqual([409, "overdraft_in_use"]);
    await bank.pay(bank.cash, suspense, "4");
    const held = await patch(suspense, tag, { overdraft_limit: "0" });
    expect([held.status, held.json.overdraft_limit]).toEqual([200, "0"]);
    const over = await ledge.request("POST", "/v1/transfers", { body: transferOf(suspense, bank.cash, "1") });
    expect([over.status, over.json.code]).toEqual([422, "insufficient_funds"]);
  });

  test("of a customer keeps a limit: removing it is refused, and no part of the change is stored", async () => {
    const { account } = await bank.customerWith("0", "5");
    const etag = (await get(`/v1/accounts/${account}`)).headers.get("ETag");
    const refused = await patch(account, etag, { overdraft_limit: null, name: "Without end" });
    expect([refused.status, refused.json.code]).toEqual([422, "overdraft_limit_required"]);
    expect((await get(`/v1/accounts/${account}`)).json).toMatchObject({ overdraft_limit: "5", name: null });
  });

  test("loses either its limit or its money when both race, never both", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { account } = await bank.customerWith("0", "50");
      const etag = (await get(`/v1/accounts/${account}`)).headers.get("ETag");
      const [lowered, paid] = await Promise.all([
        patch(account, etag, { overdraft_limit: "0" }),
        ledge.request("POST", "/v1/transfers", { body: transferOf(account, bank.cash, "50") }),
      ]);
      expect([
        [200, 422],
        [409, 201],
      ]).toContainEqual([lowered.status, paid.status]);
    }
  });

  test("has a balance at an instant: a backdated posting changes the effective one, never the recorded one", async () => {
    const { account } = await bank.customerWith("100");
    const first = (await get(`/v1/accounts/${account}/entries`)).json.data[0].created_at as string;
    const at = (instant: string, basis: string) => get(`/v1/accounts/${account}/balance?at=${instant}&basis=${basis}`);
    expect((await at(first, "recorded")).json).toMatchObject({ posted: "100", version: 1, as_of: first });
    const body = { ...transferOf(account, bank.cash, "30"), effective_at: "2026-01-15T12:00:00Z" };
    expect((await ledge.request("POST", "/v1/transfers", { body })).status).toBe(201);
    expect((await at(first, "recorded")).json).toMatchObject({ posted: "100", version: 1 });
    expect((await at(first, "effective")).json).toMatchObject({ posted: "70", version: 2 });
    expect((await at("2026-01-15T12:00:00Z", "effective")).json.posted).toBe("-30");
    expect((await at("2026-01-15T11:59:59.999Z", "effective")).json.posted).toBe("0");
    expect((await at("2026-01-15T12:00:00Z", "recorded")).json).toMatchObject({ posted: "0", version: 0 });
    for (const query of ["?at=2199-01-01T00:00:00Z", "?at=yesterday", "?basis=other"]) {
      expect((await get(`/v1/accounts/${account}/balance${query}`)).status).toBe(400);
    }
  });

  test("and all others are correct in the books after all of the above", async () => {
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });
});
