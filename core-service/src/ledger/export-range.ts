// The range of an export of postings: final before its first row is read, so that nothing that was exported ever changes and nothing is added to it
// (law 31).
import type { ExportRange, PostingPiece } from "@ledge/shared/contracts/exports";
import { firstUuidAt } from "@ledge/shared/ids";
import { accepted, refused, type Refused, type Result } from "@ledge/shared/result";
import type { Database } from "../database/connect.ts";
import { firstPage, nextPage } from "../database/export-page.ts";
import { readInstant } from "../database/stored-values.ts";
import { isFinal } from "./clock.ts";

/** The last line that a caller has: a posting, and which of its lines. */
export interface PostingPlace {
  readonly posting: string;
  readonly line: number;
}

type Opened = Result<PostingPiece, "not_final_yet" | "validation_failed">;

/** A place that no export of the range has given out. */
export const unknownPlace = (): Refused<"validation_failed"> =>
  refused("validation_failed", undefined, [{ parameter: "after", detail: "is no position of this range" }]);

/** @param after null: from the beginning. @param exists whether there is such a line; asked of what lies in the range. */
export async function openPiece(
  database: Database,
  range: ExportRange,
  after: PostingPlace | null,
  exists: (place: PostingPlace) => Promise<boolean>,
): Promise<Opened> {
  if (!(await isFinal(database, readInstant(range.to)))) return refused("not_final_yet");
  const [from, end] = [range.from, range.to].map((at) => firstUuidAt(readInstant(at).getTime())) as [string, string];
  if (after === null) return accepted({ first: from, skip: 0, end, most: firstPage() });
  const isInside = after.posting >= from && after.posting < end;
  if (!isInside || !(await exists(after))) return unknownPlace();
  return accepted({ first: after.posting, skip: after.line, end, most: firstPage() });
}

/** What follows a page of `found` postings, whose last line was this. */
export const pieceAfter = (piece: PostingPiece, { posting, line }: PostingPlace, found: number): PostingPiece => ({
  ...piece,
  first: posting,
  skip: line,
  most: nextPage(piece.most, found),
});
