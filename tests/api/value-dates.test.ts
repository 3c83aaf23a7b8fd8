// Value dates through all Workers: an account says from which day on it may be posted to, and a customer's key dates a payment no further back than
// the gateway is configured for.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, type LedgeResponse, type RequestOptions, startLedge } from "../support/ledge.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

const DAY_MS = 86_400_000;
const ALLOWED_DAYS = 2;
/** The beginning of the UTC day so many days before the present one. */
const daysAgo = (days: number): number => (Math.floor(Date.now() / DAY_MS) - days) * DAY_MS;
const at = (ms: number): string => new Date(ms).toISOString();
const dayOf = (ms: number): string => at(ms).slice(0, "YYYY-MM-DD".length);

let ledge: Ledge;
let bank: TestBank;
beforeAll(async () => {
  ledge = await startLedge({ vars: { "wrangler.toml": { CUSTOMER_BACKDATING_DAYS: String(ALLOWED_DAYS) } } });
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

const post = (path: string, body: object, options: RequestOptions = {}): Promise<LedgeResponse> =>
  ledge.request("POST", path, { ...options, body });
const said = ({ status, json }: LedgeResponse): string => (status < 300 ? "done" : `${status} ${json.code}`);

describe("an account", () => {
  const open = async (opened_on?: string): Promise<LedgeResponse> => {
    const customer_id = (await post("/v1/customers", { type: "person", name: "Ada" })).json.id;
    return await post("/v1/accounts", { kind: "customer", customer_id, currency: "EUR", ...(opened_on !== undefined && { opened_on }) });
  };

  test("is opened on the present day, or on an earlier one that the institution says, and shows it wherever it is shown", async () => {
    const before = dayOf(daysAgo(0));
    const { json: usual } = await open();
    // Midnight may have come meanwhile.
    expect([before, dayOf(daysAgo(0))]).toContain(usual.opened_on);
    for (const day of ["1900-01-01", "2000-02-29", "2024-02-29", dayOf(daysAgo(1))]) {
      const { json } = await open(day);
      const listed = (await ledge.request("GET", `/v1/accounts?customer_id=${json.customer_id}`)).json.data[0];
      const read = (await ledge.request("GET", `/v1/accounts/${json.id}`)).json;
      expect([json.opened_on, listed.opened_on, read.opened_on]).toEqual([day, day, day]);
    }
  });

  test("is not opened on a day to come, or on one that does not exist, and the key is free for a right one", async () => {
    const customer_id = (await post("/v1/customers", { type: "person", name: "Ada" })).json.id;
    const terms = { kind: "customer", customer_id, currency: "EUR" };
    for (const opened_on of [dayOf(daysAgo(-2)), "2199-12-31", "2023-02-29", "1899-12-31", "2200-01-01", "2024-2-9", "", "today"]) {
      const key = randomUUID();
      const refused = await post("/v1/accounts", { ...terms, opened_on }, { key });
      expect([opened_on, said(refused), refused.json.errors[0].pointer]).toEqual([opened_on, "400 validation_failed", "/opened_on"]);
      expect(said(await post("/v1/accounts", terms, { key }))).toBe("done");
    }
  });

  test("takes no posting that counts before, from whichever side", async () => {
    const young = (await open(dayOf(daysAgo(5)))).json.id as string;
    const pay = async (effective_at: string) => said(await post("/v1/transfers", { ...transferOf(bank.cash, young, "1"), effective_at }));
    expect(await pay(at(daysAgo(5) - 1))).toBe("422 value_date_before_opening");
    expect(await pay(at(daysAgo(5)))).toBe("done");
    const back = { ...transferOf(young, bank.cash, "1"), effective_at: at(daysAgo(5) - 1) };
    const { json } = await post("/v1/transfer-batches", { mode: "independent", transfers: [back] });
    expect(json.outcomes[0]).toMatchObject({ status: "refused", code: "value_date_before_opening" });
    const entries = [
      { account: young, direction: "debit", amount: "1", currency: "EUR" },
      { account: bank.cash, direction: "credit", amount: "1", currency: "EUR" },
    ];
    expect(said(await post("/v1/transactions", { entries, effective_at: at(daysAgo(6)) }))).toBe("422 value_date_before_opening");
  });
});

describe("a key that is bound to a customer", () => {
  const customer = async () => {
    const { customer, account } = await bank.customerWith("50");
    const body = { name: "own", scopes: ["transfers:write"], customer_id: customer };
    return { account, token: (await post("/v1/api-keys", body)).json.token as string };
  };

  test("dates payments, items of batches and refunds no further back than is configured; the institution does", async () => {
    const [mine, theirs] = [await customer(), await customer()];
    const [first, before] = [at(daysAgo(ALLOWED_DAYS)), at(daysAgo(ALLOWED_DAYS) - 1)];
    const original = (await post("/v1/transfers", { ...transferOf(theirs.account, mine.account, "10"), effective_at: at(daysAgo(30)) }))
      .json;
    const verdicts = async (effective_at: string, options: RequestOptions) => [
      said(await post("/v1/transfers", { ...transferOf(mine.account, theirs.account, "1"), effective_at }, options)),
      said(
        await post(
          "/v1/transfer-batches",
          { mode: "atomic", transfers: [{ ...transferOf(mine.account, theirs.account, "1"), effective_at }] },
          options,
        ),
      ),
      said(await post(`/v1/transfers/${original.id}/reversals`, { amount: "1", effective_at }, options)),
    ];
    const [token] = [mine.token];
    expect(await verdicts(before, { token })).toEqual([
      "422 value_date_not_allowed",
      "422 batch_item_failed",
      "422 value_date_not_allowed",
    ]);
    expect(await verdicts(first, { token })).toEqual(["done", "done", "done"]);
    expect(await verdicts(before, {})).toEqual(["done", "done", "done"]);
  });
});
