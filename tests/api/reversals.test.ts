// Reversals through the API (law 9): in full, in part, concurrently, and every refusal.
import { randomUUID } from "node:crypto";
import { encodeId, newUuid } from "@ledge/shared/ids";
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

const reverse = (transfer: string, body: object = {}, options = {}) =>
  ledge.request("POST", `/v1/transfers/${transfer}/reversals`, { body, ...options });
const read = async (transfer: string) => (await ledge.request("GET", `/v1/transfers/${transfer}`)).json;

const keyOf = async (customer: string) => {
  const body = { name: "own", scopes: ["transfers:read", "transfers:write"], customer_id: customer };
  return (await ledge.request("POST", "/v1/api-keys", { body })).json.token as string;
};

describe("a reversal", () => {
  test("in full is a transfer in the other direction that names its original, and the original shows the reversed amount", async () => {
    const [payer, payee] = [await bank.customerWith("100"), await bank.customerWith("0")];
    const original = await bank.pay(payer.account, payee.account, "60");
    const reversal = await reverse(original.id, { reason: "Returned goods" });
    expect([reversal.status, reversal.json]).toMatchObject([
      201,
      {
        source_account: payee.account,
        destination_account: payer.account,
        amount: "60",
        description: "Returned goods",
        reversal_of: original.id,
        balances: { source: { posted: "0" }, destination: { posted: "100" } },
      },
    ]);
    expect(await read(original.id)).toMatchObject({ reversal_of: null, reversed_amount: "60" });
    const { balances: _, ...resource } = reversal.json;
    expect(await read(reversal.json.id)).toEqual(resource);
  });

  test("has an external id, metadata and an effective time, and shows them identically everywhere", async () => {
    const feed = await openFeed(ledge);
    const { account } = await bank.customerWith("100");
    const paid = { ...transferOf(account, bank.cash, "60"), effective_at: "2026-01-10T12:00:00Z" };
    const original = (await ledge.request("POST", "/v1/transfers", { body: paid })).json;
    const own = { external_id: "refund-9", metadata: { ticket: "9" }, effective_at: "2026-01-20T12:00:00.000Z" };
    const { result: reversal, events } = await feed.eventsOf(() =>
      reverse(original.id, { amount: "20", reason: "Returned goods", ...own }),
    );
    expect([reversal.status, reversal.json]).toMatchObject([201, { description: "Returned goods", ...own }]);
    const { balances: _, ...resource } = reversal.json;
    expect(await read(reversal.json.id)).toEqual(resource);
    const listed = (await ledge.request("GET", `/v1/transfers?account=${account}`)).json.data;
    expect(listed.find((one: { id: string }) => one.id === reversal.json.id)).toEqual(resource);
    expect(events.find((event) => event.type === "transfer.posted")?.data).toEqual(resource);
    const entries = (await ledge.request("GET", `/v1/accounts/${account}/entries`)).json.data;
    expect(entries[0]).toMatchObject({ transfer: reversal.json.id, effective_at: own.effective_at, created_at: resource.created_at });
    const january = `/v1/accounts/${account}/statement?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&basis=effective`;
    const statement = (await ledge.request("GET", january, { headers: { Accept: "application/json" } })).json;
    expect(statement.entries).toMatchObject([
      { transfer: original.id, amount: "60" },
      { transfer: reversal.json.id, amount: "20", description: "Returned goods", effective_at: own.effective_at },
    ]);
    expect(statement.closing_balance).toBe("-40");
  });

  test("is effective neither before its original nor in the future, and by default when it is recorded", async () => {
    const { account } = await bank.customerWith("100");
    const paid = { ...transferOf(account, bank.cash, "60"), effective_at: "2026-01-10T12:00:00Z" };
    const original = (await ledge.request("POST", "/v1/transfers", { body: paid })).json;
    const early = await reverse(original.id, { amount: "1", effective_at: "2026-01-10T11:59:59.999Z" });
    expect([early.status, early.json.code]).toEqual([422, "reversal_before_original"]);
    const late = await reverse(original.id, { amount: "1", effective_at: "2999-01-01T00:00:00Z" });
    expect([late.status, late.json.code]).toEqual([400, "validation_failed"]);
    expect((await read(original.id)).reversed_amount).toBe("0");
    const same = await reverse(original.id, { amount: "1", effective_at: "2026-01-10T12:00:00Z" });
    expect([same.status, same.json.effective_at]).toEqual([201, "2026-01-10T12:00:00.000Z"]);
    const now = (await reverse(original.id, { amount: "1" })).json;
    expect(now).toMatchObject({ effective_at: now.created_at, external_id: null, metadata: {} });
  });

  test("by a customer keeps its external id and metadata to that customer: the other party sees the reason alone", async () => {
    const [payer, payee] = [await bank.customerWith("50"), await bank.customerWith("0")];
    const original = await bank.pay(payer.account, payee.account, "50");
    const [payerKey, payeeKey] = [await keyOf(payer.customer), await keyOf(payee.customer)];
    const body = { reason: "Sold out", external_id: "rma-1", metadata: { shelf: "3" } };
    const refund = await reverse(original.id, body, { token: payeeKey });
    expect(refund.json).toMatchObject({ description: "Sold out", external_id: "rma-1", metadata: { shelf: "3" } });
    const seen = async (token: string) => (await ledge.request("GET", `/v1/transfers/${refund.json.id}`, { token })).json;
    expect(await seen(payeeKey)).toMatchObject({ external_id: "rma-1", metadata: { shelf: "3" } });
    expect(await seen(payerKey)).toMatchObject({ description: "Sold out", external_id: null, metadata: {} });
  });

  test("in part leaves the rest, which a reversal without an amount reverses", async () => {
    const { account } = await bank.customerWith("0");
    const original = await bank.pay(bank.cash, account, "100");
    expect((await reverse(original.id, { amount: "30" })).json.amount).toBe("30");
    const over = await reverse(original.id, { amount: "71" });
    expect([over.status, over.json.code]).toEqual([422, "reversal_exceeds_original"]);
    expect((await reverse(original.id)).json.amount).toBe("70");
    for (const body of [{}, { amount: "1" }]) expect((await reverse(original.id, body)).json.code).toBe("reversal_exceeds_original");
    expect((await read(original.id)).reversed_amount).toBe("100");
  });

  test("is refused for every possible reason, with no effect", async () => {
    const { account } = await bank.customerWith("0");
    const original = await bank.pay(bank.cash, account, "10");
    const partial = (await reverse(original.id, { amount: "1" })).json.id;
    await bank.pay(account, bank.cash, "9");
    const refusals: [string, object, number, string][] = [
      [encodeId("transfer", newUuid()), {}, 404, "not_found"],
      ["trf_nope", {}, 404, "not_found"],
      [partial, {}, 409, "transfer_not_reversible"],
      [original.id, { amount: "0" }, 422, "amount_not_positive"],
      [original.id, { amount: "-1" }, 422, "amount_not_positive"],
      [original.id, { amount: 1 }, 400, "validation_failed"],
      [original.id, { amount: "99999999999999999999" }, 422, "reversal_exceeds_original"],
      [original.id, { amount: "5" }, 422, "insufficient_funds"],
    ];
    for (const [transfer, body, status, code] of refusals) {
      const answer = await reverse(transfer, body);
      expect([answer.status, answer.json.code], JSON.stringify(body)).toEqual([status, code]);
    }
    expect((await read(original.id)).reversed_amount).toBe("1");
    await ledge.request("POST", `/v1/accounts/${account}/freeze`);
    expect((await reverse(original.id, { amount: "5" })).json.code).toBe("account_frozen");
    await ledge.request("POST", `/v1/accounts/${account}/unfreeze`);
    await ledge.request("POST", `/v1/accounts/${account}/close`);
    expect((await reverse(original.id, { amount: "5" })).json.code).toBe("account_closed");
  });

  test("by the payee is a refund; the payer sees the transfer and cannot reverse it, and another customer sees nothing", async () => {
    const [payer, payee, outsider] = [await bank.customerWith("50"), await bank.customerWith("0"), await bank.customerWith("0")];
    const original = await bank.pay(payer.account, payee.account, "50");
    const key = async (customer: string) =>
      (await ledge.request("POST", "/v1/api-keys", { body: { name: "own", scopes: ["transfers:write"], customer_id: customer } })).json
        .token;
    expect((await reverse(original.id, {}, { token: await key(outsider.customer) })).status).toBe(404);
    expect((await reverse(original.id, {}, { token: await key(payer.customer) })).json.code).toBe("transfer_not_reversible");
    const refund = await reverse(original.id, {}, { token: await key(payee.customer) });
    expect([refund.status, refund.json.balances.source.posted, refund.json.balances.destination]).toEqual([201, "0", null]);
  });

  test("never sums with others to more than the original when many race, and concurrent duplicates are one", async () => {
    const { account } = await bank.customerWith("0");
    const original = await bank.pay(bank.cash, account, "100");
    await bank.pay(bank.cash, account, "1000");
    const answers = await Promise.all(Array.from({ length: 20 }, () => reverse(original.id, { amount: "30" })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3);
    expect((await read(original.id)).reversed_amount).toBe("90");
    const key = randomUUID();
    const duplicates = await Promise.all(Array.from({ length: 20 }, () => reverse(original.id, { amount: "2" }, { key })));
    expect(new Set(duplicates.filter((duplicate) => duplicate.status === 201).map((duplicate) => duplicate.json.id)).size).toBe(1);
    for (const duplicate of duplicates) expect([201, 409]).toContain(duplicate.status);
    expect((await bank.balance(account)).posted).toBe("1008");
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });
});
