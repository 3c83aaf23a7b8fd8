// What a request has caused: its events and their deliveries, found without an entry of an index for any transfer, and without reading the log of deliveries.
import { encodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_SHOWN, readEffects } from "../../core-service/src/feed/read-effects.ts";
import { createWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendTransferEvents, sequenceAll } from "../support/outbox-fixture.ts";
import { KEY_ID, openUnlimited, workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

const effectsOf = (request: string, resources: readonly string[]) => readEffects(workOn(runtime), writeCall(), { request, resources });
const idsOf = async (sql: string): Promise<readonly string[]> => (await admin.query<{ id: string }>(sql)).rows.map(({ id }) => id);
const NOBODYS = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";

/** Pages that a query reads. */
async function pagesRead(sql: string): Promise<number> {
  const { rows } = await admin.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`);
  const { Plan: plan } = rows[0]["QUERY PLAN"][0];
  return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
}
const PAGES = `SELECT sum(pg_relation_size(relid)) / current_setting('block_size')::int AS pages FROM pg_partition_tree('webhooks.deliveries')`;

describe("what a request has caused", () => {
  test("is found by the request, and a transfer by its id; a request that has caused nothing has nothing", async () => {
    const account = await openUnlimited(workOn(runtime));
    await sequenceAll(admin);
    const [request] = await idsOf("SELECT request_id AS id FROM outbox.events WHERE type = 'account.opened'");
    const opened = await effectsOf(encodeId("request", request as string), [account]);
    expect(opened).toMatchObject({ events: [{ type: "account.opened", resource: account }], deliveries: [], has_more: false });
    await appendTransferEvents(admin, 2);
    await sequenceAll(admin);
    const [first, second] = await idsOf("SELECT id FROM outbox.events WHERE type IS NULL ORDER BY position");
    const paid = await effectsOf(NOBODYS, [encodeId("transfer", second as string)]);
    expect(paid.events).toEqual([expect.objectContaining({ id: encodeId("event", second as string), type: "transfer.posted" })]);
    expect(paid.events[0]?.id).not.toBe(encodeId("event", first as string));
    expect(await effectsOf(NOBODYS, [])).toEqual({ events: [], deliveries: [], has_more: false });
  });

  test("is bounded, and says so: of a large batch the first events and deliveries are shown", async () => {
    const input = { url: "https://example.com/", events: ["transfer.posted" as const] };
    expect((await createWebhookEndpoint(workOn(runtime), writeCall(), input, KEY_ID)).ok).toBe(true);
    await sequenceAll(admin);
    const before = Number((await admin.query("SELECT position FROM outbox.head")).rows[0].position);
    await appendTransferEvents(admin, MOST_SHOWN + 1);
    await applyFeed(workOn(runtime), await sequenceAll(admin));
    const made = (await idsOf(`SELECT id FROM outbox.events WHERE type IS NULL AND position > ${before} ORDER BY position`)).map((id) =>
      encodeId("transfer", id),
    );
    const all = await effectsOf(NOBODYS, made);
    expect([all.events.length, all.deliveries.length, all.has_more]).toEqual([MOST_SHOWN, MOST_SHOWN, true]);
    expect(all.events.map(({ resource }) => resource)).toEqual(made.slice(0, MOST_SHOWN));
    const most = await effectsOf(NOBODYS, made.slice(0, MOST_SHOWN));
    expect([most.events.length, most.deliveries.length, most.has_more]).toEqual([MOST_SHOWN, MOST_SHOWN, false]);
  });

  test("costs a posting nothing: no event of a transfer is in the index of requests", async () => {
    await appendTransferEvents(admin, 10);
    await sequenceAll(admin);
    expect(await idsOf("SELECT id FROM outbox.events WHERE type IS NULL AND request_id IS NOT NULL")).toEqual([]);
    expect(await idsOf("SELECT id FROM outbox.pending WHERE type = 'transfer.posted' AND request_id IS NOT NULL")).toEqual([]);
  });

  test("is found in a long log without reading it", async () => {
    await admin.query(`
      INSERT INTO webhooks.deliveries (id, endpoint_id, position, event_id, event_type, status)
      SELECT uuidv7(), '${crypto.randomUUID()}', n, uuidv7(), 'transfer.posted', 'delivered' FROM generate_series(1, 100000) AS n`);
    await admin.query("VACUUM ANALYZE webhooks.deliveries");
    const [event] = await idsOf("SELECT event_id AS id FROM webhooks.deliveries WHERE position = 50000 AND status = 'delivered'");
    const pages = Number((await admin.query<{ pages: string }>(PAGES)).rows[0]?.pages);
    expect(pages).toBeGreaterThan(1_000);
    // Two ranges of 128 pages, and what is pending.
    expect(await pagesRead(`SELECT * FROM webhooks.deliveries WHERE event_id = ANY ('{${event}}'::uuid[])`)).toBeLessThan(pages / 3);
    expect(await pagesRead(`SELECT * FROM webhooks.deliveries WHERE event_id::text = '${event}'`)).toBeGreaterThanOrEqual(pages);
  });
});
