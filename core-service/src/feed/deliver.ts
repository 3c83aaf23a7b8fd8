// From the feed to each endpoint's queue of deliveries, and the results of their attempts. Deliveries to an endpoint are in the order of the
// feed: its oldest pending delivery blocks those behind it, until it is delivered or given up (law 21).
import type { AcceptedMessages, AttemptReport, DueDeliveries, SigningEndpoint } from "@ledge/shared/contracts/webhooks";
import type { EventMessage } from "@ledge/shared/contracts/events";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";
import type { Database } from "../database/connect.ts";
import { showAlone } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { appendEvents, collectingEvents } from "../outbox/append-events.ts";
import { findPending, recordAttempts } from "../webhooks/delivery-queries.ts";
import {
  changeEndpoint,
  type EndpointRow,
  findBusyEndpoints,
  findEndpoint,
  lockEndpoint,
  showEndpoint,
} from "../webhooks/endpoint-queries.ts";
import { CONSUMER, queuedThroughOf } from "../webhooks/queued-through.ts";
import { secretsInForce } from "../webhooks/secrets.ts";
import { countRetries } from "../outbox/positions.ts";
import { catchUp } from "./catch-up.ts";
import { fanOut } from "./fan-out.ts";
import { findEventsAt } from "./queries.ts";
import { type EventRow, showEvent } from "./show-event.ts";

/** Makes the deliveries of the next events up to the newest of the messages, once, in one bounded step. */
export async function acceptMessages(
  work: Work,
  messages: readonly Pick<EventMessage, "position">[],
  retries: number,
): Promise<AcceptedMessages> {
  const through = messages.reduce((newest, { position }) => Math.max(newest, position), 0);
  if (retries > 0) await countRetries(work.database, CONSUMER, retries);
  if (!(await fanOut(work, through))) return { kind: "again" };
  return { kind: "applied", busy: (await findBusyEndpoints(work.database)).map((id) => encodeId("webhookEndpoint", id)) };
}

export async function dueDeliveries(work: Work, endpointId: string, limit: number): Promise<DueDeliveries> {
  const { database, now } = work;
  const uuid = decodeId("webhookEndpoint", endpointId);
  const endpoint = uuid === null ? null : await findEndpoint(database, uuid);
  if (endpoint === null || endpoint.disabledReason !== null) return { kind: "nothing" };
  const pending = await findPending(database, endpoint.id, limit);
  const [first] = pending;
  if (first === undefined) {
    if (endpoint.queuedThrough === null) return { kind: "nothing" };
    await catchUp(work, endpoint.id);
    return { kind: "again" };
  }
  if (first.waitMs > 0) return { kind: "wait", waitMs: first.waitMs };
  const blocked = pending.findIndex((row) => row.waitMs > 0);
  const due = blocked < 0 ? pending : pending.slice(0, blocked);
  const events = await findEventsAt(
    database,
    due.map((row) => row.position),
  );
  return {
    kind: "due",
    endpoint: signing(endpoint, now()),
    deliveries: due.map((row) => ({
      id: encodeId("webhookDelivery", row.id),
      eventId: encodeId("event", row.eventId),
      payload: payloadOf(encodeId("event", row.eventId), events.get(row.position)),
      failedAttempts: row.failedAttempts,
      failingForMs: row.failingForMs,
    })),
  };
}

/** Null: the event cannot be shown, or does not exist. Its delivery fails alone, and those behind it go on. */
function payloadOf(eventId: string, row: EventRow | undefined): string | null {
  const shown = showAlone(eventId, () => {
    if (row === undefined) throw new Bug("a delivery of no event");
    return JSON.stringify(showEvent(row));
  });
  return shown?.value ?? null;
}

const signing = (row: EndpointRow, now: Date): SigningEndpoint => ({
  id: encodeId("webhookEndpoint", row.id),
  url: row.url,
  signature: row.signature,
  secrets: secretsInForce(row, now),
});

/**
 * Records attempts. An attempt after which the endpoint is given up disables the endpoint and emits an event of it: once, because nothing is
 * sent to a disabled endpoint. The delivery stays pending like those behind it, so that it is the first to be sent when the endpoint is enabled
 * again.
 */
export async function reportAttempts(work: Work, endpointId: string, reports: readonly AttemptReport[]): Promise<void> {
  const uuid = decodeId("webhookEndpoint", endpointId);
  if (uuid === null) throw new Bug("attempts of no endpoint");
  const known = reports.map((report) => ({ ...report, deliveryId: decodeId("webhookDelivery", report.deliveryId) ?? "" }));
  await work.database.transaction(async (transaction) => {
    const { work: inside, drafts } = collectingEvents({ ...work, database: transaction as unknown as Database });
    const endpoint = await lockEndpoint(inside.database, uuid);
    const moved = await recordAttempts(inside.database, uuid, known);
    const reason = known
      .filter(({ deliveryId }) => moved.has(deliveryId))
      .map(({ outcome }) => (outcome.kind === "disable" ? outcome.reason : null))
      .find((found) => found !== null);
    if (endpoint === null || endpoint.disabledReason !== null || reason === undefined) return;
    const changes = { disabledReason: reason, queuedThrough: await queuedThroughOf(inside.database, endpoint) };
    const changed = await changeEndpoint(inside.database, endpoint, changes, inside.now());
    inside.emit("webhook_endpoint.disabled", uuid, showEndpoint(changed));
    await appendEvents(inside.database, null, drafts, inside.now());
  });
}
