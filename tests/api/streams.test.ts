// Live streams of the feed, through all Workers: they end with their key and with their client, they share one poll, each principal has a share of
// them, and nobody else waits for them.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EventStream, openStream } from "../support/feed.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openTestBank, type TestBank } from "../support/test-bank.ts";

/** Longer than the pause between two polls: as long as a stream is open, the lane of the feed keeps its connection. */
const LANE_IDLE_MS = 3_000;

let ledge: Ledge;
let bank: TestBank;
let admin: pg.Client;

beforeAll(async () => {
  ledge = await startLedge({ vars: { "core-service/wrangler.toml": { LANE_IDLE_MS: String(LANE_IDLE_MS), EVENT_STREAMS: "10" } } });
  bank = await openTestBank(ledge);
  admin = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
});

interface Key {
  readonly id: string;
  readonly token: string;
}

const reader = async (): Promise<Key> =>
  (await ledge.request("POST", "/v1/api-keys", { body: { name: "reader", scopes: ["events:read"] } })).json;
const streamOf = ({ token }: Key, query = ""): Promise<EventStream> => openStream(ledge, query, { Authorization: `Bearer ${token}` });
const customer = async (): Promise<string> =>
  (await ledge.request("POST", "/v1/customers", { body: { type: "person", name: "Ada" } })).json.id;

/** What the next events are about, up to the given resource. */
async function readTo(stream: EventStream, resource: string): Promise<string[]> {
  const seen: string[] = [];
  while (!seen.includes(resource)) seen.push(...(await stream.take(1)).map(({ data }) => data.resource));
  return seen;
}

/** The sessions whose last statement is one of a poll of the streams, and when it began. */
async function polling(): Promise<readonly { readonly pid: number; readonly atMs: number }[]> {
  const { rows } = await admin.query<{ pid: number; at: string }>(
    `SELECT pid, extract(epoch FROM query_start) * 1000 AS at FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() 
        AND (query ~ 'from "identity"."api_keys" where .*"id" in' OR query ~ 'from "outbox"."events" order by')`,
  );
  return rows.map(({ pid, at }) => ({ pid, atMs: Number(at) }));
}

/** Waits until no stream is polled for any more. */
const untilQuiet = (): Promise<void> => expect.poll(polling).toEqual([]);

/** The one session that polls; waits for its statement, because between two polls its last one may be another. */
async function onePoll(): Promise<{ readonly pid: number; readonly atMs: number }> {
  const found: Awaited<ReturnType<typeof polling>>[] = [];
  await expect.poll(async () => found.unshift(await polling()) && found[0]).toHaveLength(1);
  return found[0]?.[0] as { pid: number; atMs: number };
}

describe("a stream", () => {
  test("ends when its key is revoked, and shows nothing of what came after that", async () => {
    const key = await reader();
    const [stream, other] = [await streamOf(key), await streamOf(await reader())];
    const before = await customer();
    await readTo(stream, before);
    const revokedMs = Date.now();
    expect((await ledge.request("DELETE", `/v1/api-keys/${key.id}`)).status).toBe(200);
    const after = await customer();
    const rest: string[] = [];
    await expect(
      (async () => {
        for (;;) rest.push(...(await stream.take(1)).map(({ data }) => data.resource));
      })(),
    ).rejects.toThrow("the stream has ended");
    // The promise of revocation is five seconds.
    expect(Date.now() - revokedMs).toBeLessThan(5_000);
    expect(rest).not.toContain(after);
    // A stream of another key goes on, and has both.
    expect(await readTo(other, after)).toContain(before);
    await other.close();
  });

  test("of a key that was rotated ends when that very key is revoked, and its successor's goes on", async () => {
    const key = await reader();
    const successor: Key = (await ledge.request("POST", `/v1/api-keys/${key.id}/rotate`, { body: {} })).json;
    const [old, next] = [await streamOf(key), await streamOf(successor)];
    expect((await ledge.request("DELETE", `/v1/api-keys/${key.id}`)).status).toBe(200);
    await expect(old.take(100)).rejects.toThrow("the stream has ended");
    await readTo(next, await customer());
    await next.close();
  });

  test("is polled for as long as its client is there, and no longer", async () => {
    await untilQuiet();
    const stream = await streamOf(await reader());
    const first = await onePoll();
    // The lane would have closed its connection by then, had nobody polled.
    await expect.poll(async () => (await onePoll()).atMs - first.atMs).toBeGreaterThan(2 * LANE_IDLE_MS);
    expect((await onePoll()).pid).toBe(first.pid);
    await stream.close();
    await untilQuiet();
  });
});

describe("streams", () => {
  test("of one principal are limited, those of another are not, and places become free again", async () => {
    const [greedy, other] = [await reader(), await reader()];
    const open = await Promise.all(Array.from({ length: 10 }, () => streamOf(greedy)));
    const headers = { Accept: "text/event-stream" };
    const refused = await ledge.request("GET", "/v1/events", { token: greedy.token, headers });
    expect([refused.status, refused.json.code, refused.headers.get("Retry-After")]).toEqual([429, "rate_limited", "1"]);
    // Pages are not streams.
    expect((await ledge.request("GET", "/v1/events", { token: greedy.token })).status).toBe(200);
    const stream = await streamOf(other);
    await Promise.all([...open, stream].map((one) => one.close()));
    const status = async (): Promise<number> => {
      const answer = await ledge.fetch("/v1/events", { headers: { Authorization: `Bearer ${greedy.token}`, ...headers } });
      await answer.body?.cancel();
      return answer.status;
    };
    await expect.poll(status).toBe(200);
  });

  test("of twenty principals, 200 of them, are each sent every event in order, and share one poll", async () => {
    await untilQuiet();
    const keys = await Promise.all(Array.from({ length: 20 }, reader));
    const open: EventStream[] = [];
    for (let times = 0; times < 10; times += 1) open.push(...(await Promise.all(keys.map((key) => streamOf(key)))));
    const account = (await bank.customerWith("0")).account;
    const paid: string[] = [];
    for (let times = 0; times < 3; times += 1) paid.push((await bank.pay(bank.cash, account, "1")).id);
    await Promise.all(
      open.map(async (stream) => {
        const seen = await readTo(stream, paid[2] as string);
        expect(seen.filter((id) => paid.includes(id))).toEqual(paid);
      }),
    );
    await onePoll();
    await Promise.all(open.map((stream) => stream.close()));
  });
});
