// An endpoint is repeatedly disabled and enabled while the feed grows and is applied and its deliveries are sent: each event is sent once, in the
// order of the feed (laws 20 and 21).
import { randomInt } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { encodeId } from "@ledge/shared/ids";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebhookEndpoint, updateWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { feedEnd, sequenceAll, appendTransferEvents } from "../support/outbox-fixture.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";

/** Each is a step of 200 events: what is missed while three are read is more than one step of catching up. */
const ROUNDS = 12;
const EVENTS_PER_ROUND = 200;
/** The number of deliveries per 100 that disable their endpoint. */
const DEAD_IN_100 = 1;

let database: TestDatabase;
let admin: pg.Client;
const clients: pg.Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  for (const client of [admin, ...clients]) await client.end();
  await database.drop();
});

async function own(): Promise<pg.Client> {
  const client = await connect(database.runtimeUrl);
  clients.push(client);
  return client;
}

/** The events sent to an endpoint, in order, while everything else runs. */
async function playedOut(seed: number): Promise<{ readonly sent: readonly string[]; readonly wanted: readonly string[] }> {
  const next = random(seed);
  const [posting, applying, alsoApplying, owning, sending, looking] = await Promise.all(Array.from({ length: 6 }, own));
  const made = await createWebhookEndpoint(
    workOn(admin),
    writeCall(),
    { url: "https://example.com/", events: ["transfer.posted"] },
    KEY_ID,
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const endpoint = made.value.id;
  const from = await sequenceAll(admin);
  let isOver = false;

  const set = async (client: pg.Client, status: "enabled" | "disabled"): Promise<void> => {
    await updateWebhookEndpoint(workOn(client), writeCall(), endpoint, { status });
  };
  const whileOn = async (act: () => Promise<unknown>): Promise<void> => {
    for (; !isOver; await setImmediate()) await act();
  };
  const apply = (client: pg.Client) => async () => applyFeed(workOn(client), await feedEnd(client));
  const sent: string[] = [];
  const send = async (client: pg.Client): Promise<boolean> => {
    const due = await dueDeliveries(workOn(client), endpoint, 1 + next(50));
    if (due.kind !== "due") return due.kind === "again";
    const ends = due.deliveries.findIndex(() => next(100) < DEAD_IN_100);
    const attempted = ends < 0 ? due.deliveries : due.deliveries.slice(0, ends + 1);
    // The delivery that disabled the endpoint was refused and must come again.
    sent.push(...attempted.filter((_, index) => index !== ends).map(({ eventId }) => eventId));
    const answer = { status: 200, failure: null, durationMs: 1, firstBytes: "" };
    const reports = attempted.map(({ id }, index) => ({
      ...answer,
      deliveryId: id,
      outcome: index === ends ? ({ kind: "disable", reason: "failing" } as const) : ({ kind: "delivered" } as const),
    }));
    await reportAttempts(workOn(client), endpoint, reports);
    return true;
  };

  const everything = Promise.all([
    whileOn(apply(applying as pg.Client)),
    whileOn(apply(alsoApplying as pg.Client)),
    whileOn(() => set(owning as pg.Client, next(2) === 0 ? "enabled" : "disabled")),
    whileOn(() => send(sending as pg.Client)),
    // Reads the due deliveries and sends nothing, as a dispatcher that dies does, so that the catch-up meanwhile happens once.
    whileOn(() => dueDeliveries(workOn(looking as pg.Client), endpoint, 1)),
  ]);
  everything.catch(() => (isOver = true));
  for (let round = 0; round < ROUNDS && !isOver; round += 1) {
    await appendTransferEvents(posting as pg.Client, EVENTS_PER_ROUND);
    await sequenceAll(admin);
  }
  isOver = true;
  await everything;

  await apply(admin)();
  for (let more = true; more;) {
    await set(admin, "enabled");
    more = await send(admin);
  }
  const { rows } = await admin.query("SELECT id FROM outbox.feed WHERE type = 'transfer.posted' AND position > $1 ORDER BY position", [
    from,
  ]);
  return { sent, wanted: rows.map(({ id }) => encodeId("event", id)) };
}

describe("an endpoint that is repeatedly disabled and enabled", () => {
  test("receives each event once, in the order of the feed", async () => {
    const seed = Number(process.env["LEDGE_PAUSES_SEED"] ?? randomInt(2 ** 31));
    console.info(`seed ${seed}`);
    const { sent, wanted } = await playedOut(seed);
    expect(wanted).toHaveLength(ROUNDS * EVENTS_PER_ROUND);
    expect(sent.length).toBe(wanted.length);
    expect(sent).toEqual(wanted);
  });
});
