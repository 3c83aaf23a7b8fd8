// One principal must not fill storage, nor stop webhooks for everybody: there is a most of endpoints, and the fan-out of events to them goes
// in steps of bounded rows, each committed by itself, however many endpoints and events there are.
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Work } from "../../core-service/src/database/work.ts";
import { acceptMessages, dueDeliveries } from "../../core-service/src/feed/deliver.ts";
import { fanOut } from "../../core-service/src/feed/fan-out.ts";
import { ROWS_PER_STEP, StepSize } from "../../core-service/src/feed/step-size.ts";
import { createWebhookEndpoint, deleteWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { MAX_PENDING } from "../../core-service/src/webhooks/delivery-queries.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendTransferEvents, feedEnd, sequenceAll } from "../support/outbox-fixture.ts";
import { nested, overlap } from "../support/overlap.ts";
import { sendDue } from "../support/sending.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let clients: pg.Client[];

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
beforeEach(async () => {
  clients = await Promise.all([database.runtimeUrl, database.otherRuntimeUrl].map(connect));
  await admin.query("TRUNCATE webhooks.endpoints, webhooks.deliveries");
  await admin.query("UPDATE outbox.inboxes SET position = (SELECT position FROM outbox.head)");
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

const runtime = (): pg.Client => clients[0] as pg.Client;
const most = (client: pg.Client, webhookEndpoints: number): Work => ({
  ...workOn(client),
  limits: { ...workOn(client).limits, webhookEndpoints },
});
const input = { url: "https://example.com/", events: [] };
const create = (work: Work, call = writeCall()) => createWebhookEndpoint(work, call, input, KEY_ID);
const tooMany = { ok: false, refusal: { code: "too_many_webhook_endpoints" }, recorded: true };

async function idOf(creating: ReturnType<typeof create>): Promise<string> {
  const made = await creating;
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.id;
}

/** Endpoints for all events, as many as no configuration would allow. */
async function makeEndpoints(count: number): Promise<void> {
  await admin.query(
    `INSERT INTO webhooks.endpoints (id, url, events, signature, secret_keys, after_position, created_at, updated_at)
     SELECT uuidv7(), 'https://example.com/', '{}', 'v1', '{0123abcd}', (SELECT position FROM outbox.head), now(), now() FROM generate_series(1, $1)`,
    [count],
  );
}

async function appendEvents(count: number): Promise<number> {
  await appendTransferEvents(admin, count);
  return await sequenceAll(admin);
}

/** Every delivery costs the database this much more, in ms, until the trigger is dropped. */
async function slowDeliveries(ms: number): Promise<void> {
  await admin.query(`
    CREATE OR REPLACE FUNCTION webhooks.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(${ms} / 1000.0); RETURN NEW; END $$;
    CREATE TRIGGER slow BEFORE INSERT ON webhooks.deliveries FOR EACH ROW EXECUTE FUNCTION webhooks.slow()`);
}

const count = async (from: string): Promise<number> => (await admin.query(`SELECT count(*)::int AS n FROM ${from}`)).rows[0].n;
const deliveries = (): Promise<number> => count("webhooks.deliveries");

describe("webhook endpoints", () => {
  test("are refused beyond their number, also under the key of a refusal, and those that were deleted do not count", async () => {
    const work = most(runtime(), 3);
    const ids = [await idOf(create(work)), await idOf(create(work)), await idOf(create(work))];
    const call = writeCall();
    expect(await create(work, call)).toMatchObject(tooMany);
    await deleteWebhookEndpoint(work, writeCall(), ids[0] as string);
    expect((await create(work)).ok).toBe(true);
    expect(await create(work, call)).toMatchObject({ ...tooMany, replayed: true });
    expect(await create(work)).toMatchObject(tooMany);
    expect(await count("webhooks.endpoints WHERE deleted_at IS NULL")).toBe(3);
  });

  test("of two that race for the last place, one is created", async () => {
    await makeEndpoints(2);
    const [one, other] = clients as [pg.Client, pg.Client];
    const second = await overlap(
      { admin, one, other },
      (client) => create({ ...nested(client), limits: { ...nested(client).limits, webhookEndpoints: 3 } }),
      (client) => create(most(client, 3)),
    );
    expect(second).toMatchObject(tooMany);
    expect(await count("webhooks.endpoints")).toBe(3);
  });

  test("by one key, 400 of them, and 500 events make rows for the allowed number and no more", async () => {
    const work = most(runtime(), 50);
    let made = 0;
    for (let asked = 0; asked < 400; asked += 1) if ((await create(work)).ok) made += 1;
    await applyFeed(work, await appendEvents(0));
    const before = await deliveries();
    await applyFeed(work, await appendEvents(500));
    // The two accounts of the transfers are made in the database, without events.
    expect([made, (await deliveries()) - before]).toEqual([50, 50 * 500]);
  });
});

describe("the fan-out", () => {
  test("of 500 events to 1,000 endpoints makes every delivery once, in steps of bounded rows that each stay", async () => {
    await makeEndpoints(1_000);
    const last = await appendEvents(500);
    const size = new StepSize();
    const steps: number[] = [];
    const inbox = async (): Promise<number> =>
      Number((await admin.query("SELECT position FROM outbox.inboxes WHERE consumer = 'webhooks'")).rows[0].position);
    for (let isDone = false; !isDone;) {
      const before = await inbox();
      isDone = await fanOut(workOn(runtime()), last, size);
      steps.push(((await inbox()) - before) * 1_000);
    }
    expect(Math.max(...steps)).toBe(ROWS_PER_STEP);
    expect(steps.length).toBe((500 * 1_000) / ROWS_PER_STEP);
    expect(await count("(SELECT DISTINCT endpoint_id, position FROM webhooks.deliveries)")).toBe(500 * 1_000);
  });

  test("halves a step that the database ends for its time, and makes the same deliveries by smaller ones", async () => {
    await makeEndpoints(50);
    const last = await appendEvents(20);
    const size = new StepSize();
    await slowDeliveries(1);
    try {
      // 1,000 rows at 1 ms and more.
      const steps: boolean[] = [];
      while (steps.at(-1) !== true) steps.push(await fanOut(workOn(runtime()), last, size, 400));
      expect(steps.filter((isDone) => !isDone).length).toBeGreaterThan(2);
      expect(size.eventsFor(50, Date.now())).toBeLessThan(20);
    } finally {
      await admin.query("DROP TRIGGER slow ON webhooks.deliveries");
    }
    expect(await deliveries()).toBe(50 * 20);
  });

  test("fails when the deliveries of a single event take too long, and leaves nothing of them", async () => {
    await makeEndpoints(10);
    const last = await appendEvents(1);
    await slowDeliveries(50);
    try {
      await expect(fanOut(workOn(runtime()), last, new StepSize(), 100)).rejects.toThrow();
    } finally {
      await admin.query("DROP TRIGGER slow ON webhooks.deliveries");
    }
    expect(await deliveries()).toBe(0);
    expect(await fanOut(workOn(runtime()), last, new StepSize())).toBe(true);
    expect(await deliveries()).toBe(10);
  });

  test("counts the messages that came again, once for each batch of them", async () => {
    const retries = async () =>
      Number((await admin.query("SELECT retries FROM outbox.inboxes WHERE consumer = 'webhooks'")).rows[0].retries);
    const before = await retries();
    await acceptMessages(workOn(runtime()), [{ position: await appendEvents(1) }], 2);
    await acceptMessages(workOn(runtime()), [{ position: await feedEnd(admin) }], 0);
    expect((await retries()) - before).toBe(2);
  });
});

describe("an endpoint that takes nothing", () => {
  test("gets a bounded number of pending deliveries, and every event once and in order when it takes them again", async () => {
    const endpoint = await idOf(create(workOn(runtime())));
    await applyFeed(workOn(runtime()), await appendEvents(0));
    for (let times = 0; times < 6; times += 1) await applyFeed(workOn(runtime()), await appendEvents(400));
    const pending = await deliveries();
    expect(pending).toBeGreaterThanOrEqual(MAX_PENDING);
    expect(pending).toBeLessThan(MAX_PENDING + 500);
    const sent: string[] = [];
    for (;;) {
      const some = await sendDue(runtime(), endpoint);
      if (some.length === 0 && (await dueDeliveries(workOn(runtime()), endpoint, 1)).kind === "nothing") break;
      sent.push(...some);
    }
    const { rows } = await admin.query(
      "SELECT id FROM outbox.feed WHERE position > (SELECT after_position FROM webhooks.endpoints WHERE id = $1) ORDER BY position",
      [decodeId("webhookEndpoint", endpoint)],
    );
    expect(sent.map((id) => decodeId("event", id))).toEqual(rows.map((row) => row.id));
    // It has caught up: the next event comes by the fan-out.
    await applyFeed(workOn(runtime()), await appendEvents(1));
    expect((await sendDue(runtime(), endpoint)).length).toBe(1);
  });
});
