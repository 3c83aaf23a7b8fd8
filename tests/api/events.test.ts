// The event feed through the API: the events of each write, their readers and their order, and the absence of any other event (laws 18, 19, 21).
import { randomUUID } from "node:crypto";
import { decodeId } from "@ledge/shared/ids";
import { type Event, eventSchema, eventTypes } from "@ledge/shared/contracts/events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { type Feed, openFeed, openStream } from "../support/feed.ts";
import { type LedgeResponse, type Ledge, startLedge, type RequestOptions } from "../support/ledge.ts";
import { balancedLegs } from "../support/refusals/valid-requests.ts";

let ledge: Ledge;
let bank: TestBank;
let feed: Feed;
/** The id of the key that the tests write with. */
let operator: string;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  feed = await openFeed(ledge);
  operator = (await ledge.request("GET", "/v1/api-keys")).json.data.at(-1).id;
});
afterAll(async () => await ledge.close());

const post = (path: string, body?: object, options: RequestOptions = {}) =>
  ledge.request("POST", path, { ...options, ...(body === undefined ? {} : { body }) });
const patch = async (path: string, body: object) => {
  const etag = (await ledge.request("GET", path)).headers.get("ETag") as string;
  return await ledge.request("PATCH", path, { body, headers: { "If-Match": etag } });
};
const account = async (): Promise<string> => (await bank.customerWith("50")).account;
const empty = async (): Promise<string> => (await bank.customerWith("0")).account;
const customer = async (): Promise<string> => (await bank.customerWith("0")).customer;
const hold = async (): Promise<string> => (await post("/v1/holds", transferOf(await account(), bank.cash, "10"))).json.id;
const apiKey = async (): Promise<string> => (await post("/v1/api-keys", { name: "till", scopes: ["accounts:read"] })).json.id;
const endpoint = async (): Promise<string> =>
  (await post("/v1/webhook-endpoints", { url: "https://hooks.ledge-test.net/", events: ["webhook_endpoint.disabled"] })).json.id;
const typesOf = (events: readonly Event[]) => events.map(({ type }) => type);

