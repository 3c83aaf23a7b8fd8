// Webhook endpoints as their owners and operators see them: a failure is logged and counted, and affects its own endpoint only.
import { eventCounters } from "@ledge/shared/contracts/webhooks";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type TestBank, openTestBank } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { openEndpoint } from "../support/webhook-endpoint.ts";

const TRANSFERS = { events: ["transfer.posted"] };

let ledge: Ledge;
let receiver: Receiver;
let bank: TestBank;
let admin: pg.Client;
let payee: string;

// Here Node's fetch makes the requests of Workers. It would follow redirects by itself, which production does not.
const network = globalThis.fetch;
vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => network(new Request(input, init), { redirect: "manual" }));

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  bank = await openTestBank(ledge);
  admin = await connect(ledge.database.adminUrl);
  payee = (await bank.customerWith("0")).account;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await admin.end();
  await ledge.close();
  await receiver.close();
});

const pay = async (amount: string): Promise<string> => (await bank.pay(bank.cash, payee, amount)).id;

describe("the log of deliveries", () => {
  test("shows each attempt: its status, its duration, and the beginning of the answer", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS, "/broken");
    receiver.reply("/broken", { status: 500, body: `out of \u0000order: ${"x".repeat(2_000)}` });
    await pay("1");
    await expect.poll(async () => (await endpoint.deliveries())[0]?.attempt_count).toBeGreaterThan(0);
    const [delivery] = await endpoint.deliveries();
    expect(delivery).toMatchObject({ endpoint: endpoint.id, event_type: "transfer.posted", status: "pending" });
    expect(Date.parse(delivery?.next_attempt_at ?? "")).toBeGreaterThan(Date.parse(delivery?.created_at ?? ""));
    const first = delivery?.attempts.at(-1);
    expect(first).toMatchObject({ number: 1, status: 500, failure: "status" });
    // The NUL, which Postgres does not store, is removed. It counts as one of the 512 bytes.
    expect(first?.first_bytes).toBe(`out of order: ${"x".repeat(2_000)}`.slice(0, 511));
    expect(first?.duration_ms).toBeGreaterThanOrEqual(0);
    receiver.reply("/broken", { status: 200, body: "thanks" });
    await endpoint.change({ status: "disabled" });
    await endpoint.change({ status: "enabled" });
    await expect.poll(async () => (await endpoint.deliveries())[0]?.status).toBe("delivered");
    const { attempts = [], attempt_count, next_attempt_at } = (await endpoint.deliveries())[0] ?? {};
    expect([attempts.length, next_attempt_at]).toEqual([attempt_count, null]);
    expect(attempts[0]).toMatchObject({ number: attempt_count, status: 200, failure: null, first_bytes: "thanks" });
    expect(attempts.map(({ number }) => number)).toEqual([...attempts.map(({ number }) => number)].sort((a, b) => b - a));
  });

  test("shows a redirect as a failure, and the redirect is not followed", async () => {
    const elsewhere = await openReceiver();
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS, "/moved");
    receiver.reply("/moved", { status: 307, headers: { Location: elsewhere.at("/here") } });
    await pay("1");
    await expect
      .poll(async () => (await endpoint.deliveries())[0]?.attempts.at(-1))
      .toMatchObject({
        status: 307,
        failure: "redirected",
      });
    expect((await endpoint.deliveries())[0]?.status).toBe("pending");
    expect(elsewhere.received("/here")).toEqual([]);
    // A followed redirect would be seen: the same server is reached by its own name.
    const there = await openEndpoint(ledge, elsewhere, TRANSFERS, "/here");
    await there.caughtUp();
    expect(elsewhere.received("/here")).toHaveLength(1);
    for (const { path } of [endpoint, there]) await ledge.request("DELETE", path);
    await elsewhere.close();
  });

  test("is read page by page, and by status", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    const transfers = [await pay("1"), await pay("2"), await pay("3")];
    await endpoint.caughtUp();
    await expect.poll(async () => (await endpoint.deliveries("?status=delivered")).length).toBe(4);
    const events = endpoint.received().map(({ json }) => json.id as string);
    const first = (await ledge.request("GET", `${endpoint.path}/deliveries?limit=3`)).json;
    const second = (await ledge.request("GET", `${endpoint.path}/deliveries?limit=3&cursor=${first.next_cursor}`)).json;
    expect([...first.data, ...second.data].map(({ event }: { event: string }) => event)).toEqual(events.toReversed());
    expect(endpoint.received().map(({ json }) => json.resource)).toEqual([...transfers, endpoint.id]);
    expect(await endpoint.deliveries("?status=dead")).toEqual([]);
  });
});

