// The search through all Workers: what was written is found by each of its texts a moment later, page by page, by those alone who may see it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiSearch, apiSearch, SEARCH_SCOPES } from "../support/api-search.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

let ledge: Ledge;
let bank: TestBank;
let { post, search, idsOf, caughtUp, keyOf } = {} as ApiSearch;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  ({ post, search, idsOf, caughtUp, keyOf } = apiSearch(ledge));
});
afterAll(() => ledge.close());

/** One of each type, each with a text of its own in each of its members. */
async function oneOfEach() {
  const customer = await post("/v1/customers", {
    type: "person",
    name: "Zoë Ångström-Nowak",
    email: "zoe.post@example.org",
    external_id: "crm/ZA 77",
    metadata: { "loyalty tier": "Platinum plus" },
  });
  const account = await post("/v1/accounts", {
    kind: "customer",
    customer_id: customer.json.id,
    currency: "EUR",
    name: "Ferienkasse Süd",
    opened_on: "1900-01-01",
  });
  const texts = { description: "Miete Oktober", external_id: "inv-2026-000123", metadata: { purpose: "Wohnung" } };
  const transfer = await post("/v1/transfers", { ...transferOf(bank.cash, account.json.id, "500"), ...texts });
  const hold = await post("/v1/holds", {
    ...transferOf(account.json.id, bank.cash, "20"),
    description: "Kaution Fahrrad",
    external_id: "dep-9",
    metadata: { shop: "Rad" },
  });
  const transaction = await post("/v1/transactions", {
    description: "Umbuchung Quartal",
    external_id: "gl-44",
    metadata: { period: "Q4" },
    entries: [
      { account: bank.cash, direction: "debit", amount: "1", currency: "EUR" },
      { account: account.json.id, direction: "credit", amount: "1", currency: "EUR" },
    ],
  });
  const endpoint = await post("/v1/webhook-endpoints", { url: "https://hooks.example.com/ledge", events: [], description: "Lagerhaus" });
  return [customer, account, transfer, hold, transaction, endpoint].map(({ json }) => json);
}

