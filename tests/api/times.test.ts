// Time through all Workers (law 31): answers for finished ranges state the end that was used and never change; every instant that the API shows can
// be sent back, whichever clock is ahead; and an operator sees when the clock of the books is stopped.
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { shiftClock } from "../support/database-clock.ts";
import { connect, connectWithoutTimeouts } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { post, transfer } from "../support/ledger-fixture.ts";

let ledge: Ledge;
let bank: TestBank;
let admin: pg.Client;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  admin = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
});

const get = async (path: string) => await ledge.request("GET", path);
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

describe("a finished range", () => {
  test("returns the same bytes whenever it is requested with the returned end, though an earlier posting commits later", async () => {
    const { account } = await bank.customerWith("100");
    const [own, cash] = [account, bank.cash].map((id) => decodeId("account", id) as string) as [string, string];
    const writer = await connectWithoutTimeouts(ledge.database.runtimeUrl);
    await writer.query("BEGIN");
    await post(writer, [transfer(own, cash, 1n)]);
    // Other accounts continue to post, and the clock advances.
    await bank.customerWith("0");
    const ranges = ["/v1/transfers?to=", "/v1/transactions?to=", "/v1/ledger/trial-balance?at="];
    const asked = inMs(0);
    const kept = [];
    for (const range of ranges) {
      const { json } = await get(range + asked);
      kept.push({ range, end: (json.to ?? json.as_of) as string });
      expect(Date.parse(json.to ?? json.as_of)).toBeLessThan(Date.parse(asked));
    }
    const before = await Promise.all(kept.map(({ range, end }) => get(range + end)));
    await writer.query("COMMIT");
    await writer.end();
    for (const [index, { range, end }] of kept.entries()) {
      const later = await get(range + end);
      expect([range, later.text]).toEqual([range, before[index]?.text]);
      expect(later.json.to ?? later.json.as_of).toBe(end);
    }
  });

  test("has the same end on all of its pages", async () => {
    const { account } = await bank.customerWith("3");
    for (const amount of ["1", "1", "1"]) await bank.pay(account, bank.cash, amount);
    const range = `to=${inMs(0)}&limit=1`;
    for (const list of [`/v1/accounts/${account}/entries?${range}`, `/v1/transfers?${range}`, `/v1/transactions?${range}`]) {
      const first = await get(list);
      const second = await get(`${list}&cursor=${first.json.next_cursor}`);
      expect([list, second.status, second.json.data?.length, second.json.to]).toEqual([list, 200, 1, first.json.to]);
    }
  });

  test("without an end has none in its answer, and the entries of an account state theirs", async () => {
    const { account } = await bank.customerWith("100");
    expect(Object.keys((await get("/v1/transfers")).json)).not.toContain("to");
    const { created_at } = (await get(`/v1/accounts/${account}/entries`)).json.data[0];
    const window = async (query: string) => (await get(`/v1/accounts/${account}/entries?${query}`)).json;
    expect(await window(`to=${created_at}`)).toMatchObject({ data: [], to: created_at });
    expect((await window(`from=${created_at}&to=${inMs(60_000)}`)).data).toHaveLength(1);
  });
});

test("a request from a client whose clock is seconds ahead is answered as of now, and one clearly in the future is refused", async () => {
  const { account } = await bank.customerWith("100");
  const ahead = inMs(3_000);
  const effective = { ...transferOf(account, bank.cash, "1"), effective_at: ahead };
  const paid = await ledge.request("POST", "/v1/transfers", { body: effective });
  expect([paid.status, paid.json.effective_at]).toEqual([201, ahead]);
  const asOf = (await get(`/v1/accounts/${account}/balance?at=${ahead}&basis=effective`)).json;
  expect([asOf.posted, asOf.as_of < ahead]).toEqual(["99", true]);
  const { to, entries } = (await get(`/v1/accounts/${account}/statement?to=${ahead}&basis=effective`)).json;
  expect([to < ahead, entries.length]).toEqual([true, 2]);
  const future = inMs(60_000);
  for (const path of [
    `/v1/accounts/${account}/balance?at=${future}`,
    `/v1/ledger/trial-balance?at=${future}`,
    `/v1/accounts/${account}/statement?to=${future}`,
    `/v1/accounts/${account}/statement?from=${future}`,
  ]) {
    expect([path, (await get(path)).status]).toEqual([path, 400]);
  }
  const late = { ...effective, effective_at: future };
  const alone = await ledge.request("POST", "/v1/transfers", { body: late });
  const batch = await ledge.request("POST", "/v1/transfer-batches", { body: { mode: "atomic", transfers: [effective, late] } });
  const detail = "must not be in the future";
  expect([alone.status, alone.json.errors]).toEqual([400, [{ pointer: "/effective_at", detail }]]);
  expect([batch.status, batch.json.errors]).toEqual([400, [{ pointer: "/transfers/1/effective_at", detail }]]);
});

// From here on the books' clock is ahead of the server's for a while. What is recorded now is in no finished range yet.
describe("an instant that the API shows can be sent back", () => {
  test.each([-1_000, 1_000])("when the database's clock is %d ms off", async (offsetMs) => {
    await shiftClock(admin, offsetMs);
    const { account } = await bank.customerWith("100");
    const { created_at } = (await get(`/v1/accounts/${account}/entries`)).json.data[0];
    const paid = await ledge.request("POST", "/v1/transfers", {
      body: { ...transferOf(account, bank.cash, "1"), effective_at: created_at },
    });
    expect([paid.status, paid.json.effective_at]).toEqual([201, created_at]);
    for (const path of [
      `/v1/accounts/${account}/balance?at=${created_at}`,
      `/v1/ledger/trial-balance?at=${created_at}`,
      `/v1/accounts/${account}/statement?to=${created_at}`,
      `/v1/accounts/${account}/statement?from=${created_at}`,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    await shiftClock(admin, 0);
  });
});

test("an operator sees at /readyz how far the books' clock is ahead once the server's clock is back", async () => {
  const clock = async () => (await get("/readyz")).json.clock.ahead_ms as number;
  const { account } = await bank.customerWith("100");
  await shiftClock(admin, 3_600_000);
  await bank.pay(account, bank.cash, "1");
  await shiftClock(admin, 0);
  expect(await clock()).toBeGreaterThan(3_500_000);
});
