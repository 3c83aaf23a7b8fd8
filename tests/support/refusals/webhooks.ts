// The refusals of events and webhooks. The endpoints of these scenarios subscribe to an event that never occurs, so that they receive only pings: an
// unrelated delivery would look like an effect of a refused request.
import type { LedgeResponse } from "../ledge.ts";
import type pg from "pg";
import { expect, vi } from "vitest";
import { altered, get, nothing, post, type Scenario, type Scenarios, send, type Sent, type ScenarioContext } from "./scenario.ts";

/** A receiver that answers 204 at once. */
const TAKES = "/takes";
/** A receiver that answers 503 with the longest accepted Retry-After. */
export const BUSY = "/busy";
export const BUSY_REPLY = { status: 503, headers: { "Retry-After": "43200" } } as const;
/** The number of endpoints that the platform of the scenarios may have: more than they make. */
export const MOST_ENDPOINTS = 500;
/** The number of streams that a principal may have open, as in core-service's config. */
const MOST_STREAMS = 20;
const NEVER_COMES = ["webhook_endpoint.disabled"];

export const endpointBody = ({ receiver }: ScenarioContext, path = TAKES) => ({ url: receiver.at(path), events: NEVER_COMES });

export const endpointOf = async (context: ScenarioContext, path = TAKES): Promise<LedgeResponse> =>
  await context.must("POST", "/v1/webhook-endpoints", endpointBody(context, path));

/** A change of an endpoint, under its current tag. */
async function patchOf({ must }: ScenarioContext, id: string, body: object): Promise<Sent> {
  const path = `/v1/webhook-endpoints/${id}`;
  return { method: "PATCH", path, options: { body, headers: { "If-Match": (await must("GET", path)).headers.get("ETag") as string } } };
}

const disable = async (context: ScenarioContext, id: string): Promise<void> => {
  const { method, path, options } = await patchOf(context, id, { status: "disabled" });
  await context.must(method, path, undefined, options);
};

/** The delivery of a ping that was attempted once. */
export async function deliveryOf(context: ScenarioContext, path = TAKES): Promise<{ readonly id: string; readonly endpoint: string }> {
  const endpoint = (await endpointOf(context, path)).json.id as string;
  await context.must("POST", `/v1/webhook-endpoints/${endpoint}/ping`);
  const tried = async () => (await context.must("GET", `/v1/webhook-endpoints/${endpoint}/deliveries`)).json.data[0];
  await vi.waitFor(async () => expect((await tried())?.attempt_count).toBe(1), { timeout: 60_000 });
  return { id: (await tried()).id, endpoint };
}

const UNDER_WAY = `
  SELECT EXISTS (SELECT FROM outbox.pending WHERE type = 'ping')
      OR EXISTS (SELECT FROM outbox.events, outbox.inboxes AS i WHERE consumer = 'webhooks' AND type = 'ping' AND events.position > i.position)
      OR EXISTS (SELECT FROM webhooks.deliveries AS d JOIN webhooks.endpoints AS e ON e.id = d.endpoint_id
                  WHERE d.status = 'pending' AND d.next_attempt_at IS NULL AND e.disabled_reason IS NULL AND e.deleted_at IS NULL)
      OR EXISTS (SELECT FROM webhooks.endpoints WHERE after_position IS NULL) AS under_way`;

/** Waits until no ping and no new endpoint is in progress, because their processing continues after the answer. */
export async function settled(admin: pg.Client): Promise<void> {
  const isUnderWay = async () => (await admin.query({ name: "under-way", text: UNDER_WAY })).rows[0].under_way;
  if (await isUnderWay()) await expect.poll(isUnderWay, { timeout: 60_000 }).toBe(false);
}

const creating = (what: string, change: object): Scenario => ({
  what,
  prepare: (context) => post("/v1/webhook-endpoints", { ...endpointBody(context), ...change }),
});
const changing = (what: string, change: object): Scenario => ({
  what,
  prepare: async (context) => await patchOf(context, (await endpointOf(context)).json.id, change),
});
/** A valid change, under another If-Match. */
const under = (what: string, tag: string | null): Scenario => ({
  what,
  prepare: async (context) =>
    altered(await patchOf(context, (await endpointOf(context)).json.id, { events: [] }), {
      headers: tag === null ? {} : { "If-Match": tag },
    }),
});

const notAllowed = (make: typeof creating): Scenario[] => [
  make("a URL with credentials", { url: "https://user:secret@hooks.ledge-test.net/" }),
  make("an address", { url: "https://192.0.2.1/" }),
  make("a malformed URL", { url: "hooks" }),
];
const noFilter = (make: typeof creating): Scenario[] => [
  make("a type of event that does not exist", { events: ["account.stolen"] }),
  make("a type that is repeated", { events: ["ping", "ping"] }),
];

