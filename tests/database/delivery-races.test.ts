// Concurrent changes of deliveries and of their endpoint: an inactive endpoint has no pending delivery, and one that was disabled gets each event
// once, whichever transaction commits last.
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWebhookEndpoint, deleteWebhookEndpoint, updateWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { redeliverWebhook } from "../../core-service/src/webhooks/redeliver.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { nested, overlap as overlapOf } from "../support/overlap.ts";
import { feedEnd, sequenceAll, appendTransferEvents } from "../support/outbox-fixture.ts";
import { sendDue } from "../support/sending.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";
import { unconditional } from "../support/unconditional.ts";

let database: TestDatabase;
let admin: pg.Client;
let one: pg.Client;
let other: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
beforeEach(async () => {
  one = await connect(database.runtimeUrl);
  other = await connect(database.otherRuntimeUrl);
});
afterEach(async () => {
  await Promise.all([one.end(), other.end()]);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** Posts transfers and sequences all events. @returns the end of the feed. */
async function appendEvents(count: number): Promise<number> {
  await appendTransferEvents(admin, count);
  return await sequenceAll(admin);
}

const accept = async (position: number): Promise<readonly string[]> => await applyFeed(workOn(admin), position);

/** An endpoint that subscribes to transfers, whose creation is consumed. */
async function endpoint(): Promise<string> {
  const input = { url: "https://example.com/", events: ["transfer.posted" as const] };
  const made = await createWebhookEndpoint(workOn(admin), writeCall(), input, KEY_ID);
  if (!made.ok) throw new Error(made.refusal.code);
  await accept(await appendEvents(0));
  return made.value.id;
}

const remove = (client: pg.Client, id: string) => deleteWebhookEndpoint(workOn(client), writeCall(), id);
const ifVersion = (version: number) => ({ ...unconditional, ifMatch: [String(version)] });
const disable = (client: pg.Client, id: string, version: number) =>
  updateWebhookEndpoint(workOn(client), { ...writeCall(), precondition: ifVersion(version) }, id, { status: "disabled" });

/** Pending deliveries. Those of a deleted endpoint would never be sent, and would stay in the operators' counters. */
async function waiting(id: string): Promise<number> {
  const made = "SELECT FROM webhooks.deliveries WHERE status = 'pending' AND endpoint_id = $1";
  return (await admin.query(made, [decodeId("webhookEndpoint", id)])).rows.length;
}

const overlap = (first: (client: pg.Client) => Promise<unknown>, second: (client: pg.Client) => Promise<unknown>): Promise<unknown> =>
  overlapOf({ admin, one, other }, first, second);

describe("an inactive endpoint", () => {
  test.each([
    ["disabled", (id: string) => disable(admin, id, 1)],
    ["deleted", (id: string) => remove(admin, id)],
  ])("that is %s gets no deliveries, and its dispatcher is not woken", async (_how, end) => {
    const id = await endpoint();
    expect((await end(id)).ok).toBe(true);
    expect(await accept(await appendEvents(2))).not.toContain(id);
    expect(await dueDeliveries(workOn(admin), id, 10)).toEqual({ kind: "nothing" });
    const made = "SELECT FROM webhooks.deliveries WHERE endpoint_id = $1";
    expect((await admin.query(made, [decodeId("webhookEndpoint", id)])).rows).toEqual([]);
  });
});

describe("an endpoint that is deleted", () => {
  test("while the feed is being applied has no pending delivery", async () => {
    const id = await endpoint();
    const last = await appendEvents(3);
    await overlap(
      (client) => applyFeed(nested(client), last),
      (client) => remove(client, id),
    );
    expect(await waiting(id)).toBe(0);
  });

  test("just before the feed is applied has no pending delivery", async () => {
    const id = await endpoint();
    const last = await appendEvents(3);
    await overlap(
      (client) => deleteWebhookEndpoint(nested(client), writeCall(), id),
      (client) => applyFeed(workOn(client), last),
    );
    expect(await waiting(id)).toBe(0);
  });

  test("while one of its deliveries is requested again has no pending delivery", async () => {
    const id = await endpoint();
    const delivery = await delivered(id);
    await overlap(
      (client) => redeliverWebhook(nested(client), writeCall(), delivery),
      (client) => remove(client, id),
    );
    expect(await waiting(id)).toBe(0);
  });
});

/** Sends an enabled endpoint its due and missed deliveries. @returns the positions of all events that it ever got, in the order of the feed. */
async function given(id: string): Promise<number[]> {
  await sendDue(admin, id);
  const all = "SELECT position::int FROM webhooks.deliveries WHERE endpoint_id = $1 ORDER BY position";
  return (await admin.query(all, [decodeId("webhookEndpoint", id)])).rows.map(({ position }) => position);
}

/** The positions of the transfers in the feed after the given one. */
async function fedAfter(position: number): Promise<number[]> {
  const fed = "SELECT position::int FROM outbox.feed WHERE type = 'transfer.posted' AND position > $1 ORDER BY position";
  return (await admin.query(fed, [position])).rows.map((row) => row.position);
}

const enable = (client: pg.Client, id: string, version: number) =>
  updateWebhookEndpoint(workOn(client), { ...writeCall(), precondition: ifVersion(version) }, id, { status: "enabled" });

describe("an endpoint gets each event once, in the order of the feed, if it", () => {
  type Act = (client: pg.Client, id: string, last: number) => Promise<unknown>;
  const applying: Act = (client, _id, last) => applyFeed(workOn(client), last);
  const applyingHeld: Act = (client, _id, last) => applyFeed(nested(client), last);

  test.each<[how: string, first: Act, second: Act]>([
    ["is disabled while the feed is applied", applyingHeld, (client, id) => disable(client, id, 1)],
    [
      "is disabled just before the feed is applied",
      (client, id) => updateWebhookEndpoint(nested(client), { ...writeCall(), precondition: ifVersion(1) }, id, { status: "disabled" }),
      applying,
    ],
  ])("%s", async (_how, first, second) => {
    const id = await endpoint();
    const from = await feedEnd(admin);
    const last = await appendEvents(3);
    await overlap(
      (client) => first(client, id, last),
      (client) => second(client, id, last),
    );
    await accept(await appendEvents(2));
    expect((await enable(admin, id, 2)).ok).toBe(true);
    const wanted = await fedAfter(from);
    expect(wanted).toHaveLength(5);
    expect(await given(id)).toEqual(wanted);
    await accept(await appendEvents(1));
    expect(await given(id)).toEqual(await fedAfter(from));
  });

  test.each<[how: string, first: Act, second: Act]>([
    ["is enabled while the feed is applied", applyingHeld, (client, id) => enable(client, id, 2)],
    [
      "is enabled just before the feed is applied",
      (client, id) => updateWebhookEndpoint(nested(client), { ...writeCall(), precondition: ifVersion(2) }, id, { status: "enabled" }),
      applying,
    ],
  ])("%s", async (_how, first, second) => {
    const id = await endpoint();
    const from = await feedEnd(admin);
    expect((await disable(admin, id, 1)).ok).toBe(true);
    await accept(await appendEvents(2));
    const last = await appendEvents(3);
    await overlap(
      (client) => first(client, id, last),
      (client) => second(client, id, last),
    );
    expect(await given(id)).toEqual(await fedAfter(from));
    await accept(await appendEvents(1));
    expect(await given(id)).toEqual(await fedAfter(from));
  });

  test.each<[how: string, first: Act, second: Act]>([
    ["catches up while the feed is applied", applyingHeld, (client, id) => dueDeliveries(workOn(client), id, 1)],
    ["catches up just before the feed is applied", (client, id) => dueDeliveries(nested(client), id, 1), applying],
    [
      "catches up twice concurrently",
      (client, id) => dueDeliveries(nested(client), id, 1),
      (client, id) => dueDeliveries(workOn(client), id, 1),
    ],
  ])("%s", async (_how, first, second) => {
    const id = await endpoint();
    const from = await feedEnd(admin);
    expect((await disable(admin, id, 1)).ok).toBe(true);
    await accept(await appendEvents(2));
    expect((await enable(admin, id, 2)).ok).toBe(true);
    const last = await appendEvents(3);
    await overlap(
      (client) => first(client, id, last),
      (client) => second(client, id, last),
    );
    await accept(await appendEvents(1));
    expect(await given(id)).toEqual(await fedAfter(from));
  });
});

/** Posts one transfer and has it delivered. @returns the delivery. */
async function delivered(id: string): Promise<string> {
  await accept(await appendEvents(1));
  const due = await dueDeliveries(workOn(admin), id, 10);
  const [first] = due.kind === "due" ? due.deliveries : [];
  const attempt = { deliveryId: first?.id as string, status: 200, failure: null, durationMs: 1, firstBytes: "" };
  await reportAttempts(workOn(admin), id, [{ ...attempt, outcome: { kind: "delivered" } }]);
  return attempt.deliveryId;
}
