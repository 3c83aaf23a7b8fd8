// Consumers (laws 20 and 21): whatever happens to messages, the feed is applied once and in order; and the deliveries that the webhooks consumer
// makes of it.
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { consume, type Step } from "../../core-service/src/feed/consume.ts";
import { lockInbox, moveInbox } from "../../core-service/src/outbox/positions.ts";
import { createWebhookEndpoint, pingWebhookEndpoint, updateWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { redeliverWebhook } from "../../core-service/src/webhooks/redeliver.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { sequenceAll, appendTransferEvents } from "../support/outbox-fixture.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let clients: pg.Client[];

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  clients = await Promise.all([database.runtimeUrl, database.otherRuntimeUrl].map(connect));
  // The effect of a consumer, visible to the test.
  await admin.query(
    `CREATE TABLE outbox.applied (n bigint GENERATED ALWAYS AS IDENTITY, position bigint); GRANT SELECT, INSERT ON outbox.applied TO ledge_runtime`,
  );
});
beforeEach(async () => {
  await admin.query(
    "DELETE FROM outbox.inboxes WHERE consumer = 'test'; DELETE FROM outbox.applied; INSERT INTO outbox.inboxes (consumer) VALUES ('test')",
  );
});
afterAll(async () => {
  for (const client of [admin, ...clients]) await client.end();
  await database.drop();
});

/** Posts transfers and sequences their events. @returns the position of the last one. */
async function appendEvents(count: number): Promise<number> {
  await appendTransferEvents(admin, count);
  return await sequenceAll(admin);
}

const applied = async (): Promise<number[]> =>
  (await admin.query<{ position: string }>("SELECT position FROM outbox.applied ORDER BY n")).rows.map((row) => Number(row.position));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

type Consume = typeof consume;
/** Smaller than what the tests append, so that a range takes several steps. */
const EVENTS = 7;
const note: Step = {
  most: async () => EVENTS,
  async apply(inside, { after, through }) {
    await inside.execute(
      `INSERT INTO outbox.applied (position) SELECT position FROM outbox.events WHERE position > ${after} AND position <= ${through} ORDER BY position`,
    );
  },
};
async function take(client: pg.Client, through: number, by: Consume = consume): Promise<void> {
  while (!(await by(workOn(client), "test", through, note)));
}

describe("a consumer", () => {
  test("that gets every message five times, in reverse and a day late, applies each event once and in order", async () => {
    const last = await appendEvents(20);
    const messages = [...upTo(last)].reverse().flatMap((position) => Array.from({ length: 5 }, () => position));
    // A day late means after everything else: the time itself has no influence.
    const late = messages.filter((position) => position % 3 === 0);
    for (const through of [...messages.filter((position) => position % 3 !== 0), ...late]) await take(clients[0] as pg.Client, through);
    expect(await applied()).toEqual(upTo(last));
  });

  test("that runs twice concurrently applies each event once and in order", async () => {
    const last = await appendEvents(50);
    const work = async (client: pg.Client): Promise<void> => {
      for (const through of [5, last - 1, last]) await take(client, through);
    };
    await Promise.all(clients.map(work));
    expect(await applied()).toEqual(upTo(last));
  });

  test("applies the events of a lost message with the next one", async () => {
    const last = await appendEvents(3);
    await take(clients[0] as pg.Client, last);
    expect(await applied()).toEqual(upTo(last));
  });

  test("stops at the end of the feed, whatever a message claims, so that later events are not skipped", async () => {
    const last = await appendEvents(2);
    await take(clients[0] as pg.Client, last + 1_000);
    expect(await applied()).toEqual(upTo(last));
    const next = await appendEvents(2);
    await take(clients[0] as pg.Client, next);
    expect(await applied()).toEqual(upTo(next));
  });

  test("that fails has applied nothing of its step, and applies it at the retry", async () => {
    const last = await appendEvents(2);
    const failing = consume(workOn(clients[0] as pg.Client), "test", last, {
      ...note,
      async apply(inside, range) {
        await note.apply(inside, range);
        throw new Error("the consumer's own");
      },
    });
    await expect(failing).rejects.toThrow("the consumer's own");
    expect(await applied()).toEqual([]);
    await take(clients[0] as pg.Client, last);
    expect(await applied()).toEqual(upTo(last));
  });

  test("would apply twice if concurrent runs did not take turns (mutant)", async () => {
    const last = await appendEvents(5);
    const bothHaveRead = Promise.withResolvers<void>();
    let readers = 0;
    const unlocked: Consume = ({ database: inside }, consumer, through, { apply }) =>
      inside.transaction(async (transaction) => {
        const { rows } = await transaction.execute<{ position: string }>(
          `SELECT position FROM outbox.inboxes WHERE consumer = '${consumer}'`,
        );
        const after = Number(rows[0]?.position);
        if ((readers += 1) === clients.length) bothHaveRead.resolve();
        await bothHaveRead.promise;
        await apply(transaction as never, { after, through });
        await moveInbox(transaction as never, consumer, through);
        return true;
      });
    await Promise.all(clients.map((client) => take(client, last, unlocked)));
    expect((await applied()).length).toBe(2 * last);
  });

  test("would apply twice if the position moved in another transaction than the effect (mutant)", async () => {
    const last = await appendEvents(5);
    const bothHaveRead = Promise.withResolvers<void>();
    let readers = 0;
    const careless: Consume = async ({ database: inside }, consumer, through, { apply }) => {
      const after = await lockInbox(inside, consumer);
      if ((readers += 1) === clients.length) bothHaveRead.resolve();
      await bothHaveRead.promise;
      await apply(inside, { after, through });
      await moveInbox(inside, consumer, through);
      return true;
    };
    await Promise.all(clients.map((client) => take(client, last, careless)));
    expect((await applied()).length).toBeGreaterThan(last);
  });
});