/** Each write with its events. A row prepares, outside of what is observed, and returns the write itself. */
type Write = readonly [name: string, types: readonly string[], prepare: () => Promise<() => Promise<LedgeResponse>>];
const on = (prepare: () => Promise<string>, act: (id: string) => Promise<LedgeResponse>) => async () => {
  const id = await prepare();
  return () => act(id);
};
const writes: readonly Write[] = [
  ["creating a customer", ["customer.created"], async () => () => post("/v1/customers", { type: "person", name: "Ada" })],
  ["changing a customer", ["customer.updated"], on(customer, (id) => patch(`/v1/customers/${id}`, { name: "Grace" }))],
  [
    "renaming a verified customer",
    ["customer.verification_reset", "customer.updated"],
    on(
      async () => (await post(`/v1/customers/${await customer()}/verification`, { decision: "verified" })).json.id,
      (id) => patch(`/v1/customers/${id}`, { name: "Grace" }),
    ),
  ],
  [
    "deciding on a customer",
    ["customer.verification_decided"],
    on(customer, (id) => post(`/v1/customers/${id}/verification`, { decision: "verified" })),
  ],
  [
    "opening an account",
    ["account.opened"],
    on(customer, (id) => post("/v1/accounts", { kind: "customer", customer_id: id, currency: "EUR" })),
  ],
  ["changing an account", ["account.updated"], on(account, (id) => patch(`/v1/accounts/${id}`, { name: "Rent" }))],
  ["freezing", ["account.frozen"], on(account, (id) => post(`/v1/accounts/${id}/freeze`))],
  [
    "unfreezing",
    ["account.unfrozen"],
    on(
      async () => {
        const id = await account();
        await post(`/v1/accounts/${id}/freeze`);
        return id;
      },
      (id) => post(`/v1/accounts/${id}/unfreeze`),
    ),
  ],
  ["closing", ["account.closed"], on(empty, (id) => post(`/v1/accounts/${id}/close`))],
  ["issuing a key", ["api_key.created"], async () => () => post("/v1/api-keys", { name: "till", scopes: ["accounts:read"] })],
  ["rotating a key", ["api_key.rotated", "api_key.created"], on(apiKey, (id) => post(`/v1/api-keys/${id}/rotate`, {}))],
  ["revoking a key", ["api_key.revoked"], on(apiKey, (id) => ledge.request("DELETE", `/v1/api-keys/${id}`))],
  ["a transfer", ["transfer.posted"], on(account, (id) => post("/v1/transfers", transferOf(id, bank.cash, "5")))],
  [
    "a reversal",
    ["transfer.posted"],
    on(
      async () => (await bank.pay(bank.cash, await account(), "5")).id,
      (id) => post(`/v1/transfers/${id}/reversals`, {}),
    ),
  ],
  [
    "a batch",
    ["transfer.posted", "transfer.posted"],
    on(account, (id) =>
      post("/v1/transfer-batches", { mode: "atomic", transfers: [transferOf(id, bank.cash, "1"), transferOf(id, bank.cash, "2")] }),
    ),
  ],
  ["a transaction", ["transaction.posted"], on(account, (id) => post("/v1/transactions", balancedLegs(bank.cash, id, "3")))],
  ["a hold", ["hold.placed"], on(account, (id) => post("/v1/holds", transferOf(id, bank.cash, "5")))],
  ["a capture", ["transfer.posted", "hold.captured"], on(hold, (id) => post(`/v1/holds/${id}/capture`, { amount: "4" }))],
  ["a release", ["hold.released"], on(hold, (id) => post(`/v1/holds/${id}/release`))],
  [
    "creating an endpoint",
    ["webhook_endpoint.created"],
    async () => () => post("/v1/webhook-endpoints", { url: "https://hooks.ledge-test.net/", events: ["webhook_endpoint.disabled"] }),
  ],
  [
    "changing an endpoint",
    ["webhook_endpoint.updated"],
    on(endpoint, (id) => patch(`/v1/webhook-endpoints/${id}`, { status: "disabled" })),
  ],
  ["a new secret", ["webhook_endpoint.secret_rotated"], on(endpoint, (id) => post(`/v1/webhook-endpoints/${id}/rotate-secret`))],
  ["deleting an endpoint", ["webhook_endpoint.deleted"], on(endpoint, (id) => ledge.request("DELETE", `/v1/webhook-endpoints/${id}`))],
];

describe("a write appends its events:", () => {
  test.each(writes)("%s appends %j, with the request that caused it and its actor", async (_name, types, prepare) => {
    const act = await prepare();
    const { result, events } = await feed.eventsOf(act);
    expect(result.status, result.text).toBeLessThan(300);
    expect(typesOf(events)).toEqual(types);
    for (const event of events) {
      expect(event.request_id).toBe(result.headers.get("Request-Id"));
      expect(event.actor).toBe(operator);
      // No trace was sent, so the request starts its own.
      expect(event.trace_id).toBe(decodeId("request", event.request_id as string)?.replaceAll("-", ""));
    }
    // The last event is about the resource in the answer and shows the same members, except those that only some readers may see.
    const { resource, data } = events.at(-1) as Event;
    if (result.json.id !== undefined) expect([resource, data["id"]]).toEqual([result.json.id, result.json.id]);
    const { token: _token, secret: _secret, balances: _balances, ...shown } = result.json;
    if (result.json.id !== undefined) expect(data).toEqual(shown);
  });

  test("together the writes emit every type but those that arise by themselves or go to one endpoint alone", () => {
    const covered = new Set(writes.flatMap(([, types]) => types));
    const others = ["credential.rotated", "hold.expired", "ping", "webhook_endpoint.disabled"];
    expect(eventTypes.filter((type) => !covered.has(type))).toEqual(others);
  });

  test("a hold that expires emits an event without a request, whose actor is the platform", async () => {
    const { events } = await feed.eventsOf(async () => {
      const transfer = transferOf(await account(), bank.cash, "5");
      const { status, json } = await post("/v1/holds", { ...transfer, expires_at: new Date(Date.now() + 3_000).toISOString() });
      expect(status).toBe(201);
      // A read shows the expiry by the clock. The event comes with the alarm.
      const hasExpired = async () => (await feed.all()).some(({ type, resource }) => type === "hold.expired" && resource === json.id);
      await expect.poll(hasExpired).toBe(true);
    });
    expect(events.at(-1)).toMatchObject({ type: "hold.expired", actor: "platform", request_id: null, trace_id: null });
  });

  test("the client's trace id is in its events, and a malformed trace is ignored", async () => {
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const payee = await account();
    const pay = async (traceparent: string) => {
      const { events } = await feed.eventsOf(() => bank.pay(bank.cash, payee, "1", { headers: { traceparent } }));
      return events[0] as Event;
    };
    expect((await pay(`00-${trace}-00f067aa0ba902b7-01`)).trace_id).toBe(trace);
    for (const bad of [`00-${"0".repeat(32)}-00f067aa0ba902b7-01`, `ff-${trace}-00f067aa0ba902b7-01`, "nonsense"]) {
      const event = await pay(bad);
      expect(event.trace_id).toMatch(/^[0-9a-f]{32}$/);
      expect(event.trace_id).toBe(decodeId("request", event.request_id as string)?.replaceAll("-", ""));
    }
  });
});

