// The events that an endpoint missed while it was disabled (laws 20 and 21): its position is stored, and the events since then are sent when it is
// enabled, in order, once, and in bounded steps, or are skipped on request.
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebhookEndpoint, updateWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { readEvents } from "../../core-service/src/feed/read-events.ts";
import { dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { getWebhookEndpoint } from "../../core-service/src/webhooks/read-webhooks.ts";
import { countEvents } from "../../core-service/src/feed/count-events.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { sequenceAll, appendTransferEvents } from "../support/outbox-fixture.ts";
import { sendDue } from "../support/sending.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";

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

const TRANSFERS = ["transfer.posted" as const];

/** Posts transfers, and has every event of them consumed; returns the endpoints that were woken. */
async function appendEvents(count: number): Promise<readonly string[]> {
  await appendTransferEvents(admin, count);
  return await applyFeed(workOn(runtime), await sequenceAll(admin));
}

/** A new endpoint whose creation is consumed. */
async function open(events: typeof TRANSFERS | [] = TRANSFERS): Promise<string> {
  const made = await createWebhookEndpoint(workOn(runtime), writeCall(), { url: "https://example.com/", events }, KEY_ID);
  if (!made.ok) throw new Error(made.refusal.code);
  await appendEvents(0);
  return made.value.id;
}

async function change(endpoint: string, body: object): Promise<any> {
  const changed = await updateWebhookEndpoint(workOn(runtime), writeCall(), endpoint, body);
  if (!changed.ok) throw new Error(changed.refusal.code);
  return changed.value;
}

const delivered = (endpoint: string): Promise<string[]> => sendDue(runtime, endpoint);

/** The transfers in the feed after a position. */
async function fedAfter(position: number): Promise<string[]> {
  const { rows } = await admin.query("SELECT id FROM outbox.feed WHERE type = 'transfer.posted' AND position > $1 ORDER BY position", [
    position,
  ]);
  return rows.map((row) => row.id);
}

const uuids = (eventIds: readonly string[]) => eventIds.map((id) => decodeId("event", id));

/** Has the first due delivery refused for good, which disables its endpoint. */
async function fail(endpoint: string, reason: "failing" | "gone"): Promise<void> {
  const due = await dueDeliveries(workOn(runtime), endpoint, 1);
  const [first] = due.kind === "due" ? due.deliveries : [];
  const failed = { status: 500, failure: "status", durationMs: 1, firstBytes: "", outcome: { kind: "disable", reason } } as const;
  await reportAttempts(workOn(runtime), endpoint, [{ ...failed, deliveryId: first?.id as string }]);
}

/** The number of an endpoint's deliveries by status. */
async function counted(endpoint: string): Promise<Record<string, number>> {
  const { rows } = await admin.query(
    "SELECT status, count(*)::int AS n FROM webhooks.deliveries WHERE endpoint_id = $1 GROUP BY status ORDER BY status",
    [decodeId("webhookEndpoint", endpoint)],
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** The ids of the transfers' events in the feed after the given one; null: from its beginning. */
async function transfersAfter(after: string | null): Promise<string[]> {
  const page = await readEvents(workOn(runtime), writeCall(), { after, limit: 100 });
  return page?.data.filter(({ event }) => event?.type === "transfer.posted").map(({ id }) => id) ?? [];
}

const read = async (endpoint: string): Promise<any> => {
  const found = await getWebhookEndpoint(workOn(runtime), writeCall(), endpoint);
  return found.ok ? found.value : null;
};

describe("an endpoint that is enabled again", () => {
  test("receives the events from while it was disabled, in order, each once, and then the new ones", async () => {
    const endpoint = await open();
    await appendEvents(2);
    const before = await sequenceAll(admin);
    expect(await delivered(endpoint)).toHaveLength(2);
    await change(endpoint, { status: "disabled" });
    expect(await appendEvents(3)).not.toContain(endpoint);
    await appendEvents(2);
    expect(await delivered(endpoint)).toEqual([]);
    await change(endpoint, { status: "enabled" });
    expect(uuids(await delivered(endpoint))).toEqual(await fedAfter(before));
    const then = await sequenceAll(admin);
    await appendEvents(2);
    expect(uuids(await delivered(endpoint))).toEqual(await fedAfter(then));
  });

  test.each(["failing", "gone"] as const)(
    "after it was disabled as %s receives the refused delivery first, then those behind it, and then the missed events",
    async (reason) => {
      const endpoint = await open();
      const before = await sequenceAll(admin);
      await appendEvents(3);
      await fail(endpoint, reason);
      await appendEvents(2);
      expect(uuids(await transfersAfter((await read(endpoint)).resumes_after))).toEqual(await fedAfter(before));
      await change(endpoint, { status: "enabled", resume_from: "pause" });
      expect(uuids(await delivered(endpoint))).toEqual(await fedAfter(before));
      expect(await counted(endpoint)).toEqual({ delivered: 5 });
    },
  );

  test("to begin now after it was disabled receives nothing earlier, and the refused delivery is given up", async () => {
    const endpoint = await open();
    await appendEvents(2);
    await fail(endpoint, "gone");
    expect(await counted(endpoint)).toEqual({ pending: 2 });
    await change(endpoint, { status: "enabled", resume_from: "now" });
    expect(await delivered(endpoint)).toEqual([]);
    expect(await counted(endpoint)).toEqual({ dead: 2 });
  });

  test("to begin now receives nothing earlier, and its pending deliveries are given up and kept in the log", async () => {
    const endpoint = await open();
    await appendEvents(2);
    await change(endpoint, { status: "disabled" });
    await appendEvents(3);
    await change(endpoint, { status: "enabled", resume_from: "now" });
    expect(await delivered(endpoint)).toEqual([]);
    const now = await sequenceAll(admin);
    await appendEvents(2);
    expect(uuids(await delivered(endpoint))).toEqual(await fedAfter(now));
    expect(await counted(endpoint)).toEqual({ dead: 2, delivered: 2 });
  });

  test.each(["disabled", "enabled"] as const)(
    "to begin now receives nothing that was committed earlier, whether the feed has it or not: it was %s",
    async (status) => {
      const endpoint = await open();
      await change(endpoint, { status });
      await appendTransferEvents(admin, 1);
      const position = await sequenceAll(admin);
      await appendTransferEvents(admin, 2);
      await change(endpoint, { status: "enabled", resume_from: "now" });
      await applyFeed(workOn(runtime), position);
      await appendTransferEvents(admin, 1);
      await change(endpoint, { description: "changed once more before the feed had any of it" });
      await appendTransferEvents(admin, 2);
      await appendEvents(0);
      const transfers = await fedAfter(0);
      expect(uuids(await delivered(endpoint))).toEqual(transfers.slice(-3));
    },
  );

  test("receives the missed events by its current filter", async () => {
    const endpoint = await open();
    await change(endpoint, { status: "disabled" });
    await appendEvents(2);
    await change(endpoint, { events: ["webhook_endpoint.updated"] });
    await appendEvents(0);
    await change(endpoint, { status: "enabled" });
    const types = "SELECT type FROM outbox.feed WHERE id = ANY ($1)";
    const sent = uuids(await delivered(endpoint));
    expect((await admin.query(types, [sent])).rows.map((row) => row.type)).toEqual([
      "webhook_endpoint.updated",
      "webhook_endpoint.updated",
    ]);
  });

  test("and was disabled before its creation was in the feed receives its creation, and nothing earlier", async () => {
    await appendTransferEvents(admin, 2);
    const made = await createWebhookEndpoint(workOn(runtime), writeCall(), { url: "https://example.com/", events: [] }, KEY_ID);
    if (!made.ok) throw new Error(made.refusal.code);
    await change(made.value.id, { status: "disabled" });
    await appendEvents(1);
    await change(made.value.id, { status: "enabled" });
    const types = "SELECT type FROM outbox.feed WHERE id = $1";
    const sent: string[] = [];
    for (const id of uuids(await delivered(made.value.id))) sent.push((await admin.query(types, [id])).rows[0].type);
    expect(sent).toEqual(["webhook_endpoint.created", "webhook_endpoint.updated", "transfer.posted"]);
  });

  test("is woken by the next message if the first wake was lost", async () => {
    const endpoint = await open();
    await change(endpoint, { status: "disabled" });
    expect(await appendEvents(1)).not.toContain(endpoint);
    await change(endpoint, { status: "enabled" });
    expect(await appendEvents(0)).toContain(endpoint);
    await delivered(endpoint);
    expect(await appendEvents(0)).not.toContain(endpoint);
  });
});

describe("the missed events of an endpoint", () => {
  test("are queued in steps of 500 events, each after the previous one was sent, and are counted as behind until then", async () => {
    const endpoint = await open();
    await change(endpoint, { status: "disabled" });
    await appendEvents(1_150);
    const behind = async () => (await countEvents(workOn(runtime))).deliveries.behind_endpoints;
    const others = await behind();
    await change(endpoint, { status: "enabled" });
    expect(await behind()).toBe(others + 1);
    const [steps, kinds]: [number[], string[]] = [[], []];
    for (let due = await dueDeliveries(workOn(runtime), endpoint, 1_000); due.kind !== "nothing";) {
      kinds.push(due.kind);
      if (due.kind === "due") {
        steps.push(due.deliveries.length);
        const done = { outcome: { kind: "delivered" }, status: 200, failure: null, durationMs: 1, firstBytes: "" } as const;
        await reportAttempts(
          workOn(runtime),
          endpoint,
          due.deliveries.map(({ id }) => ({ ...done, deliveryId: id })),
        );
      }
      due = await dueDeliveries(workOn(runtime), endpoint, 1_000);
    }
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(1_150);
    expect(Math.max(...steps)).toBeLessThanOrEqual(500);
    expect([kinds.filter((kind) => kind === "again").length, await behind()]).toEqual([3, others]);
  });

  test("are those after the event that the disabled endpoint names, and an enabled endpoint names none", async () => {
    const endpoint = await open();
    expect((await read(endpoint)).resumes_after).toBeNull();
    await appendEvents(1);
    expect(await delivered(endpoint)).toHaveLength(1);
    await appendEvents(3);
    // Three were due when it was disabled, and it received none of them.
    const disabled = await change(endpoint, { status: "disabled" });
    await appendEvents(3);
    expect((await read(endpoint)).resumes_after).toBe(disabled.resumes_after);
    const missed = await transfersAfter(disabled.resumes_after);
    expect(missed).toHaveLength(6);
    const enabled = await change(endpoint, { status: "enabled" });
    expect([enabled.resumes_after, (await read(endpoint)).resumes_after]).toEqual([null, null]);
    expect(await delivered(endpoint)).toEqual(missed);
  });

  test("begin with the change that made a disabled endpoint begin anew, as the endpoint shows", async () => {
    const endpoint = await open();
    await change(endpoint, { status: "disabled" });
    await appendTransferEvents(admin, 2);
    await change(endpoint, { resume_from: "now" });
    await appendEvents(2);
    const missed = await transfersAfter((await read(endpoint)).resumes_after);
    expect(missed).toHaveLength(2);
    await change(endpoint, { status: "enabled" });
    expect(await delivered(endpoint)).toEqual(missed);
  });

  test("stay missed when it is disabled again before it has all of them, or is changed otherwise", async () => {
    const endpoint = await open();
    const before = await sequenceAll(admin);
    await change(endpoint, { status: "disabled" });
    await appendEvents(600);
    await change(endpoint, { url: "https://example.com/elsewhere" });
    await change(endpoint, { status: "enabled" });
    expect(await dueDeliveries(workOn(runtime), endpoint, 1)).toEqual({ kind: "again" });
    await change(endpoint, { status: "disabled" });
    await appendEvents(2);
    await change(endpoint, { status: "disabled", resume_from: "pause" });
    await change(endpoint, { status: "enabled" });
    expect(uuids(await delivered(endpoint))).toEqual(await fedAfter(before));
  });

  test("are given up on request, whether it is enabled or not", async () => {
    const endpoint = await open();
    await appendEvents(1);
    const disabled = await change(endpoint, { status: "disabled" });
    await appendEvents(2);
    const skipped = await change(endpoint, { resume_from: "now" });
    expect([skipped.status, skipped.resumes_after]).toEqual(["disabled", expect.stringMatching(/^evt_/)]);
    expect(skipped.resumes_after).not.toBe(disabled.resumes_after);
    const now = await sequenceAll(admin);
    await appendEvents(2);
    await change(endpoint, { status: "enabled" });
    expect(uuids(await delivered(endpoint))).toEqual(await fedAfter(now));
    await appendEvents(3);
    await change(endpoint, { resume_from: "now" });
    expect(await delivered(endpoint)).toEqual([]);
  });

  test("cannot be lost: the database refuses a disabled endpoint without a position", async () => {
    const endpoint = decodeId("webhookEndpoint", await open());
    const forgetful = runtime.query("UPDATE webhooks.endpoints SET disabled_reason = 'requested' WHERE id = $1", [endpoint]);
    await expect(forgetful).rejects.toMatchObject({ code: "23514" });
  });
});
