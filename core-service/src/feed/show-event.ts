// The public forms of an event: complete, as the feed and webhooks have it, and without data, as a queue's message. Made of the row alone, so
// that every delivery of an event has the same bytes.
import type { FedEvent } from "@ledge/shared/contracts/webhooks";
import { type Event, type EventMessage, type EventType, EVENT_VERSION, events as kinds, PLATFORM } from "@ledge/shared/contracts/events";
import { encodeId } from "@ledge/shared/ids";
import { showAlone } from "../database/page.ts";
import type { feed } from "../database/schema/outbox.ts";
import { Bug } from "../database/failure.ts";
import { readInteger } from "../database/stored-values.ts";
import { showCredential } from "./show-credential.ts";
import { showTransaction } from "../ledger/show-transaction.ts";
import type { JournalTransaction } from "../ledger/transaction-queries.ts";
import { showCapturedFacts, showHoldFacts, showTransferFacts } from "../payments/show-facts.ts";

export type EventRow = typeof feed.$inferSelect;
export type MessageRow = Omit<EventRow, "data">;

/** An event of the feed: complete, or its id alone when it cannot be shown. */
export const showFed = (row: EventRow): FedEvent => {
  const id = encodeId("event", row.id);
  return { id, event: showAlone(id, () => showEvent(row))?.value ?? null };
};

export function showMessage(row: MessageRow): EventMessage {
  return { position: row.position, ...envelopeOf(row) };
}

export function showEvent(row: EventRow): Event {
  // The compiler checked the data against the type when the event was appended; it cannot check a row that was read.
  return { ...envelopeOf(row), data: dataOf(row) } as Event;
}

function envelopeOf(row: MessageRow): Omit<Event, "data"> {
  if (!Object.hasOwn(kinds, row.type)) throw new Bug("an event of no type");
  const type = row.type as EventType;
  return {
    id: encodeId("event", row.id),
    type,
    version: EVENT_VERSION,
    occurred_at: row.occurredAt.toISOString(),
    resource: encodeId(kinds[type].about, row.resource),
    accounts: row.accounts.map((account, index) => ({ id: encodeId("account", account), version: readInteger(row.versions[index]) })),
    actor: row.actor === null ? PLATFORM : encodeId("apiKey", row.actor),
    request_id: row.requestId === null ? null : encodeId("request", row.requestId),
    trace_id: row.traceId?.replaceAll("-", "") ?? null,
  };
}

function dataOf(row: EventRow): Record<string, unknown> {
  switch (row.type as EventType) {
    case "transfer.posted":
      return showTransferFacts(row.resource, row.data);
    case "hold.placed":
    case "hold.released":
    case "hold.expired":
      return showHoldFacts(row.resource, row.data);
    case "transaction.posted":
      return showTransaction(row.data as JournalTransaction);
    case "credential.rotated":
      return showCredential(row.resource, row.data);
    case "hold.captured":
      return showCapturedFacts(row.resource, row.data);
    default:
      // A command emitted it, with the data as the API shows it.
      if (typeof row.data !== "object" || row.data === null) throw new Bug("an event without data");
      return row.data as Record<string, unknown>;
  }
}
