// The platform on a database whose settings, and those of its login, change what times, numbers, bytes and transactions mean (law 29): a payment of
// the year 1900 is shown the same everywhere, and exactly-once holds.
import { checkBooks } from "@ledge/database/books/books";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import type pg from "pg";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { openFeed } from "../support/feed.ts";
import { hostileSettings, hostileToWriters } from "../support/hostile.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openEndpoint } from "../support/webhook-endpoint.ts";

let ledge: Ledge;
let bank: TestBank;
let admin: pg.Client;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startLedge({
    vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } },
    async databaseUrl(runtimeUrl) {
      const url = new URL(runtimeUrl);
      const name = url.pathname.slice(1);
      [url.username, url.password] = ["postgres", "postgres"];
      admin = await connect(url.toString());
      for (const [setting, value] of Object.entries({ ...hostileSettings, ...hostileToWriters })) {
        await admin.query(`ALTER DATABASE ${name} SET ${setting} = ${admin.escapeLiteral(value)}`);
        await admin.query(`ALTER ROLE ledge_runtime_a IN DATABASE ${name} SET ${setting} = ${admin.escapeLiteral(value)}`);
      }
      return runtimeUrl;
    },
  });
  bank = await openTestBank(ledge);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
  await receiver.close();
});

test.each(["1900-01-01T00:00:00.000Z", "1919-04-15T10:20:30.001Z", "1986-01-01T00:14:59.999Z", "2026-11-01T00:00:00.000Z"])(
  "a payment that is effective at %s is shown so by every read, event, webhook and statement",
  async (effectiveAt) => {
    const feed = await openFeed(ledge);
    const endpoint = await openEndpoint(ledge, receiver, { events: ["transfer.posted"] });
    const { account } = await bank.customerWith("100");
    await feed.news();
    const body = { ...transferOf(account, bank.cash, "7"), effective_at: effectiveAt, description: "naïve \\ 'quoted' 𝔘" };
    const key = randomUUID();
    const posted = await ledge.request("POST", "/v1/transfers", { body, key });
    expect(posted.status, posted.text).toBe(201);
    const { balances: _balances, ...transfer } = posted.json;
    expect(transfer).toMatchObject({ effective_at: effectiveAt, description: body.description });
    // The key's row answers, not the edge.
    expect((await ledge.request("GET", `/v1/transfers/${transfer.id}`)).json).toEqual(transfer);
    expect((await ledge.request("GET", `/v1/transfers?account=${account}`)).json.data[0]).toEqual(transfer);
    expect((await ledge.request("GET", `/v1/accounts/${account}/entries?limit=1`)).json.data[0].effective_at).toBe(effectiveAt);
    expect((await ledge.request("GET", `/v1/transactions?limit=1`)).json.data[0].effective_at).toBe(effectiveAt);
    const event = (await feed.news()).find(({ resource }) => resource === transfer.id);
    expect(event?.data).toEqual(transfer);
    await endpoint.caughtUp();
    expect(endpoint.received().find(({ json }) => json.resource === transfer.id)?.json).toEqual(event);
    const statement = await ledge.request("GET", `/v1/accounts/${account}/statement?basis=effective`);
    expect(statement.json.entries).toContainEqual(expect.objectContaining({ transfer: transfer.id, effective_at: effectiveAt }));
    const before = await ledge.request("GET", `/v1/accounts/${account}/balance?basis=effective&at=${effectiveAt}`);
    expect(before.json.posted).toBe("-7");
  },
);

test("a hold expires in time, and the books are correct", async () => {
  const { account } = await bank.customerWith("100");
  const body = { ...transferOf(account, bank.cash, "5"), expires_at: new Date(Date.now() + 1_500).toISOString() };
  const hold = await ledge.request("POST", "/v1/holds", { body });
  expect(hold.status, hold.text).toBe(201);
  const status = async () => (await ledge.request("GET", `/v1/holds/${hold.json.id}`)).json.status;
  await expect.poll(async () => (await bank.balance(account)).pending_out, { timeout: 20_000 }).toBe("0");
  expect(await status()).toBe("expired");
  expect(await checkBooks(admin)).toEqual([]);
});