describe("a request without an effect appends no event:", () => {
  test("a replayed key, at the edge and by the database", async () => {
    const [key, id] = [randomUUID(), await account()];
    const pay = () => post("/v1/transfers", transferOf(id, bank.cash, "5"), { key });
    expect(typesOf((await feed.eventsOf(pay)).events)).toEqual(["transfer.posted"]);
    const { result, events } = await feed.eventsOf(pay);
    expect([result.headers.get("Idempotent-Replayed"), events]).toEqual(["true", []]);
    // Ten concurrent requests under one key also have one effect.
    const [raced, body] = [randomUUID(), transferOf(id, bank.cash, "6")];
    const race = () => Promise.all(Array.from({ length: 10 }, () => post("/v1/transfers", body, { key: raced })));
    expect(typesOf((await feed.eventsOf(race)).events)).toEqual(["transfer.posted"]);
  });

  test("a refusal of the first leg or of the last", async () => {
    const id = await account();
    const batch = { mode: "atomic", transfers: [transferOf(id, bank.cash, "1"), transferOf(id, bank.cash, "1000")] };
    const { result, events } = await feed.eventsOf(async () => [
      await post("/v1/transfers", transferOf(id, bank.cash, "51")),
      await post("/v1/transfer-batches", batch),
      await post(`/v1/accounts/${id}/close`),
      await post("/v1/transfers", { amount: "no" }),
    ]);
    for (const { status, text } of result) expect(status, text).toBeGreaterThanOrEqual(400);
    expect(events).toEqual([]);
  });

  test("freezing a frozen account, closing a closed one, revoking a revoked key", async () => {
    const [frozen, closed, key] = [await account(), await empty(), await apiKey()];
    const again = [
      () => post(`/v1/accounts/${frozen}/freeze`),
      () => post(`/v1/accounts/${closed}/close`),
      () => ledge.request("DELETE", `/v1/api-keys/${key}`),
    ];
    const all = async () => {
      for (const act of again) expect((await act()).status).toBe(200);
    };
    expect(typesOf((await feed.eventsOf(all)).events)).toEqual(["account.frozen", "account.closed", "api_key.revoked"]);
    expect((await feed.eventsOf(all)).events).toEqual([]);
  });

  test("when two writes race for the last money, only the one that succeeds appends an event", async () => {
    const id = await account();
    const race = () => Promise.all([1, 2, 3].map(() => post("/v1/transfers", transferOf(id, bank.cash, "50"))));
    const { result, events } = await feed.eventsOf(race);
    expect([result.filter(({ status }) => status === 201).length, typesOf(events)]).toEqual([1, ["transfer.posted"]]);
  });
});

