// A release as its clients see it: Durable Objects reset while they work, in the middle of statements too, and no request is answered by anything but what it would be
// answered anyway. A release resets each object once at the most (tests/stand-ins/cloudflare/objects.ts); here they reset again and again.
import { randomInt, randomUUID } from "node:crypto";
import { checkBooks } from "@ledge/database/books/books";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import type { LedgeResponse } from "../support/ledge.ts";
import { kinds, type Resettable, startResettable } from "../support/resettable.ts";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { openEndpoint } from "../support/webhook-endpoint.ts";

const CLIENTS = 8;
const REQUESTS_PER_CLIENT = 30;
const ROUNDS = 8;
/** Longer than a client's time-out would be: what hangs fails the test. */
const WITHIN = { timeout: 30_000 };

let receiver: Receiver;
let ledge: Resettable;
let bank: TestBank;
let admin: pg.Client;

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startResettable({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  bank = await openTestBank(ledge);
  admin = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
  await receiver.close();
});

/** Statements of the runtime that wait for a lock. */
async function waiting(): Promise<number> {
  const own = "datname = current_database() AND usename = 'ledge_runtime_a'";
  const { rows } = await admin.query(`SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND ${own}`);
  return Number(rows[0].n);
}

/** Asks while `table` is locked, resets the lanes once the statement waits in Postgres, and lets it go on. */
async function resetWithin(table: string, ask: () => Promise<LedgeResponse>): Promise<LedgeResponse> {
  const holder = await connect(ledge.database.adminUrl);
  try {
    await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const answer = ask();
    await expect.poll(waiting, WITHIN).toBeGreaterThan(0);
    expect(await ledge.reset("lane")).toBeGreaterThan(0);
    await holder.query("COMMIT");
    return await answer;
  } finally {
    await holder.end();
  }
}

describe("a lane that resets in the middle of a statement costs no answer", () => {
  test("of a transfer, which has one effect", async () => {
    const { account } = await bank.customerWith("0");
    const request = { key: randomUUID(), body: transferOf(bank.cash, account, "7") };
    const ask = () => ledge.request("POST", "/v1/transfers", request);
    const answer = await resetWithin("ledger.entries", ask);
    expect([answer.status, answer.json.amount]).toEqual([201, "7"]);
    expect((await ask()).text).toBe(answer.text);
    expect(await bank.balance(account)).toMatchObject({ posted: "7", version: 1 });
  });

  test.each([
    ["of a command that shares its transaction", "/v1/holds", (account: string) => transferOf(account, bank.cash, "4")],
    ["of a command that has its own", "/v1/customers", () => ({ type: "person", name: "Reset" })],
    ["of a batch", "/v1/transfer-batches", (account: string) => ({ mode: "atomic", transfers: [transferOf(account, bank.cash, "1")] })],
  ])("%s, which has one effect", async (_what, path, bodyOf) => {
    const { account } = await bank.customerWith("10");
    const request = { key: randomUUID(), body: bodyOf(account) };
    const answer = await resetWithin("idempotency.keys", () => ledge.request("POST", path, request));
    expect(answer.status, answer.text).toBeLessThan(300);
    const again = await ledge.request("POST", path, request);
    expect([again.text, again.status]).toEqual([answer.text, answer.status]);
    expect((await admin.query("SELECT FROM idempotency.keys WHERE key = $1", [request.key])).rowCount).toBe(1);
  });

  test.each([
    ["of a read by id", (account: string) => `/v1/accounts/${account}`],
    ["of a list", () => "/v1/accounts?limit=1"],
  ])("%s", async (_what, pathOf) => {
    const { account } = await bank.customerWith("0");
    expect((await resetWithin("ledger.accounts", () => ledge.request("GET", pathOf(account)))).status).toBe(200);
  });

  test("once: of an object that resets twice in one request the outcome is not known, and the retry finds out", async () => {
    const { account } = await bank.customerWith("0");
    const request = { key: randomUUID(), body: transferOf(bank.cash, account, "3") };
    const holder = await connect(ledge.database.adminUrl);
    let asked: Promise<LedgeResponse>;
    try {
      await holder.query("BEGIN; LOCK TABLE ledger.entries IN ACCESS EXCLUSIVE MODE");
      asked = ledge.request("POST", "/v1/transfers", request);
      await expect.poll(waiting, WITHIN).toBe(1);
      await ledge.reset("lane");
      // The statement of the lane that is gone still waits, and now that of the repetition, too.
      await expect.poll(waiting, WITHIN).toBe(2);
      await ledge.reset("lane");
    } finally {
      await holder.end();
    }
    expect((await asked).status).toBe(503);
    expect((await ledge.request("POST", "/v1/transfers", request)).status).toBe(201);
    expect(await bank.balance(account)).toMatchObject({ posted: "3", version: 1 });
  });
});