/** An endpoint whose creation is in the feed. */
async function endpointFor(events: readonly ["transfer.posted"] | readonly []): Promise<string> {
  const made = await createWebhookEndpoint(workOn(admin), writeCall(), { url: "https://example.com/", events: [...events] }, KEY_ID);
  if (!made.ok) throw new Error(made.refusal.code);
  await appendEvents(0);
  return made.value.id;
}

const due = async (endpoint: string): Promise<any> => await dueDeliveries(workOn(admin), endpoint, 10);
const attempt = { status: 500, failure: "status", durationMs: 1, firstBytes: "" } as const;

describe("the webhooks consumer", () => {
  test("makes one delivery per endpoint and matching event since its creation, however often it is notified", async () => {
    await appendEvents(3);
    const [all, transfers] = [await endpointFor([]), await endpointFor(["transfer.posted"])];
    const last = await appendEvents(4);
    for (const position of [last, last - 2, last, 1]) await applyFeed(workOn(clients[0] as pg.Client), position);
    const types = (endpoint: any) => endpoint.deliveries.map((one: any) => JSON.parse(one.payload).type);
    const transfer = "transfer.posted";
    expect(types(await due(transfers))).toEqual([transfer, transfer, transfer, transfer]);
    const created = "webhook_endpoint.created";
    expect(types(await due(all))).toEqual([created, created, transfer, transfer, transfer, transfer]);
  });

  test("sends a ping to its own endpoint alone, whatever the filter", async () => {
    const [one, other] = [await endpointFor(["transfer.posted"]), await endpointFor([])];
    await pingWebhookEndpoint(workOn(admin), writeCall(), one);
    await applyFeed(workOn(admin), await appendEvents(0));
    const types = async (endpoint: string) => (await due(endpoint)).deliveries.map((delivery: any) => JSON.parse(delivery.payload).type);
    expect(await types(one)).toEqual(["ping"]);
    expect(await types(other)).toEqual(["webhook_endpoint.created"]);
  });

  test("wakes no dispatcher for an endpoint whose next delivery waits for its retry, and wakes it once that is late", async () => {
    const endpoint = await endpointFor(["transfer.posted"]);
    expect(await applyFeed(workOn(admin), await appendEvents(1))).toContain(endpoint);
    const [first] = (await due(endpoint)).deliveries;
    await reportAttempts(workOn(admin), endpoint, [{ ...attempt, deliveryId: first.id, outcome: { kind: "retry", delayMs: 60_000 } }]);
    expect(await applyFeed(workOn(admin), await appendEvents(1))).not.toContain(endpoint);
    await admin.query("UPDATE webhooks.deliveries SET next_attempt_at = now() - interval '1 s' WHERE next_attempt_at IS NOT NULL");
    expect(await applyFeed(workOn(admin), await appendEvents(1))).toContain(endpoint);
  });

  test("queues later deliveries behind a waiting one; delivers, disables, emits one event of it, and sends again on request", async () => {
    const endpoint = await endpointFor(["transfer.posted"]);
    await applyFeed(workOn(admin), await appendEvents(3));
    const [first, second] = (await due(endpoint)).deliveries;
    const report = (deliveryId: string, outcome: any, more: object = {}) =>
      reportAttempts(workOn(admin), endpoint, [{ ...attempt, ...more, deliveryId, outcome }]);
    await report(first.id, { kind: "retry", delayMs: 60_000 });
    expect(await due(endpoint)).toMatchObject({ kind: "wait", waitMs: expect.any(Number) });
    await admin.query("UPDATE webhooks.deliveries SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL");
    expect((await due(endpoint)).deliveries[0]).toMatchObject({ id: first.id, failedAttempts: 1 });
    await report(first.id, { kind: "delivered" }, { status: 200, failure: null });
    // A report on a delivery that is no longer pending changes nothing.
    await report(first.id, { kind: "disable", reason: "failing" });
    expect((await due(endpoint)).deliveries[0].id).toBe(second.id);
    for (let times = 0; times < 2; times += 1) await report(second.id, { kind: "disable", reason: "failing" });
    expect(await due(endpoint)).toEqual({ kind: "nothing" });
    const appended = "SELECT actor, request_id FROM outbox.pending WHERE type = 'webhook_endpoint.disabled'";
    // No request caused this event: the platform disabled the endpoint.
    expect((await admin.query(appended)).rows).toEqual([{ actor: null, request_id: null }]);
    expect(await redeliverWebhook(workOn(admin), writeCall(), second.id)).toMatchObject({ refusal: { code: "webhook_endpoint_disabled" } });
    expect((await updateWebhookEndpoint(workOn(admin), writeCall(), endpoint, { status: "enabled" })).ok).toBe(true);
    expect((await due(endpoint)).deliveries[0].id).toBe(second.id);
    expect(await redeliverWebhook(workOn(admin), writeCall(), second.id)).toMatchObject({ refusal: { code: "webhook_delivery_pending" } });
    await report(second.id, { kind: "delivered" }, { status: 200, failure: null });
    expect((await redeliverWebhook(workOn(admin), writeCall(), second.id)).ok).toBe(true);
    expect((await due(endpoint)).deliveries.map((one: any) => one.id)[0]).toBe(second.id);
  });
});
