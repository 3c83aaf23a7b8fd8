// Reads of the feed, for the institution alone: the events after a given one, of all accounts or of one.
import type { Call } from "@ledge/shared/context";
import type { EventsPage, EventsWanted } from "@ledge/shared/contracts/webhooks";
import { decodeId } from "@ledge/shared/ids";
import type { Work } from "../database/work.ts";
import { findEvents, findPosition } from "./queries.ts";
import { showFed } from "./show-event.ts";

export async function readEvents(work: Work, _call: Call, wanted: EventsWanted): Promise<EventsPage | null> {
  const after = await positionOf(work, wanted.after);
  if (after === null) return null;
  const accountId = wanted.account === undefined ? null : decodeId("account", wanted.account);
  const rows = await findEvents(work.database, after, accountId, wanted.limit + 1);
  return { data: rows.slice(0, wanted.limit).map(showFed), hasMore: rows.length > wanted.limit };
}

/** Null: there is no such event. */
async function positionOf(work: Work, eventId: string | null): Promise<number | null> {
  if (eventId === null) return 0;
  const uuid = decodeId("event", eventId);
  return uuid === null ? null : await findPosition(work.database, uuid);
}
