// Holds through the API (law 8): placed, captured in parts, released, expired by the alarm, and visible to their two parties only.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { openFeed } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

const place = (source: string, destination: string, amount: string, terms: object = {}, options = {}) =>
  ledge.request("POST", "/v1/holds", { body: { ...transferOf(source, destination, amount), ...terms }, ...options });
const capture = (hold: string, body: object = {}, options = {}) => ledge.request("POST", `/v1/holds/${hold}/capture`, { body, ...options });
const release = (hold: string, options = {}) => ledge.request("POST", `/v1/holds/${hold}/release`, options);
const read = async (hold: string) => (await ledge.request("GET", `/v1/holds/${hold}`)).json;
const keyOf = async (customer: string) => {
  const body = { name: "own", scopes: ["transfers:read", "transfers:write"], customer_id: customer };
  return (await ledge.request("POST", "/v1/api-keys", { body })).json.token as string;
};

describe("a hold", () => {
  test("is placed, captured in part and finally closed; each capture is a transfer that can be reversed", async () => {
    const [payer, payee] = [await bank.customerWith("100"), await bank.customerWith("0")];
    const placed = await place(payer.account, payee.account, "80", { description: "Hotel", metadata: { booking: "12" } });
    expect([placed.status, placed.json]).toMatchObject([
      201,
      {
        status: "open",
        amount: "80",
        captured_amount: "0",
        remaining_amount: "80",
        balances: { source: { posted: "100", pending_out: "80", available: "20" }, destination: { pending_in: "80" } },
      },
    ]);
    const first = await capture(placed.json.id, { amount: "30" });
    expect([first.status, first.json]).toMatchObject([
      200,
      { status: "open", captured_amount: "30", remaining_amount: "50", balances: { source: { posted: "70", available: "20" } } },
    ]);
    const transfer = (await ledge.request("GET", `/v1/transfers/${first.json.transfer}`)).json;
    expect(transfer).toMatchObject({ hold: placed.json.id, amount: "30", description: "Hotel" });
    const last = await capture(placed.json.id, { amount: "10", final: true });
    expect(last.json).toMatchObject({ status: "captured", captured_amount: "40", remaining_amount: "0" });
    expect(await bank.balance(payer.account)).toMatchObject({ posted: "60", pending_out: "0", available: "60" });
    expect((await ledge.request("POST", `/v1/transfers/${first.json.transfer}/reversals`, { body: {} })).status).toBe(201);
    const { balances: _, transfer: __, ...resource } = last.json;
    expect(await read(placed.json.id)).toEqual(resource);
  });

  test("passes its description, external id and metadata to its captures, each of which may have its own instead", async () => {
    const feed = await openFeed(ledge);
    const { account } = await bank.customerWith("100");
    const words = { description: "Hotel", external_id: "booking-7", metadata: { guest: "42" } };
    const own = { description: "Minibar", external_id: "booking-7/2", metadata: { bar: "yes" } };
    const { id } = (await place(account, bank.cash, "80", words)).json;
    const { result: captured, events } = await feed.eventsOf(async () => [
      await capture(id, { amount: "10" }),
      await capture(id, { amount: "20", ...own }),
      await capture(id, { external_id: "booking-7/3" }),
    ]);
    const wanted = [words, own, { ...words, external_id: "booking-7/3" }];
    const transfers = captured.map(({ json }) => json.transfer as string);
    const listed = (await ledge.request("GET", `/v1/transfers?account=${account}`)).json.data;
    for (const [index, transfer] of transfers.entries()) {
      expect((await ledge.request("GET", `/v1/transfers/${transfer}`)).json).toMatchObject(wanted[index] as object);
      expect(listed.find((one: { id: string }) => one.id === transfer)).toMatchObject(wanted[index] as object);
      expect(events.find((event) => event.resource === transfer)?.data).toMatchObject(wanted[index] as object);
    }
    const statement = (await ledge.request("GET", `/v1/accounts/${account}/statement`, { headers: { Accept: "application/json" } })).json;
    expect(statement.entries.slice(-3).map((entry: { description: string }) => entry.description)).toEqual(["Hotel", "Minibar", "Hotel"]);
    // The hold's own members are unchanged.
    expect(await read(id)).toMatchObject({ status: "captured", ...words });
  });

  test("is captured by a payee with a description that both parties see; the payer's external id and metadata are not the payee's to set", async () => {
    const [payer, payee] = [await bank.customerWith("50"), await bank.customerWith("0")];
    const [payerKey, payeeKey] = [await keyOf(payer.customer), await keyOf(payee.customer)];
    const { id } = (await place(payer.account, payee.account, "50", { external_id: "order-1" }, { token: payerKey })).json;
    for (const terms of [{ external_id: "mine" }, { metadata: { mine: "yes" } }]) {
      expect((await capture(id, terms, { token: payeeKey })).json).toMatchObject({ status: 403, code: "forbidden" });
    }
    expect(await read(id)).toMatchObject({ captured_amount: "0" });
    const { transfer } = (await capture(id, { description: "Parcel 1 of 1" }, { token: payeeKey })).json;
    const seen = async (token: string) => (await ledge.request("GET", `/v1/transfers/${transfer}`, { token })).json;
    expect(await seen(payerKey)).toMatchObject({ description: "Parcel 1 of 1", external_id: "order-1" });
    expect(await seen(payeeKey)).toMatchObject({ description: "Parcel 1 of 1", external_id: null });
  });

  test("answers every retry of each of its changes with the same bytes, and has one effect", async () => {
    const { account } = await bank.customerWith("50");
    const [placing, capturing] = [randomUUID(), randomUUID()];
    const holds = await Promise.all(Array.from({ length: 10 }, () => place(account, bank.cash, "20", {}, { key: placing })));
    const made = holds.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    const id = made[0]?.json.id;
    const captures = await Promise.all(Array.from({ length: 10 }, () => capture(id, { amount: "5" }, { key: capturing })));
    for (const { status } of captures) expect([200, 409]).toContain(status);
    expect(await read(id)).toMatchObject({ captured_amount: "5" });
    expect((await capture(id, { amount: "5" }, { key: capturing })).headers.get("Idempotent-Replayed")).toBe("true");
  });

  test("resolves once however many captures and releases race", async () => {
    const { account } = await bank.customerWith("100");
    const { id } = (await place(account, bank.cash, "60")).json;
    const ends = await Promise.all([capture(id), release(id), capture(id), release(id), capture(id, { amount: "60" })]);
    expect(ends.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, json } of ends) if (status !== 200) expect([status, json.code]).toEqual([409, "hold_not_open"]);
    const { status } = await read(id);
    expect(await bank.balance(account)).toMatchObject({ posted: status === "captured" ? "40" : "100", pending_out: "0" });
  });

  test("expires by itself: the alarm releases it at its time, without a request", async () => {
    const { account } = await bank.customerWith("10");
    const placed = await place(account, bank.cash, "10", { expires_at: new Date(Date.now() + 700).toISOString() });
    expect(placed.status).toBe(201);
    await expect.poll(async () => (await bank.balance(account)).available).toBe("10");
    expect(await read(placed.json.id)).toMatchObject({ status: "expired", remaining_amount: "0" });
    expect([(await capture(placed.json.id)).json.code, (await release(placed.json.id)).json.code]).toEqual([
      "hold_not_open",
      "hold_not_open",
    ]);
    for (const expires_at of ["2020-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1900-01-01T00:00:00Z"]) {
      const past = await place(account, bank.cash, "1", { expires_at });
      expect([expires_at, past.status, past.json.code]).toEqual([expires_at, 409, "hold_expired"]);
    }
  });

  test("may last until the end of the range of times", async () => {
    const { account } = await bank.customerWith("10");
    const placed = await place(account, bank.cash, "10", { expires_at: "2199-12-31T23:59:59Z" });
    expect([placed.status, placed.json.status]).toEqual([201, "open"]);
    expect((await release(placed.json.id)).status).toBe(200);
  });

  test("is captured or released by its payee, visible to its payer and not to another customer, and shows neither party's balance", async () => {
    const [payer, payee, outsider] = [await bank.customerWith("50"), await bank.customerWith("0"), await bank.customerWith("0")];
    const [payerKey, payeeKey, outsiderKey] = [await keyOf(payer.customer), await keyOf(payee.customer), await keyOf(outsider.customer)];
    const terms = { external_id: "order-1", metadata: { note: "mine" } };
    const placed = await place(payer.account, payee.account, "50", terms, { token: payerKey });
    expect(placed.json.balances).toMatchObject({ source: { available: "0" }, destination: null });
    const { id } = placed.json;
    const seen = async (token: string) => (await ledge.request("GET", `/v1/holds/${id}`, { token })).json;
    expect(await seen(payerKey)).toMatchObject({ external_id: "order-1", metadata: { note: "mine" } });
    expect(await seen(payeeKey)).toMatchObject({ external_id: null, metadata: {}, amount: "50" });
    expect(await seen(outsiderKey)).toMatchObject({ status: 404, code: "not_found" });
    expect([(await capture(id, {}, { token: payerKey })).status, (await release(id, { token: payerKey })).status]).toEqual([403, 403]);
    expect([(await capture(id, {}, { token: outsiderKey })).status, (await release(id, { token: outsiderKey })).status]).toEqual([
      404, 404,
    ]);
    const captured = await capture(id, {}, { token: payeeKey });
    expect([captured.status, captured.json.balances]).toMatchObject([200, { source: null, destination: { posted: "50" } }]);
    const transfer = async (token: string) => (await ledge.request("GET", `/v1/transfers/${captured.json.transfer}`, { token })).json;
    expect([(await transfer(payerKey)).metadata, (await transfer(payeeKey)).metadata]).toEqual([{ note: "mine" }, {}]);
  });

  test("is listed by account and status, page by page", async () => {
    const { account } = await bank.customerWith("100");
    const ids: string[] = [];
    for (const amount of ["1", "2", "3"]) ids.unshift((await place(account, bank.cash, amount)).json.id);
    await release(ids[1] as string);
    const list = async (query: string) => (await ledge.request("GET", `/v1/holds?account=${account}${query}`)).json;
    expect((await list("")).data.map((hold: { id: string }) => hold.id)).toEqual(ids);
    expect((await list("&status=open")).data.map((hold: { id: string }) => hold.id)).toEqual([ids[0], ids[2]]);
    const page = await list("&limit=2");
    expect((await list(`&limit=2&cursor=${page.next_cursor}`)).data.map((hold: { id: string }) => hold.id)).toEqual([ids[2]]);
  });

  test("leaves correct books after all of the above", async () => {
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });
});
