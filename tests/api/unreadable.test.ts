// A row that cannot be shown fails alone, by id, and never fails its page, its feed or its endpoint's queue (law 30). The tests corrupt rows as the
// cluster's superuser, with the constraints dropped that would refuse it.
import { decodeId, type IdKind } from "@ledge/shared/ids";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type Feed, openFeed, openStream } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { balancedLegs } from "../support/refusals/valid-requests.ts";
import { openEndpoint } from "../support/webhook-endpoint.ts";

let ledge: Ledge;
let bank: TestBank;
let feed: Feed;
let admin: pg.Client;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  bank = await openTestBank(ledge);
  feed = await openFeed(ledge);
  admin = await connect(ledge.database.adminUrl);
  const { rows } = await admin.query<{ drop: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop
      FROM pg_constraint WHERE contype = 'c' AND coninhcount = 0 AND conrelid <> 0 AND NOT connamespace::regnamespace::text LIKE 'pg_%'`);
  for (const { drop } of rows) await admin.query(drop);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
  await receiver.close();
});

const get = (path: string, accept = "application/json") => ledge.request("GET", path, { headers: { Accept: accept } });
const make = async (path: string, body: object): Promise<string> => {
  const answer = await ledge.request("POST", path, { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.json.id;
};
const uuidOf = (kind: IdKind, id: string): string => decodeId(kind, id) as string;

/** A resource in its list: how to make one, and how to corrupt its row so that it cannot be shown. */
interface Kind {
  readonly name: string;
  readonly kind: IdKind;
  readonly path: string;
  readonly make: () => Promise<string>;
  readonly corrupt: string;
}

const holder = async (): Promise<string> => (await bank.customerWith("50")).account;
const kinds: readonly Kind[] = [
  ...[
    ["an infinite time", "created_at = '-infinity'"],
    ["a year before Christ", "updated_at = '0044-03-15 12:00:00+00 BC'"],
    ["a version beyond the largest number", "version = 9007199254740993"],
    ["metadata that are not an object", "metadata = '[1]'"],
  ].map(([what, change]) => ({
    name: `a customer with ${what}`,
    kind: "customer" as const,
    path: "/v1/customers",
    make: () => make("/v1/customers", { type: "person", name: "Ada" }),
    corrupt: `UPDATE customers.customers SET ${change} WHERE id = $1`,
  })),
  {
    name: "an account",
    kind: "account",
    path: "/v1/accounts",
    make: async () => (await bank.customerWith("0")).account,
    corrupt: "UPDATE accounts.accounts SET created_at = 'infinity' WHERE id = $1",
  },
  {
    name: "an API key",
    kind: "apiKey",
    path: "/v1/api-keys",
    make: () => make("/v1/api-keys", { name: "till", scopes: ["accounts:read"] }),
    corrupt: "UPDATE identity.api_keys SET expires_at = '0044-03-15 12:00:00+00 BC' WHERE id = $1",
  },
  {
    name: "a hold",
    kind: "hold",
    path: "/v1/holds",
    make: async () => await make("/v1/holds", transferOf(await holder(), bank.cash, "1")),
    corrupt: "UPDATE payments.holds SET expires_at = '294276-12-31 00:00:00+00' WHERE id = $1",
  },
  {
    name: "a transfer",
    kind: "transfer",
    path: "/v1/transfers",
    make: async () => (await bank.pay(bank.cash, await holder(), "1")).id,
    corrupt: "UPDATE ledger.transfers SET effective_at = '0044-03-15 12:00:00+00 BC' WHERE id = $1",
  },
  {
    name: "a transaction",
    kind: "transaction",
    path: "/v1/transactions",
    make: async () => await make("/v1/transactions", balancedLegs(bank.cash, await holder(), "1")),
    corrupt: "UPDATE ledger.transactions SET recorded_at = 'infinity' WHERE id = $1",
  },
  {
    name: "a webhook endpoint",
    kind: "webhookEndpoint",
    path: "/v1/webhook-endpoints",
    make: () => make("/v1/webhook-endpoints", { url: "https://hooks.ledge-test.net/", events: ["ping"] }),
    corrupt: "UPDATE webhooks.endpoints SET created_at = 'infinity' WHERE id = $1",
  },
];

describe("a list", () => {
  test.each(kinds)("shows its other rows and names the one that it cannot show: $name", async ({ kind, path, make, corrupt }) => {
    const [before, broken, after] = [await make(), await make(), await make()];
    await admin.query(corrupt, [uuidOf(kind, broken)]);
    const page = await get(`${path}?limit=100`);
    expect(page.status, page.text).toBe(200);
    expect(page.json.data.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([before, after]));
    expect(page.json.data.map(({ id }: { id: string }) => id)).not.toContain(broken);
    expect(page.json.unreadable).toContain(broken);
    // Read alone it is a server fault. Pages around it continue at its position.
    expect((await get(`${path}/${broken}`)).status).toBe(500);
    expect((await get(`${path}/${before}`)).status).toBe(200);
    let [ids, cursor]: [string[], string | null] = [[], ""];
    while (cursor !== null) {
      const one: any = await get(`${path}?limit=1${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
      ids = [...ids, ...one.json.data.map(({ id }: { id: string }) => id), ...(one.json.unreadable ?? [])];
      cursor = ids.includes(before) ? null : one.json.next_cursor;
    }
    expect(ids).toEqual(expect.arrayContaining([before, broken, after]));
  });

  test("without unreadable rows has no member for them", async () => {
    const account = await holder();
    expect(Object.keys((await get(`/v1/accounts/${account}/entries`)).json).sort()).toEqual(["data", "has_more", "next_cursor"]);
  });

  test("of entries names an unreadable one by its version, and the statement of that account fails before its first byte", async () => {
    const account = await holder();
    await bank.pay(account, bank.cash, "5");
    await bank.pay(account, bank.cash, "6");
    const update = "UPDATE ledger.entries SET recorded_at = $2 WHERE account_id = $1 AND version = 2";
    await admin.query(update, [uuidOf("account", account), "infinity"]);
    const page = await get(`/v1/accounts/${account}/entries`);
    expect(page.json.data.map(({ version }: { version: number }) => version)).toEqual([3, 1]);
    expect(page.json.unreadable).toEqual(["2"]);
    for (const type of ["application/json", "text/csv", "application/xml"]) {
      const answer = await get(`/v1/accounts/${account}/statement`, type);
      expect([type, answer.status, answer.json?.code]).toEqual([type, 500, "internal_error"]);
    }
    expect((await get(`/v1/accounts/${await holder()}/statement`)).status).toBe(200);
  });
});