describe("the feed", () => {
  test.each([1, 2, 3])("is the same in pages of %i, without a gap or a repetition", async (limit) => {
    await feed.news();
    const all = await feed.all();
    expect(all.length).toBeGreaterThan(50);
    expect((await feed.all(limit)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test("shows each event as its schema describes it, and no schema allows more", async () => {
    const all = await feed.all();
    for (const event of all) {
      const { error } = eventSchema(event.type).safeParse(event);
      expect(error, JSON.stringify(event)).toBeUndefined();
    }
    const [first] = all as [Event];
    expect(eventSchema(first.type).safeParse({ ...first, colour: "red" }).success).toBe(false);
    expect(eventSchema(first.type).safeParse({ ...first, data: { ...first.data, colour: "red" } }).success).toBe(false);
  });

  test("follows the versions of each account", async () => {
    const seen = new Map<string, number>();
    for (const { accounts } of await feed.all()) {
      for (const { id, version } of accounts) {
        expect(version).toBeGreaterThanOrEqual(seen.get(id) ?? 0);
        seen.set(id, version);
      }
    }
    expect(seen.size).toBeGreaterThan(10);
  });

  test("of an account is exactly the events that concern it, in the same order", async () => {
    const [one, other] = [await account(), await account()];
    await bank.pay(one, other, "5");
    await bank.pay(other, bank.cash, "1");
    await post(`/v1/accounts/${one}/freeze`);
    await feed.news();
    const touching = async (id: string) => (await feed.all()).filter(({ accounts }) => accounts.some((touched) => touched.id === id));
    for (const id of [one, other]) expect(await feed.all(2, `&account=${id}`)).toEqual(await touching(id));
    expect(typesOf(await touching(one))).toEqual(["account.opened", "transfer.posted", "transfer.posted", "account.frozen"]);
    expect(typesOf(await touching(other))).toEqual(["account.opened", "transfer.posted", "transfer.posted", "transfer.posted"]);
  });

  test("refuses to begin after a malformed event id", async () => {
    const answer = await ledge.request("GET", "/v1/events?after=evt_01h455vb4pex5vsknk084sn02q");
    expect([answer.status, answer.json.code, answer.json.errors[0].parameter]).toEqual([400, "validation_failed", "after"]);
  });
});

describe("the live feed", () => {
  test("sends each event with its id and type, and continues after the last one that a client received", async () => {
    await feed.news();
    const all = await feed.all();
    const stream = await openStream(ledge, `?after=${all[0]?.id}`);
    expect(stream.headers.get("Content-Type")).toBe("text/event-stream");
    expect(await stream.take(3)).toEqual(all.slice(1, 4).map((event) => ({ id: event.id, event: event.type, data: event })));
    await stream.close();
    const again = await openStream(ledge, `?after=${all[0]?.id}`, { "Last-Event-ID": all[3]?.id as string });
    expect((await again.take(2)).map(({ id }) => id)).toEqual(all.slice(4, 6).map(({ id }) => id));
    await again.close();
  });

  test("begins with new events and sends them as they come, for one account if the request names it", async () => {
    const [one, other] = [await account(), await account()];
    await feed.news();
    const [stream, narrow] = [await openStream(ledge), await openStream(ledge, `?account=${other}`)];
    const first = await bank.pay(bank.cash, one, "1");
    const second = await bank.pay(bank.cash, other, "1");
    const live = (id: string) => ({ event: "transfer.posted", data: { resource: id } });
    expect(await stream.take(2)).toMatchObject([live(first.id), live(second.id)]);
    expect(await narrow.take(1)).toMatchObject([live(second.id)]);
    await Promise.all([stream.close(), narrow.close()]);
  });

  test("is refused like any other read", async () => {
    const headers = { Accept: "text/event-stream" };
    expect((await ledge.request("GET", "/v1/events", { headers, token: null })).status).toBe(401);
    expect((await ledge.request("GET", "/v1/events?after=evt_01h455vb4pex5vsknk084sn02q", { headers })).status).toBe(400);
  });
});
