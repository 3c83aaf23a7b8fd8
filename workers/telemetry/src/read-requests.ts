// Reads the requests of the kept days as one list, newest first. Time is an argument.
import type { KeptPage, KeptRequest, RequestFilter } from "@ledge/shared/contracts/requests";
import { decodeId, encodeId, firstUuidAt } from "@ledge/shared/ids";
import { dayOfRequest, endOfKeepingMs, keptDays, startOfDayMs } from "./kept-request.ts";
import type { DayFilter, PartOfDay } from "./requests-of-day.ts";

type AskDay = (day: string, filter: DayFilter, limit: number) => Promise<PartOfDay>;

/** The first id of an instant: ids of requests are in the order of time, as texts too. */
const firstIdAt = (atMs: number): string => encodeId("request", firstUuidAt(atMs));
const least = (...ids: readonly string[]): string => ids.reduce((one, other) => (one < other ? one : other));
const greatest = (...ids: readonly string[]): string => ids.reduce((one, other) => (one > other ? one : other));

/** A page of what is kept, before an id; null: from the newest on. */
export async function listKept(
  ask: AskDay,
  { fromMs, toMs, ...filter }: RequestFilter,
  before: string | null,
  limit: number,
  { nowMs, days }: { readonly nowMs: number; readonly days: number },
): Promise<KeptPage> {
  const found: KeptRequest[] = [];
  for (const day of keptDays(nowMs, days)) {
    const bounds = { from: firstIdAt(startOfDayMs(day)), before: firstIdAt(endOfKeepingMs(day, 1)) };
    const from = fromMs === null ? bounds.from : greatest(bounds.from, firstIdAt(fromMs));
    const end = least(bounds.before, ...(toMs === null ? [] : [firstIdAt(toMs)]), ...(before === null ? [] : [before]));
    if (from >= end) continue;
    // One more than is shown says whether there are more.
    const { data, readTo } = await ask(day, { ...filter, from, before: end }, limit + 1 - found.length);
    found.push(...data);
    if (found.length > limit) return { data: found.slice(0, limit), next: found[limit - 1]?.id ?? null };
    if (readTo !== null) return { data: found, next: readTo };
  }
  return { data: found, next: null };
}

/** The day that has a request; null: none that is kept, as of what is no id of a request. */
export function dayToAsk(requestId: string, nowMs: number, days: number): string | null {
  if (decodeId("request", requestId) === null) return null;
  const day = dayOfRequest(requestId);
  return keptDays(nowMs, days).includes(day) ? day : null;
}