export const webhooks: Scenarios = {
  getReadiness: {
    unauthenticated: [
      { what: "a malformed key", prepare: () => altered(get("/readyz"), { token: "ledge_none" }) },
      { what: "an expired key", prepare: async (context) => altered(get("/readyz"), { token: await context.expiredKey() }) },
    ],
    rate_limited: [
      {
        what: "a key that has sent as many requests as it may",
        prepare: async ({ spentKey }) => altered(get("/readyz"), { token: await spentKey() }),
      },
    ],
  },
  listEvents: {
    rate_limited: [
      {
        what: "one more stream than a principal may have open",
        prepare: async ({ must }) => {
          const { token } = (await must("POST", "/v1/api-keys", { name: "streams", scopes: ["events:read"] })).json;
          return altered(get("/v1/events"), { token, headers: { Accept: "text/event-stream" } });
        },
        async send({ ledge }, sent) {
          const init = { headers: { Authorization: `Bearer ${sent.options.token}`, ...sent.options.headers } };
          const open = await Promise.all(Array.from({ length: MOST_STREAMS }, () => ledge.fetch(sent.path, init)));
          try {
            expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
            return await send(ledge, sent);
          } finally {
            await Promise.all(open.map(({ body }) => body?.cancel()));
          }
        },
      },
    ],
    validation_failed: [
      { what: "events after an unknown event", prepare: () => get(`/v1/events?after=${nothing("event")}`) },
      { what: "events after a malformed event id", prepare: ({ bank }) => get(`/v1/events?after=${bank.cash}`) },
      { what: "events of a malformed account id", prepare: () => get(`/v1/events?account=${nothing("event")}`) },
      {
        what: "a stream after a malformed event id",
        prepare: () => altered(get("/v1/events"), { headers: { Accept: "text/event-stream", "Last-Event-ID": "yesterday" } }),
      },
      { what: "a page of zero events", prepare: () => get("/v1/events?limit=0") },
      {
        what: "a stream after an event that does not exist",
        prepare: () => altered(get("/v1/events"), { headers: { Accept: "text/event-stream", "Last-Event-ID": nothing("event") } }),
      },
    ],
  },
  createWebhookEndpoint: {
    too_many_webhook_endpoints: [
      {
        what: "one more endpoint than there may be",
        prepare: (context) => post("/v1/webhook-endpoints", endpointBody(context)),
        async send({ admin, ledge }, sent) {
          await admin.query(
            `INSERT INTO webhooks.endpoints (id, url, events, signature, secret_keys, disabled_reason, queued_through, created_at, updated_at)
             SELECT uuidv7(), 'https://full.test/', '{}', 'v1', '{0123abcd}', 'requested', 0, now(), now() FROM generate_series(1, $1)`,
            [MOST_ENDPOINTS],
          );
          try {
            return await send(ledge, sent);
          } finally {
            await admin.query("DELETE FROM webhooks.endpoints WHERE url = 'https://full.test/'");
          }
        },
      },
    ],
    webhook_url_not_allowed: notAllowed(creating),
    validation_failed: [...noFilter(creating), creating("an unknown signature scheme", { signature: "v2" })],
  },
  updateWebhookEndpoint: {
    webhook_url_not_allowed: notAllowed(changing),
    validation_failed: [
      under("a malformed tag", "7"),
      ...noFilter(changing),
      changing("a change without members", {}),
      changing("an unknown status", { status: "paused" }),
      changing("a change of the signature scheme, which is fixed", { signature: "v1a" }),
    ],
    precondition_failed: [under("another version", '"7"')],
    precondition_required: [under("no If-Match", null)],
    not_found: [
      {
        what: "a deleted endpoint",
        prepare: async (context) => {
          const sent = await patchOf(context, (await endpointOf(context)).json.id, { events: [] });
          await context.must("DELETE", sent.path);
          return sent;
        },
      },
    ],
  },
  rotateWebhookSecret: {
    too_many_webhook_secrets: [
      {
        what: "a sixth new secret within a day",
        prepare: async (context) => {
          const path = `/v1/webhook-endpoints/${(await endpointOf(context)).json.id}/rotate-secret`;
          for (let rotations = 0; rotations < 5; rotations += 1) await context.must("POST", path);
          return post(path);
        },
      },
    ],
  },
  pingWebhookEndpoint: {
    webhook_endpoint_disabled: [
      {
        what: "a disabled endpoint",
        prepare: async (context) => {
          const { id } = (await endpointOf(context)).json;
          await disable(context, id);
          return post(`/v1/webhook-endpoints/${id}/ping`);
        },
      },
    ],
  },
  listWebhookDeliveries: {
    validation_failed: [
      {
        what: "an unknown status",
        prepare: async (context) => get(`/v1/webhook-endpoints/${(await endpointOf(context)).json.id}/deliveries?status=lost`),
      },
    ],
  },
  redeliverWebhook: {
    webhook_delivery_pending: [
      {
        what: "a delivery that waits for its next attempt",
        prepare: async (context) => post(`/v1/webhook-deliveries/${(await deliveryOf(context, BUSY)).id}/redeliver`),
      },
    ],
    webhook_endpoint_disabled: [
      {
        what: "a delivery to a disabled endpoint",
        prepare: async (context) => {
          const { id, endpoint } = await deliveryOf(context);
          await disable(context, endpoint);
          return post(`/v1/webhook-deliveries/${id}/redeliver`);
        },
      },
    ],
    not_found: [
      {
        what: "a delivery to a deleted endpoint",
        prepare: async (context) => {
          const { id, endpoint } = await deliveryOf(context);
          await context.must("DELETE", `/v1/webhook-endpoints/${endpoint}`);
          return post(`/v1/webhook-deliveries/${id}/redeliver`);
        },
      },
    ],
  },
};
