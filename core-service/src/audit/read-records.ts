// Reads of the audit log. A range is one of the time at which records got their places, so that nothing is added to one that has ended (law 31); and
// each read gives everything that is committed its place first, so that a write is found as soon as it was answered.
import type { Call } from "@ledge/shared/context";
import type { RangePage, TimeRange } from "@ledge/shared/contracts/accounts";
import type { AuditFilter, Leaves, LoggedRecord, LogPiece } from "@ledge/shared/contracts/audit";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import { decodeAnyId, decodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { PageRequest } from "@ledge/shared/schema";
import { fromBase64, toBase64 } from "@ledge/shared/transparency/encoding";
import { recordEntry } from "@ledge/shared/transparency/record";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { cutPage } from "../database/page.ts";
import { readInstant, readInstantOrNull } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { isFinal, listedRange, pageOfRange } from "../ledger/clock.ts";
import { findFrom, findPiece, findRecord, findRecords, sequence, type Wanted } from "./queries.ts";
import { operationsAbout } from "./resource-kinds.ts";
import { indexOfRecord, recordId, type RecordRow, showLogged } from "./show-record.ts";

/** Records that one transaction gives their place: some milliseconds under the lock of the log's head. */
const SEQUENCED_AT_ONCE = 1_000;

/** Gives everything that is committed by now its place in the log. It ends under any load: what is noted later is the next one's. */
export async function sequenceAll(database: Database): Promise<void> {
  let before = Number.NEGATIVE_INFINITY;
  for (;;) {
    const size = await sequence(database, SEQUENCED_AT_ONCE);
    if (size - before < SEQUENCED_AT_ONCE) return;
    before = size;
  }
}

/** Leaves of the tree from an index on. @throws Bug when the log has a gap: nothing after it may be sealed. */
export async function readLeaves({ database }: Work, from: number, most: number): Promise<Leaves> {
  const size = await sequence(database, Math.max(most, SEQUENCED_AT_ONCE));
  if (size < from) return { size, previous: null, entries: [], recordedMs: null };
  const start = Math.max(0, from - 1);
  const logged = (await findFrom(database, start, from - start + most)).map(showLogged);
  requireWhole(logged, start, Math.min(size, from + 1) - start);
  const entries = logged.map((one) => toBase64(entryOf(one)));
  const previous = from === start ? null : (entries.shift() ?? null);
  const [first, last] = [logged[from - start], logged.at(-1)];
  const recordedMs = first === undefined || last === undefined ? null : { first: recordedAt(first), last: recordedAt(last) };
  return { size, previous, entries, recordedMs };
}

/** @throws Bug when records are missing from an index on, or between. */
function requireWhole(logged: readonly LoggedRecord[], from: number, atLeast: number): void {
  if (logged.some(({ index }, place) => index !== from + place) || logged.length < atLeast) throw new Bug("a gap in the log");
}

const recordedAt = ({ record }: LoggedRecord): number => readInstant(record.at).getTime();

/** The entry of a record in the tree. */
export function entryOf({ salt, record }: LoggedRecord): Uint8Array {
  const bytes = fromBase64(salt);
  if (bytes === null) throw new Bug("a salt that is no base64");
  return recordEntry(bytes, record);
}

export async function listAuditRecords(work: Work, _call: Call, filter: AuditFilter, page: PageRequest): Promise<RangePage<LoggedRecord>> {
  const wanted = wantedBy(filter);
  // An id of a kind that no record is about: nothing is found.
  if (wanted === null) return { data: [], next: null };
  const range = await listedRange(work.database, filter, page);
  await sequenceAll(work.database);
  const before = range.before === null ? null : Number(range.before);
  const piece = range.from === null && range.to === null ? null : await findPiece(work.database, range);
  const rows = await findRecords(work.database, { ...wanted, piece }, { before }, page.limit + 1);
  const shown = cutPage(rows, page.limit, { show: showLogged, positionOf, idOf: (row) => recordId(Number(row.index)) });
  return pageOfRange(range, shown);
}

const positionOf = (row: RecordRow): string => row.index;

function wantedBy({ principal, operation, resource, request_id: requestId }: AuditFilter): Omit<Wanted, "piece"> | null {
  const uuids = {
    principal: principal === undefined ? null : decodeId("apiKey", principal),
    resource: resource === undefined ? null : decodeAnyId(resource),
    requestId: requestId === undefined ? null : decodeId("request", requestId),
  };
  const isUnknown = [
    [principal, uuids.principal],
    [resource, uuids.resource],
    [requestId, uuids.requestId],
  ].some(([asked, uuid]) => asked !== undefined && uuid === null);
  const operations = operationsBy(operation, resource);
  return isUnknown || operations?.length === 0 ? null : { ...uuids, operations, outcome: null };
}

/** Those that a filter leaves: only some are about resources of a kind. Null: all. */
function operationsBy(operation: string | undefined, resource: string | undefined): readonly string[] | null {
  const about = resource === undefined ? null : operationsAbout(resource);
  if (operation === undefined) return about;
  return about === null || about.includes(operation) ? [operation] : [];
}

export async function getAuditRecord(
  { database }: Work,
  _call: Call,
  recordId: string,
): Promise<Result<LoggedRecord, RefusalOf<"getAuditRecord">>> {
  const index = indexOfRecord(recordId);
  const row = index === null ? null : await findRecord(database, index);
  return row === null ? refused("not_found") : accepted(showLogged(row));
}

export async function openAuditExport({ database }: Work, _call: Call, { from, to }: TimeRange): Promise<LogPiece | null> {
  const range = { from: readInstantOrNull(from), to: readInstantOrNull(to) };
  if (range.to !== null && !(await isFinal(database, range.to))) return null;
  await sequenceAll(database);
  return await findPiece(database, range);
}

/** @throws Bug when the log has a gap: what lacks a record must not look complete. */
export async function readAuditExport({ database }: Work, _call: Call, piece: LogPiece, most: number): Promise<readonly LoggedRecord[]> {
  const wanted = Math.max(0, piece.to - piece.from);
  const logged = (await findFrom(database, piece.from, Math.min(most, wanted))).map(showLogged);
  requireWhole(logged, piece.from, Math.min(1, wanted));
  return logged;
}