describe("an endpoint", () => {
  test("that hangs delays no other endpoint", async () => {
    const [slow, quick] = [await openEndpoint(ledge, receiver, TRANSFERS, "/slow"), await openEndpoint(ledge, receiver, TRANSFERS)];
    receiver.reply("/slow", "never");
    const transfers = [await pay("1"), await pay("2")];
    await expect.poll(() => [slow.received().length, quick.received().length]).toEqual([1, 2]);
    expect(quick.received().map(({ json }) => json.resource)).toEqual(transfers);
    // It still hangs: its attempt has not ended, and the next delivery has not been attempted.
    expect((await slow.deliveries()).map(({ attempt_count }) => attempt_count)).toEqual([0, 0]);
    await ledge.request("DELETE", slow.path);
  });

  test("that was deleted receives nothing more, is not found, and leaves no pending delivery", async () => {
    const [endpoint, witness] = [
      await openEndpoint(ledge, receiver, TRANSFERS, "/deleted"),
      await openEndpoint(ledge, receiver, TRANSFERS),
    ];
    receiver.reply("/deleted", { status: 503, headers: { "Retry-After": "3600" } });
    await pay("1");
    await expect.poll(async () => (await endpoint.deliveries())[0]?.attempt_count).toBe(1);
    const removed = await ledge.request("DELETE", endpoint.path);
    expect([removed.status, removed.json.id]).toEqual([200, endpoint.id]);
    receiver.reply("/deleted", { status: 204 });
    await pay("2");
    await witness.caughtUp();
    expect([endpoint.received().length, witness.types().length]).toEqual([1, 2]);
    expect((await ledge.request("GET", endpoint.path)).status).toBe(404);
    const list = (await ledge.request("GET", "/v1/webhook-endpoints?limit=100")).json.data.map(({ id }: { id: string }) => id);
    expect([list.includes(endpoint.id), list.includes(witness.id)]).toEqual([false, true]);
    const waiting = `SELECT count(*)::int AS n FROM webhooks.deliveries AS d JOIN webhooks.endpoints AS e ON e.id = d.endpoint_id
                      WHERE e.deleted_at IS NOT NULL AND d.status = 'pending'`;
    expect((await admin.query(waiting)).rows[0].n).toBe(0);
  });

  test.each<[resume: object, isSentThePause: boolean]>([
    [{}, true],
    [{ resume_from: "pause" }, true],
    [{ resume_from: "now" }, false],
  ])("that is enabled again with %j receives the events from while it was disabled: %s", async (resume, isSentThePause) => {
    const [endpoint, witness] = [await openEndpoint(ledge, receiver, TRANSFERS), await openEndpoint(ledge, receiver, TRANSFERS)];
    await endpoint.caughtUp();
    const disabled = await endpoint.change({ status: "disabled" });
    const paused = [await pay("1"), await pay("2")];
    await witness.caughtUp();
    expect(endpoint.received()).toHaveLength(1);
    // The answer states the position: the events after it are those that the endpoint missed.
    const feed = await ledge.request("GET", `/v1/events?after=${disabled.json.resumes_after}`);
    const missed = (feed.json.data as { type: string; resource: string }[]).filter(({ type }) => type === "transfer.posted");
    expect(missed.map(({ resource }) => resource)).toEqual(paused);
    const enabled = await endpoint.change({ status: "enabled", ...resume });
    expect([enabled.status, enabled.json.status, enabled.json.resumes_after]).toEqual([200, "enabled", null]);
    const after = await pay("3");
    await endpoint.caughtUp();
    const sent = endpoint.received().slice(1);
    expect(sent.map(({ json }) => json.resource)).toEqual([...(isSentThePause ? paused : []), after, endpoint.id]);
  });

  test("whose URL changes receives its pending deliveries at once, in order, at the new URL", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS, "/left");
    receiver.reply("/left", { status: 503, headers: { "Retry-After": "3600" } });
    const transfers = [await pay("1"), await pay("2")];
    await expect.poll(async () => (await endpoint.deliveries()).map(({ attempt_count }) => attempt_count)).toEqual([0, 1]);
    // Another change keeps the URL.
    await endpoint.change({ description: "The same place" });
    expect((await endpoint.change({ url: receiver.at("/right") })).status).toBe(200);
    await expect.poll(() => receiver.received("/right").map(({ json }) => json.resource)).toEqual(transfers);
    expect(endpoint.received()).toHaveLength(1);
  });

  test("is changed only under its latest version, and by one of two writers that saw it", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    const etag = (await ledge.request("GET", endpoint.path)).headers.get("ETag") as string;
    const change = (description: string) => ledge.request("PATCH", endpoint.path, { body: { description }, headers: { "If-Match": etag } });
    const answers = await Promise.all([change("one"), change("other")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe("an operator", () => {
  const ready = async (token?: string | null) => await ledge.request("GET", "/readyz", token === undefined ? {} : { token });

  test("sees the progress of events at /readyz; other keys do not, and a malformed key is refused", async () => {
    const shown = await ready();
    expect([shown.status, shown.json.status]).toEqual([200, "ready"]);
    expect(eventCounters.parse(shown.json.events).consumers).toMatchObject([{ name: "search" }, { name: "webhooks" }]);
    expect((await ready(null)).json).toEqual({ status: "ready" });
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body: { name: "reader", scopes: ["events:read"] } })).json;
    expect((await ready(token)).json).toEqual({ status: "ready" });
    const refused = await ready(`${token}x`);
    expect([refused.status, refused.json.code]).toEqual([401, "unauthenticated"]);
  });

  test("sees the counters return to zero when everything was sent", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    await pay("1");
    await endpoint.caughtUp();
    const counters = async () => (await ready()).json.events;
    await expect.poll(counters).toMatchObject({
      outbox: { pending: 0, unsent: 0, oldest_seconds: 0 },
      consumers: [{ name: "search" }, { name: "webhooks", behind: 0 }],
    });
  });

  test("redrives dead letters once, and a consumer that has applied them does nothing", async () => {
    const endpoint = await openEndpoint(ledge, receiver, TRANSFERS);
    await pay("1");
    await endpoint.caughtUp();
    const redrive = async () => await ledge.request("POST", "/v1/events/redrive");
    expect([(await redrive()).status, (await redrive()).json]).toEqual([200, { redriven: 0 }]);
    // The queue's dead letters. Two stages may have given up on one event.
    const planted = `INSERT INTO outbox.dead_letters (stage, position, reason)
                     SELECT s, position, 'given_back' FROM outbox.head, unnest(ARRAY['webhooks', 'relay']) AS s`;
    await admin.query(planted);
    expect((await ready()).json.events.dead_letters).toBe(2);
    expect((await redrive()).json).toEqual({ redriven: 1 });
    await expect.poll(async () => (await ready()).json.events.dead_letters).toBe(0);
    await endpoint.caughtUp();
    expect([endpoint.types(), (await redrive()).json]).toEqual([["transfer.posted"], { redriven: 0 }]);
  });
});
