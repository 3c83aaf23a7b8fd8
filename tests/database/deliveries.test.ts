// Deliveries: attempts are logged, ends are final, secrets roll over within a day, and no report affects another endpoint.
import { decodeId } from "@ledge/shared/ids";
import type { AttemptReport, DueDelivery } from "@ledge/shared/contracts/webhooks";
import type { WebhookDelivery } from "@ledge/shared/contracts/webhook-deliveries";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebhookEndpoint, rotateWebhookSecret, updateWebhookEndpoint } from "../../core-service/src/webhooks/change-endpoints.ts";
import { dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { listWebhookDeliveries, unlistedMasterKeys } from "../../core-service/src/webhooks/read-webhooks.ts";
import { applyFeed } from "../support/apply-feed.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { sequenceAll, appendTransferEvents } from "../support/outbox-fixture.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";

const HOUR_MS = 3_600_000;

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

/** An endpoint that subscribes to transfers, with this many deliveries. */
async function endpointWith(count: number): Promise<string> {
  const input = { url: "https://example.com/", events: ["transfer.posted" as const] };
  const made = await createWebhookEndpoint(workOn(runtime), writeCall(), input, KEY_ID);
  if (!made.ok) throw new Error(made.refusal.code);
  await appendTransferEvents(admin, count);
  await applyFeed(workOn(runtime), await sequenceAll(admin));
  return made.value.id;
}

async function due(endpoint: string, limit = 100): Promise<readonly DueDelivery[]> {
  const found = await dueDeliveries(workOn(runtime), endpoint, limit);
  return found.kind === "due" ? found.deliveries : [];
}

const failed = { status: 500, failure: "status", durationMs: 1, firstBytes: "" } as const;
const report = (endpoint: string, deliveryId: string | undefined, outcome: AttemptReport["outcome"]): Promise<void> =>
  reportAttempts(workOn(runtime), endpoint, [{ ...failed, deliveryId: deliveryId as string, outcome }]);

async function logged(endpoint: string): Promise<readonly WebhookDelivery[]> {
  const found = await listWebhookDeliveries(workOn(runtime), writeCall(), endpoint, undefined, { limit: 100, before: null });
  return found.ok ? found.value.data : [];
}

const disabledFor = async (endpoint: string): Promise<string | null> =>
  (await admin.query("SELECT disabled_reason FROM webhooks.endpoints WHERE id = $1", [decodeId("webhookEndpoint", endpoint)])).rows[0]
    .disabled_reason;

describe("deliveries", () => {
  test("are due in the order of the feed, up to the requested number, each under its event's id", async () => {
    const endpoint = await endpointWith(5);
    const all = await due(endpoint);
    const positions = await admin.query("SELECT id FROM outbox.feed WHERE type = 'transfer.posted' ORDER BY position DESC LIMIT 5");
    expect(all.map(({ eventId }) => decodeId("event", eventId))).toEqual(positions.rows.map((row) => row.id).reverse());
    expect(await due(endpoint, 2)).toEqual(all.slice(0, 2));
    expect(all.map(({ payload, eventId }) => JSON.parse(payload as string).id === eventId)).not.toContain(false);
  });

  test("have the same bytes at every attempt", async () => {
    const endpoint = await endpointWith(1);
    const [first] = await due(endpoint);
    await report(endpoint, first?.id, { kind: "retry", delayMs: 0 });
    const [again] = await due(endpoint);
    expect([again?.payload, again?.failedAttempts]).toEqual([first?.payload, 1]);
  });

  test("that were delivered stay delivered, whatever is reported later, and the log keeps the attempts", async () => {
    const endpoint = await endpointWith(1);
    const [first] = await due(endpoint);
    await report(endpoint, first?.id, { kind: "delivered" });
    for (const outcome of [
      { kind: "retry", delayMs: 1 },
      { kind: "disable", reason: "gone" },
    ] as const)
      await report(endpoint, first?.id, outcome);
    expect(await logged(endpoint)).toMatchObject([
      { status: "delivered", attempt_count: 1, next_attempt_at: null, attempts: [{ number: 1 }] },
    ]);
    expect(await disabledFor(endpoint)).toBeNull();
  });

  test("of one endpoint are not changed by a report of another", async () => {
    const [mine, theirs] = [await endpointWith(0), await endpointWith(1)];
    const [first] = await due(theirs);
    for (const outcome of [{ kind: "delivered" }, { kind: "disable", reason: "gone" }] as const) await report(mine, first?.id, outcome);
    expect((await due(theirs)).map(({ id }) => id)).toEqual([first?.id]);
    expect([await disabledFor(mine), await disabledFor(theirs)]).toEqual([null, null]);
  });

  test.each(["gone", "failing"] as const)(
    "that end as %s disable their endpoint, and are sent first when it is enabled again",
    async (reason) => {
      const endpoint = await endpointWith(3);
      const all = await due(endpoint);
      await report(endpoint, all[0]?.id, { kind: "disable", reason });
      expect([await disabledFor(endpoint), await due(endpoint)]).toEqual([reason, []]);
      const enabled = await updateWebhookEndpoint(workOn(runtime), writeCall(), endpoint, { status: "enabled" });
      expect(enabled.ok).toBe(true);
      expect(await due(endpoint)).toEqual(all);
      expect((await logged(endpoint)).at(-1)).toMatchObject({ status: "pending", attempt_count: 1, attempts: [{ status: 500 }] });
    },
  );

  test("show their last ten attempts, newest first, and the number of all attempts", async () => {
    const endpoint = await endpointWith(1);
    const [first] = await due(endpoint);
    for (let times = 0; times < 12; times += 1) await report(endpoint, first?.id, { kind: "retry", delayMs: 0 });
    const [shown] = await logged(endpoint);
    expect(shown?.attempt_count).toBe(12);
    expect(shown?.attempts.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  });

  test("are attempted at once when their endpoint's URL changes, because failures of the old one do not count for the new one", async () => {
    const endpoint = await endpointWith(1);
    const [first] = await due(endpoint);
    await report(endpoint, first?.id, { kind: "retry", delayMs: HOUR_MS });
    expect(await due(endpoint)).toEqual([]);
    await updateWebhookEndpoint(workOn(runtime), writeCall(), endpoint, { description: "the same place" });
    expect(await due(endpoint)).toEqual([]);
    await updateWebhookEndpoint(workOn(runtime), writeCall(), endpoint, { url: "https://example.com/elsewhere" });
    expect(await due(endpoint)).toMatchObject([{ id: first?.id, failedAttempts: 0, failingForMs: 0 }]);
  });
});

describe("a secret that was rotated", () => {
  const NOW = new Date("2026-11-23T12:00:00Z");
  const at = (client: pg.Client, hours: number) => ({ ...workOn(client), now: () => new Date(NOW.getTime() + hours * HOUR_MS) });
  const versionsAfter = async (endpoint: string, hours: number): Promise<readonly number[]> => {
    const found = await dueDeliveries(at(runtime, hours), endpoint, 1);
    return found.kind === "due" ? found.endpoint.secrets.map(({ version }) => version) : [];
  };

  test("signs beside its successor for a day and no longer", async () => {
    const endpoint = await endpointWith(1);
    expect(await versionsAfter(endpoint, 0)).toEqual([1]);
    await rotateWebhookSecret(at(runtime, 0), writeCall(), endpoint, KEY_ID);
    expect(await versionsAfter(endpoint, 0)).toEqual([2, 1]);
    expect(await versionsAfter(endpoint, 23.99)).toEqual([2, 1]);
    expect(await versionsAfter(endpoint, 24)).toEqual([2]);
  });

  test("again within a day signs until its own day has ended, whatever is rotated after it", async () => {
    const endpoint = await endpointWith(1);
    for (const hours of [0, 1, 23]) await rotateWebhookSecret(at(runtime, hours), writeCall(), endpoint, KEY_ID);
    expect(await versionsAfter(endpoint, 23)).toEqual([4, 3, 2, 1]);
    expect(await versionsAfter(endpoint, 23.99)).toEqual([4, 3, 2, 1]);
    expect(await versionsAfter(endpoint, 24)).toEqual([4, 3, 2]);
    expect(await versionsAfter(endpoint, 25)).toEqual([4, 3]);
    expect(await versionsAfter(endpoint, 47)).toEqual([4]);
  });

  test("six times within a day is refused the sixth time, without an effect, until the oldest has ended", async () => {
    const endpoint = await endpointWith(1);
    const rotate = (hours: number) => rotateWebhookSecret(at(runtime, hours), writeCall(), endpoint, KEY_ID);
    for (let hours = 0; hours < 5; hours += 1) expect((await rotate(hours)).ok).toBe(true);
    expect(await rotate(23.99)).toMatchObject({ refusal: { code: "too_many_webhook_secrets" } });
    expect(await versionsAfter(endpoint, 23.99)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await rotate(24)).toMatchObject({ value: { current: { version: 7 } } });
    expect(await versionsAfter(endpoint, 24)).toEqual([7, 6, 5, 4, 3, 2]);
  });

  test("keeps its master key, of which it is known for as long as it signs, and its successor has the newest", async () => {
    await admin.query("UPDATE webhooks.endpoints SET deleted_at = now()");
    const [listed, next] = ["1b1b1b1b", "2c2c2c2c"];
    const unlisted = (hours: number, ...keys: string[]) => unlistedMasterKeys(at(runtime, hours), keys);
    const endpoint = await endpointWith(1);
    expect([await unlisted(0, listed), await unlisted(0, listed, KEY_ID)]).toEqual([[{ id: KEY_ID, rows: 1 }], []]);
    await rotateWebhookSecret(at(runtime, 0), writeCall(), endpoint, listed);
    await rotateWebhookSecret(at(runtime, 1), writeCall(), endpoint, next);
    const found = await dueDeliveries(at(runtime, 2), endpoint, 1);
    expect(found).toMatchObject({
      endpoint: {
        secrets: [
          { version: 3, key: next },
          { version: 2, key: listed },
          { version: 1, key: KEY_ID },
        ],
      },
    });
    expect([await unlisted(23.99, next), await unlisted(24, next), await unlisted(25, next)]).toEqual([
      [
        { id: KEY_ID, rows: 1 },
        { id: listed, rows: 1 },
      ],
      [{ id: listed, rows: 1 }],
      [],
    ]);
    await admin.query("UPDATE webhooks.endpoints SET deleted_at = now() WHERE deleted_at IS NULL");
    expect(await unlisted(0)).toEqual([]);
  });

  test("under one key is rotated once, however often the request is repeated", async () => {
    const endpoint = await endpointWith(1);
    const call = writeCall();
    for (let times = 0; times < 3; times += 1) {
      expect(await rotateWebhookSecret(at(runtime, times), call, endpoint, KEY_ID)).toMatchObject({
        value: { current: { version: 2 } },
        replayed: times > 0,
      });
    }
  });
});