describe("a release under load", () => {
  test("resets lanes, gates, relay and dispatchers, and every answer is a success or the refusal that was due; each key has one effect, each event arrives", async () => {
    const seed = randomInt(2 ** 31);
    const next = random(seed);
    const endpoint = await openEndpoint(ledge, receiver, { events: ["transfer.posted"] });
    const [{ account: payee }, { account: empty }] = [await bank.customerWith("0"), await bank.customerWith("0")];
    const faults: string[] = [];
    const posted: string[] = [];
    const resets = { lane: 0, gate: 0, relay: 0, dispatcher: 0 };
    let answered = 0;
    let asked = 0;
    const running = new Set<number>();
    const expectStatus = async (wanted: number, method: string, path: string, options = {}): Promise<LedgeResponse> => {
      const number = (asked += 1);
      running.add(number);
      const answer = await ledge.request(method, path, options);
      running.delete(number);
      answered += 1;
      if (answer.status !== wanted) faults.push(`${method} ${path}: ${answer.status} ${answer.text}`);
      return answer;
    };
    const client = async (): Promise<void> => {
      for (let request = 0; request < REQUESTS_PER_CLIENT; request += 1) {
        const kind = next(5);
        const key = randomUUID();
        if (kind === 0) await expectStatus(422, "POST", "/v1/transfers", { key, body: transferOf(empty, payee, "1") });
        else if (kind === 1) await expectStatus(200, "GET", `/v1/accounts/${payee}`);
        else if (kind === 2) await expectStatus(201, "POST", "/v1/customers", { key, body: { type: "person", name: "Load" } });
        else posted.push((await expectStatus(201, "POST", "/v1/transfers", { key, body: transferOf(bank.cash, payee, "1") })).json?.id);
      }
    };
    const load = Promise.all(Array.from({ length: CLIENTS }, client));
    const total = CLIENTS * REQUESTS_PER_CLIENT;
    let askedBefore = 0;
    for (let round = 1; round < ROUNDS; round += 1) {
      const due = Math.floor((total * round) / ROUNDS);
      // A request outlives one reset. No release makes two within the time of one.
      const isDue = (): boolean => answered >= due && [...running].every((number) => number > askedBefore);
      await expect.poll(isDue, { ...WITHIN, interval: 1 }).toBe(true);
      for (const kind of kinds) resets[kind] += await ledge.reset(kind);
      askedBefore = asked;
    }
    await load;
    for (const kind of kinds) expect(resets[kind], `seed ${seed}: ${kind}`).toBeGreaterThanOrEqual(ROUNDS / 2);
    expect(faults, `seed ${seed}`).toEqual([]);
    expect(await bank.balance(payee), `seed ${seed}`).toMatchObject({ posted: String(posted.length), version: posted.length });
    expect(await checkBooks(admin), `seed ${seed}`).toEqual([]);
    const delivered = () => new Set(endpoint.received().map(({ json }) => json.resource));
    await expect.poll(() => posted.filter((id) => !delivered().has(id)), { timeout: 60_000 }).toEqual([]);
  });
});
