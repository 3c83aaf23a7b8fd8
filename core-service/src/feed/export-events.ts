// Exports of the feed, for the institution alone: of everything, or of the history of customers or of accounts. A range is one of the time at which events
// got their positions, so that it is one piece of the feed, and nothing is added to one that has ended (law 31).
import type { Event } from "@ledge/shared/contracts/events";
import type { ExportedPage, ExportRange, FeedPiece, Subject } from "@ledge/shared/contracts/exports";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import { decodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import { firstPage, nextPage } from "../database/export-page.ts";
import { readInstant } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { isFinal } from "../ledger/clock.ts";
import { unknownPlace } from "../ledger/export-range.ts";
import { countPositionsBefore, findEventsOf, findPosition, sequence } from "./queries.ts";
import { showFed } from "./show-event.ts";

/** Events that get their positions before the range is read. Of more, the rest gets them later, and is in a later range. */
const SEQUENCED_AT_ONCE = 1_000;

export async function openFeedExport(
  { database }: Work,
  _call: Call,
  range: ExportRange,
  after: string | null,
  subject: Subject,
): Promise<Result<FeedPiece, RefusalOf<"exportEvents">>> {
  const [from, to] = [range.from, range.to].map(readInstant) as [Date, Date];
  if (!(await isFinal(database, to))) return refused("not_final_yet");
  // It waits for whoever is giving positions now, and may have taken a time in the range: whoever comes after takes a later one.
  await sequence(database, SEQUENCED_AT_ONCE);
  const [before, through] = [await countPositionsBefore(database, from), await countPositionsBefore(database, to)];
  if (after === null) return accepted({ after: before, through, subject, most: firstPage() });
  const uuid = decodeId("event", after);
  const position = uuid === null ? null : await findPosition(database, uuid);
  if (position === null || position <= before || position > through) return unknownPlace();
  return accepted({ after: position, through, subject, most: firstPage() });
}

export async function readFeedExport({ database }: Work, _call: Call, piece: FeedPiece): Promise<ExportedPage<Event, FeedPiece>> {
  const found = await findEventsOf(database, piece);
  const last = found.at(-1);
  const rows = found.map((row) => {
    const { id, event } = showFed(row);
    return { place: id, item: event };
  });
  const next = last === undefined ? null : { ...piece, after: last.position, most: nextPage(piece.most, found.length) };
  return { rows, next };
}
