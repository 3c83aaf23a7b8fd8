// The filters of lists, by the contract: an unknown one is refused by name, a cursor is of the filters that it was made with, and each filter leaves exactly
// what it says, whose work is bounded. A list or a filter that is new fails until it is in the tables here.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { EXAMINED_MAX } from "@ledge/shared/contracts/filters";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, type RequestOptions, startLedge } from "../support/ledge.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly example?: unknown;
  readonly schema?: { readonly $ref?: string; readonly enum?: readonly string[] };
}
interface List {
  readonly operationId: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

const named = contract.components.parameters as Readonly<Record<string, Parameter>>;
const schemas = contract.components.schemas as unknown as Readonly<Record<string, { example?: unknown; enum?: readonly string[] }>>;
const lists: readonly List[] = Object.entries(contract.paths as unknown as Record<string, { get?: any }>)
  .flatMap(([path, { get }]) => (get?.operationId.startsWith("list") ? [{ path, ...get }] : []))
  .map(({ operationId, path, parameters }) => ({
    operationId,
    path,
    parameters: parameters.map((one: any) => ("$ref" in one ? named[one.$ref.replace("#/components/parameters/", "")] : one)),
  }));
const filtersOf = ({ parameters }: List): readonly Parameter[] =>
  parameters.filter((one) => one.in === "query" && !["cursor", "limit"].includes(one.name));
/** A valid value of a parameter. */
function valueOf({ example, schema }: Parameter): string {
  const referred = schemas[schema?.$ref?.replace("#/components/schemas/", "") ?? ""];
  return String(example ?? referred?.example ?? schema?.enum?.[0] ?? referred?.enum?.[0]);
}
const withCursor = lists.filter(({ parameters }) => parameters.some(({ name }) => name === "cursor"));

let ledge: Ledge;
let bank: TestBank;
let ada: { customer: string; account: string };
let grace: { customer: string; account: string };

const must = async (path: string, body: object, options: RequestOptions = {}): Promise<any> => {
  const answer = await ledge.request("POST", path, { ...options, body });
  if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
  return answer.json;
};
const keyOf = async (customer: string): Promise<string> => {
  const scopes = ["customers:read", "accounts:read", "transfers:read", "transfers:write"];
  return (await must("/v1/api-keys", { name: "app", scopes, customer_id: customer })).token;
};
/** Reads a list to its end. */
async function all(path: string, options: RequestOptions = {}): Promise<any[]> {
  const items: any[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await ledge.request(
      "GET",
      `${path}${path.includes("?") ? "&" : "?"}limit=100${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
      options,
    );
    expect(page.status, page.text).toBe(200);
    items.push(...page.json.data);
    cursor = page.json.next_cursor;
  }
  return items;
}

let endpoint: string;
/** A list of something, with its id. */
const pathOf = ({ path, operationId }: List): string => path.replace("{id}", operationId === "listEntries" ? ada.account : endpoint);

const statuses = ["close", "freeze", null] as const;
beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  [ada, grace] = [await bank.customerWith("1000"), await bank.customerWith("1000")];
  endpoint = (await must("/v1/webhook-endpoints", { url: "https://example.com/", events: ["ping"] })).id;
  for (const index of [0, 1, 2]) {
    await ledge.request("POST", `/v1/webhook-endpoints/${endpoint}/ping`);
    await must("/v1/webhook-endpoints", { url: "https://example.com/", events: ["ping"] });
    const external_id = index === 2 ? "b" : "a";
    const amount = ["5", "50", "500"][index] as string;
    await must("/v1/transfers", { ...transferOf(ada.account, grace.account, amount), external_id });
    await must("/v1/transfers", { ...transferOf(grace.account, bank.cash, "7"), external_id });
    const hold = await must("/v1/holds", { ...transferOf(grace.account, ada.account, amount), external_id });
    if (index === 1) await ledge.request("POST", `/v1/holds/${hold.id}/release`);
    const legs = [
      { account: bank.cash, direction: "debit", amount: "1", currency: "EUR" },
      { account: ada.account, direction: "credit", amount: "1", currency: "EUR" },
    ];
    await must("/v1/transactions", { entries: legs, external_id });
    const { id } = await must("/v1/customers", { type: "person", name: "Hedy", external_id });
    if (index > 0) await must(`/v1/customers/${id}/verification`, { decision: "verified" });
    const terms = { kind: "customer", customer_id: id, currency: index === 0 ? "CZK" : "EUR", external_id };
    const account = (await must("/v1/accounts", terms)).id;
    const status = statuses[index];
    if (status !== null) await ledge.request("POST", `/v1/accounts/${account}/${status}`);
    await keyOf(id);
  }
  await must("/v1/accounts", { kind: "house", code: "cash", currency: "CZK", normal_side: "debit" });
}, 60_000);
afterAll(async () => await ledge.close());

describe("every list of the contract", () => {
  test.each(lists.map((list) => [list.operationId, list] as const))(
    "%s refuses a filter that it does not know, by its name",
    async (_name, list) => {
      const answer = await ledge.request("GET", `${pathOf(list)}?colour=red`);
      expect([answer.status, answer.json.code, answer.json.errors]).toEqual([
        400,
        "validation_failed",
        [{ parameter: "colour", detail: "is unknown" }],
      ]);
    },
  );

  test.each(withCursor.map((list) => [list.operationId, list] as const))(
    "%s refuses a cursor under another filter",
    async (_name, list) => {
      let first = await ledge.request("GET", `${pathOf(list)}?limit=1`);
      // Deliveries come by the queue.
      while (list.operationId === "listWebhookDeliveries" && !first.json.has_more)
        first = await ledge.request("GET", `${pathOf(list)}?limit=1`);
      const cursor = encodeURIComponent(first.json.next_cursor);
      expect((await ledge.request("GET", `${pathOf(list)}?limit=1&cursor=${cursor}`)).status).toBe(200);
      for (const filter of filtersOf(list)) {
        const value = encodeURIComponent(valueOf(filter));
        const answer = await ledge.request("GET", `${pathOf(list)}?limit=1&${filter.name}=${value}&cursor=${cursor}`);
        expect([filter.name, answer.status, answer.json.errors]).toEqual([
          filter.name,
          400,
          [{ parameter: "cursor", detail: "is not one of this list" }],
        ]);
      }
    },
  );
});

/** By list and filter: a value, and what has it. Ranges of time and audit records have tests of their own. */
type Judged = readonly [value: string, matches: (item: any) => boolean];
const amounts: Readonly<Record<string, Judged>> = {
  currency: ["EUR", (item) => item.currency === "EUR"],
  min_amount: ["50", (item) => BigInt(item.amount) >= 50n],
  max_amount: ["50", (item) => BigInt(item.amount) <= 50n],
  external_id: ["a", (item) => item.external_id === "a"],
};
const judged = (): Readonly<Record<string, Readonly<Record<string, Judged>>>> => ({
  listAccounts: {
    customer_id: [ada.customer, (item) => item.customer_id === ada.customer],
    kind: ["house", (item) => item.kind === "house"],
    currency: ["CZK", (item) => item.currency === "CZK"],
    code: ["cash", (item) => item.code === "cash"],
    external_id: ["a", (item) => item.external_id === "a"],
    status: ["frozen", (item) => item.status === "frozen"],
  },
  listCustomers: {
    external_id: ["a", (item) => item.external_id === "a"],
    verification: ["verified", (item) => item.verification === "verified"],
  },
  listHolds: {
    account: [ada.account, (item) => [item.source_account, item.destination_account].includes(ada.account)],
    status: ["open", (item) => item.status === "open"],
    ...amounts,
  },
  listTransactions: { external_id: ["a", (item) => item.external_id === "a"] },
  listTransfers: {
    account: [ada.account, (item) => [item.source_account, item.destination_account].includes(ada.account)],
    status: ["posted", (item) => item.status === "posted"],
    ...amounts,
  },
});
const ELSEWHERE = ["from", "to"];
const TESTED_ELSEWHERE = ["listAuditRecords", "listEntries", "listWebhookDeliveries"];

describe("each filter", () => {
  test("is in the table, and leaves exactly what it says, alone and with every other one of its list", async () => {
    const table = judged();
    const filtered = withCursor.filter((list) => filtersOf(list).length > 0 && !TESTED_ELSEWHERE.includes(list.operationId));
    expect(Object.keys(table).sort()).toEqual(filtered.map(({ operationId }) => operationId).sort());
    for (const list of filtered) {
      const filters = Object.entries(table[list.operationId] ?? {});
      expect([list.operationId, filters.map(([name]) => name).sort()]).toEqual([
        list.operationId,
        filtersOf(list)
          .flatMap(({ name }) => (ELSEWHERE.includes(name) ? [] : [name]))
          .sort(),
      ]);
      const items = await all(pathOf(list));
      for (const [name, [value, matches]] of filters)
        for (const [other, [otherValue, alsoMatches]] of filters) {
          const query = new URLSearchParams({ [name]: value, [other]: otherValue });
          const expected = items.filter((item) => matches(item) && alsoMatches(item)).map(({ id }) => id);
          expect([list.operationId, query.toString(), (await all(`${pathOf(list)}?${query}`)).map(({ id }) => id)]).toEqual([
            list.operationId,
            query.toString(),
            expected,
          ]);
          if (name === other) expect([list.operationId, name, expected.length > 0]).toEqual([list.operationId, name, true]);
        }
    }
  });

  test("leaves a customer what is its own: by an external id what it pays itself, also to an account of its own choice", async () => {
    const [payer, payee] = [await keyOf(ada.customer), await keyOf(grace.customer)];
    const found = async (token: string, query: string): Promise<string[]> =>
      (await all(`/v1/transfers?external_id=a${query}`, { token })).map((item) => `${item.amount} ${item.external_id}`);
    expect(await found(payer, "")).toEqual(["50 a", "5 a"]);
    expect(await found(payer, `&account=${ada.account}`)).toEqual(["50 a", "5 a"]);
    expect(await found(payer, "&min_amount=6")).toEqual(["50 a"]);
    expect(await found(payee, "")).toEqual(["7 a", "7 a"]);
    // Ada's own external ids are not Grace's to find, although Grace is paid.
    expect(await found(payee, "&min_amount=8")).toEqual([]);
    expect((await all("/v1/holds?external_id=a", { token: payer })).length).toBe(0);
    expect((await all("/v1/holds?external_id=a", { token: payee })).length).toBe(2);
  });

  test.each(["/v1/customers", "/v1/accounts"])("by what a customer does not see is forbidden to it: %s", async (path) => {
    const token = await keyOf(ada.customer);
    const answer = await ledge.request("GET", `${path}?external_id=a`, { token });
    expect([answer.status, answer.json.errors]).toEqual([
      403,
      [{ parameter: "external_id", detail: "is not for these credentials to set" }],
    ]);
  });

  test("that no index serves looks at a bounded number of items: a page may be empty, and the next ones have the rest", async () => {
    const own = await bank.customerWith("0");
    await bank.pay(bank.cash, own.account, "100000");
    const transfers = Array.from({ length: EXAMINED_MAX }, () => transferOf(own.account, bank.cash, "1"));
    await must("/v1/transfer-batches", { mode: "atomic", transfers });
    for (const path of [`/v1/transfers?account=${own.account}&min_amount=2`, "/v1/transfers?min_amount=100000"]) {
      const first = (await ledge.request("GET", path)).json;
      expect([path, first.data, first.has_more]).toEqual([path, [], true]);
      expect((await all(path)).map(({ amount }) => amount)).toEqual(["100000"]);
    }
  });
});