describe("what was written", () => {
  test("is found by the beginning of each of its texts and of each word in them, whatever its case and its marks", async () => {
    const [customer, account, transfer, hold, transaction, endpoint] = await oneOfEach();
    await caughtUp();
    const found: readonly (readonly [any, readonly string[]])[] = [
      [
        customer,
        [
          "zoë å",
          "ZOE ANG",
          "nowak",
          "zoe.post@",
          "example.org",
          "crm/za",
          "za 77",
          "loyalty t",
          "platin",
          "plus",
          "loyalty tier:Platinum",
        ],
      ],
      [account, ["ferienk", "SÜD", "sud"]],
      [transfer, ["miete ok", "oktober", "inv-2026-0001", "000123", "purpose", "wohn"]],
      [hold, ["kaution", "fahr", "dep-9", "shop", "rad"]],
      [transaction, ["umbuch", "quartal", "gl-4", "period", "q4"]],
      [endpoint, ["lager", "https://hooks", "hooks.ex"]],
    ];
    for (const [{ id }, texts] of found) for (const text of texts) expect(await idsOf({ text }), text).toContain(id);
    expect(await idsOf({ text: "ngström" })).toEqual([]);
    expect(await idsOf({ text: "miete november" })).toEqual([]);
  });

  test("is found first by its id and by its whole external id", async () => {
    const made: string[] = [];
    for (const external_id of ["ord-1", "ord-12", "ord-1", "ord-123"]) {
      made.push((await post("/v1/customers", { type: "person", name: "Order", external_id })).json.id);
    }
    await caughtUp();
    const [first, second, third, fourth] = made as [string, string, string, string];
    expect(await idsOf({ text: "ord-1" })).toEqual([third, first, fourth, second]);
    expect(await idsOf({ text: "ord-1", sort: "oldest" })).toEqual([first, third, second, fourth]);
    expect(await idsOf({ text: second })).toEqual([second]);
    for (const limit of [1, 2, 3]) {
      const pages: string[] = [];
      for (let cursor: string | undefined; ;) {
        const { json } = await search({ text: "ord-1", limit, ...(cursor === undefined ? {} : { cursor }) });
        pages.push(...json.data.map(({ id }: { id: string }) => id));
        if (json.has_more !== true) break;
        cursor = json.next_cursor;
      }
      expect(pages).toEqual([third, first, fourth, second]);
    }
  });

  test("is found by its new value and no longer by its old one once it has changed", async () => {
    const { json } = await post("/v1/customers", { type: "business", name: "Vorher GmbH" });
    await caughtUp();
    expect(await idsOf({ text: "vorher" })).toEqual([json.id]);
    const headers = { "If-Match": `"${json.version}"` };
    await ledge.request("PATCH", `/v1/customers/${json.id}`, { body: { name: "Nachher AG" }, headers });
    await caughtUp();
    expect([await idsOf({ text: "vorher" }), await idsOf({ text: "nachher" })]).toEqual([[], [json.id]]);
    const decided = await ledge.request("POST", `/v1/customers/${json.id}/verification`, { body: { decision: "suspended" } });
    expect(decided.status).toBe(200);
    await caughtUp();
    expect(await idsOf({ text: "nachher", status: "suspended" })).toEqual([json.id]);
    expect(await idsOf({ text: "nachher", status: "pending" })).toEqual([]);
  });

  test("is limited by type, status, currency, amount, time, customer and account", async () => {
    const { customer, account } = await bank.customerWith("0");
    const since = new Date().toISOString();
    const paid: string[] = [];
    for (const amount of ["100", "200", "300"]) {
      paid.push((await post("/v1/transfers", { ...transferOf(bank.cash, account, amount), description: "Filtered" })).json.id);
    }
    await post("/v1/customers", { type: "person", name: "Filtered Person" });
    await caughtUp();
    const [low, middle, high] = paid as [string, string, string];
    const of = (filter: object): Promise<string[]> => idsOf({ text: "filtered", types: ["transfer"], ...filter });
    expect(await of({})).toEqual([high, middle, low]);
    expect(await of({ amount_from: "150", amount_to: "250" })).toEqual([middle]);
    expect(await of({ status: "posted", currency: "EUR", customer, from: since })).toEqual([high, middle, low]);
    expect(await of({ account, sort: "oldest" })).toEqual([low, middle, high]);
    for (const none of [{ currency: "USD" }, { status: "open" }, { to: since }, { account: (await bank.customerWith("0")).account }])
      expect(await of(none), JSON.stringify(none)).toEqual([]);
    expect((await idsOf({ text: "filtered", types: ["customer"] })).length).toBe(1);
  });

  test("is found once on the pages of a search, whose cursor goes with no other search and no other key", async () => {
    for (let made = 0; made < 7; made += 1) await post("/v1/customers", { type: "person", name: `Paged ${made}` });
    await caughtUp();
    const first = await search({ text: "paged", limit: 3 });
    expect([first.json.data.length, first.json.has_more]).toEqual([3, true]);
    const cursor = first.json.next_cursor;
    const second = await search({ text: "paged", limit: 4, cursor });
    expect([second.json.data.length, second.json.has_more, second.json.next_cursor]).toEqual([4, false, null]);
    expect(new Set([...first.json.data, ...second.json.data].map(({ id }: { id: string }) => id)).size).toBe(7);
    for (const other of [{ text: "pages" }, { text: "paged", sort: "oldest" }, { text: "paged", types: ["customer"] }]) {
      const refused = await search({ ...other, cursor });
      expect([refused.status, refused.json.errors]).toEqual([400, [{ pointer: "/cursor", detail: "is not one of this list" }]]);
    }
    expect((await search({ text: "paged", cursor }, await keyOf(null))).status).toBe(400);
  });
});

