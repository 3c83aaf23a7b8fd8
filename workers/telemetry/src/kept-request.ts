// Which requests are kept, and what of them: all errors and writes, of reads that were answered some. Names, ids and numbers alone (law 28). Pure.
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { decodeId, idPattern, uuidTimeMs } from "@ledge/shared/ids";
import { shardOf } from "@ledge/shared/shard";
import { NAME, type ParsedLine } from "./parse-line.ts";

/** Of this many reads that were answered one is kept. @internal Tests read the rate instead of repeating it. */
export const READS_PER_KEPT = 100;

const ERRORS = 400;
const FAILURES = 500;
const TOO_MANY = 429;

/** Operations that change nothing, by their names; a test compares them with the contract. @internal A rule, tested as a table. */
export const isRead = (operation: string): boolean => /^(?:get|list|export|read|search)[A-Z]/.test(operation);

const TRACE_ID = /^[0-9a-f]{32}$/;
const isName = (value: unknown): value is string => typeof value === "string" && NAME.test(value);

/** The request of a line, if it is to be kept; null: it is no line of a request, or that of a read that is not one of the sample. */
export function requestToKeep(line: ParsedLine): KeptRequest | null {
  const { operation, request_id: id, "http.response.status_code": status, "error.type": code, duration_ms: ms, counts } = line;
  if (typeof id !== "string" || !idPattern("request").test(id) || !isName(operation)) return null;
  if (!Number.isInteger(status) || typeof ms !== "number" || !(ms >= 0)) return null;
  const request: KeptRequest = {
    ...{ id, operation, status: Number(status), replayed: counts?.["replayed"] === 1 },
    ...{ code: isName(code) ? code : null, duration_ms: ms },
    principal: typeof line.principal === "string" && idPattern("apiKey").test(line.principal) ? line.principal : null,
    trace_id: typeof line.trace_id === "string" && TRACE_ID.test(line.trace_id) ? line.trace_id : null,
    version: isName(line["service.version"]) ? line["service.version"] : null,
    hops: line.hops.flatMap(({ service, operation, version, duration_ms, outcome }) =>
      [service, operation, version, outcome].every(isName) ? [{ service, operation, version, duration_ms, outcome }] : [],
    ),
  };
  return rankOf(request) > Rank.Read || shardOf(id, READS_PER_KEPT) === 0 ? request : null;
}

/** What goes first when there are too many: the lowest. So nobody without a key, and no key that comes too often, makes failures and writes go. */
const Rank = { Read: 0, Nobodys: 1, Refused: 2, Counts: 3 } as const;
export const RANKS = Object.keys(Rank).length;

export function rankOf({ operation, status, principal }: Pick<KeptRequest, "operation" | "status" | "principal">): number {
  if (status >= FAILURES) return Rank.Counts;
  if (status < ERRORS) return isRead(operation) ? Rank.Read : Rank.Counts;
  return principal === null || status === TOO_MANY ? Rank.Nobodys : Rank.Refused;
}

const DAY_MS = 86_400_000;

/** The day (UTC) of an instant, such as 2026-11-22: the name of the object that keeps its requests. */
const dayAt = (atMs: number): string => new Date(atMs).toISOString().slice(0, "2026-11-22".length);
export const startOfDayMs = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
/** When a day is kept no more. */
export const endOfKeepingMs = (day: string, days: number): number => startOfDayMs(day) + days * DAY_MS;

/** The day of a request, by the time in its id. */
export const dayOfRequest = (id: string): string => dayAt(receivedMs(id));
const receivedMs = (id: string): number => uuidTimeMs(decodeId("request", id) ?? "");

/** The days that are kept, the present one first. */
export const keptDays = (nowMs: number, days: number): readonly string[] =>
  Array.from({ length: days }, (_, back) => dayAt(nowMs - back * DAY_MS));