describe("the feed", () => {
  const corruptions = [
    ["its data", "UPDATE outbox.events SET data = '{}' WHERE id = $1"],
    ["its time", "UPDATE outbox.events SET occurred_at = 'infinity' WHERE id = $1"],
    ["its type", "UPDATE outbox.events SET type = 'hold.forgotten' WHERE id = $1"],
    ["its versions", "UPDATE outbox.events SET versions = '{9007199254740993,1}' WHERE id = $1"],
  ] as const;

  /** The events of three holds, the second of which is corrupted. */
  async function threeWith(corrupt: string): Promise<string[]> {
    const account = await holder();
    const { events } = await feed.eventsOf(async () => {
      for (let count = 0; count < 3; count += 1) await make("/v1/holds", transferOf(account, bank.cash, "1"));
    });
    const ids = events.map(({ id }) => id);
    expect(ids).toHaveLength(3);
    await admin.query(corrupt, [uuidOf("event", ids[1] as string)]);
    return ids;
  }

  test.each(corruptions)("continues past an event that cannot be shown for %s, and names it", async (_what, corrupt) => {
    const [first, broken, last] = await threeWith(corrupt);
    const page = await get(`/v1/events?after=${first}`);
    expect(page.status, page.text).toBe(200);
    expect(page.json.unreadable).toEqual([broken]);
    expect(page.json.data[0].id).toBe(last);
    const alone = await get(`/v1/events?after=${first}&limit=1`);
    expect(alone.json).toMatchObject({ data: [], has_more: true, next_cursor: broken, unreadable: [broken] });
    const stream = await openStream(ledge, `?after=${first}&limit=2`);
    const frames = await stream.take(2);
    await stream.close();
    expect(frames.map(({ id, event }) => [id, event])).toEqual([
      [broken, "unreadable"],
      [last, "hold.placed"],
    ]);
    expect(frames[0]?.data).toEqual({ id: broken });
  });

  test("is delivered past an event that cannot be shown, whose delivery is dead until it is requested again", async () => {
    const own = await openEndpoint(ledge, receiver, { events: ["hold.placed"] }, "/past-the-unreadable");
    receiver.reply("/past-the-unreadable", { status: 503 });
    const [first, broken, last] = await threeWith("UPDATE outbox.events SET data = '{}' WHERE id = $1");
    await expect.poll(async () => (await own.deliveries("?status=pending")).length, { timeout: 30_000 }).toBe(3);
    receiver.reply("/past-the-unreadable", { status: 204 });
    await own.change({ status: "disabled" });
    await own.change({ status: "enabled" });
    await own.caughtUp();
    const sent = own.received().map(({ json }) => json.id);
    expect(sent).toContain(first);
    expect(sent).toContain(last);
    expect(sent).not.toContain(broken);
    const [dead] = await own.deliveries("?status=dead");
    expect(dead).toMatchObject({ event: broken, status: "dead", attempts: [{ failure: "unreadable", status: null }] });
    expect((await get(own.path)).json.status).toBe("enabled");
    // A requested redelivery is attempted again, and ends in the same way while the event cannot be shown.
    expect((await ledge.request("POST", `/v1/webhook-deliveries/${dead?.id}/redeliver`)).status).toBe(200);
    await expect.poll(async () => (await own.deliveries("?status=dead"))[0]?.attempt_count, { timeout: 30_000 }).toBe(2);
  });
});