describe("a customer's key", () => {
  test("finds what is its customer's, by what it may see, and of all else the same nothing as of what does not exist", async () => {
    const named = async (name: string, external_id: string) => {
      const customer = (await post("/v1/customers", { type: "person", name, external_id, metadata: { note: "vip" } })).json.id as string;
      const terms = {
        kind: "customer",
        customer_id: customer,
        currency: "EUR",
        name: `Konto ${name}`,
        overdraft_limit: "1000",
        opened_on: "1900-01-01",
      };
      return { customer, account: (await post("/v1/accounts", terms)).json.id as string, token: await keyOf(customer) };
    };
    const [payer, payee, unrelated] = [
      await named("Paula Payer", "x-1"),
      await named("Petra Payee", "x-2"),
      await named("Udo Unrelated", "x-3"),
    ];
    const texts = { description: "Gemeinsam essen", external_id: "split-7", metadata: { table: "neun" } };
    const { id } = (await post("/v1/transfers", { ...transferOf(payer.account, payee.account, "5"), ...texts })).json;
    await caughtUp();
    for (const text of ["gemeinsam", "split-7", "table", "neun", id]) expect(await idsOf({ text }, payer.token), text).toEqual([id]);
    for (const text of ["gemeinsam", id]) expect(await idsOf({ text }, payee.token), text).toEqual([id]);
    expect(await idsOf({ text: "paula" }, payer.token)).toEqual([payer.account, payer.customer]);
    const nothing = { ...(await search({ text: "doesnotexist" }, payee.token)).json, as_of: expect.any(String) };
    expect(nothing).toMatchObject({ data: [], has_more: false, next_cursor: null });
    const others = [
      ...["split-7", "table", "paula", "konto paula", "x-2", "note", "vip"].map((text) => [{ text }, payee.token] as const),
      ...[payer.customer, payer.account].map((text) => [{ text }, payee.token] as const),
      ...["gemeinsam", id, "petra"].map((text) => [{ text }, unrelated.token] as const),
      [{ text: "gemeinsam", customer: payer.customer }, payee.token] as const,
      [{ text: "gemeinsam", account: payer.account }, payee.token] as const,
    ];
    for (const [asked, token] of others) {
      const answer = await search(asked, token);
      expect([answer.status, answer.json], JSON.stringify(asked)).toEqual([200, nothing]);
    }
  });

  test("without one of the three scopes is refused, and finds neither a transaction nor an endpoint", async () => {
    const { customer } = await bank.customerWith("0");
    for (const lacking of SEARCH_SCOPES) {
      const token = await keyOf(
        customer,
        SEARCH_SCOPES.filter((scope) => scope !== lacking),
      );
      expect((await search({ text: "a" }, token)).json.code).toBe("forbidden");
    }
    const [, , , , transaction, endpoint] = await oneOfEach();
    await caughtUp();
    const reader = await keyOf(null);
    for (const { id } of [transaction, endpoint]) {
      expect([await idsOf({ text: id }), await idsOf({ text: id }, reader)]).toEqual([[id], []]);
    }
    expect(await idsOf({ text: endpoint.id }, await keyOf(null, [...SEARCH_SCOPES, "webhooks:read"]))).toEqual([endpoint.id]);
  });
});

test("a rebuild by an operator serves the same, and says in /readyz that it is over", async () => {
  await caughtUp();
  const before = await idsOf({ text: "t", limit: 100 });
  const counters = async (): Promise<any> => (await ledge.request("GET", "/readyz")).json.search;
  const { rebuilds } = await counters();
  const { status, json } = await ledge.request("POST", "/v1/search/rebuild");
  expect([status, json]).toEqual([200, { began_at: expect.any(String) }]);
  await expect
    .poll(counters, { timeout: 20_000 })
    .toEqual({ behind: 0, behind_seconds: 0, rebuild_began_at: null, rebuilds: rebuilds + 1 });
  expect(await idsOf({ text: "t", limit: 100 })).toEqual(before);
  const metrics = (await ledge.request("GET", "/metrics")).text;
  expect(metrics).toMatch(/^ledge_search_behind_events 0$/m);
  expect(metrics).toMatch(/^ledge_search_behind_seconds 0$/m);
});
