// Refuses requests with instants in the future. The database's clock decides when something is recorded; here only instants that are clearly in
// the future are refused.
import { refused, type Refused } from "@ledge/shared/result";
import { MAX_FAULTS } from "./validate.ts";

/**
 * Clocks differ: those of Workers, the database and clients by milliseconds, a badly set one by a second. An instant that is at most this far
 * ahead is accepted: a client's "now", and every instant that the API has just shown. A range that ends then is answered as far as it has passed.
 */
const CLOCK_LEEWAY_MS = 5_000;

/** @param instant RFC 3339; undefined counts as not in the future. */
const isInFuture = (instant: string | undefined, nowMs: number): boolean =>
  instant !== undefined && Date.parse(instant) > nowMs + CLOCK_LEEWAY_MS;

/** The place of an instant in a request: a JSON Pointer into its body, or a parameter of its query. */
export type Place = { readonly pointer: string } | { readonly parameter: string };

/** The refusal of a request with instants in the future, with the place of each; null: it has none. */
export function refusalOfFuture(
  instants: readonly (readonly [place: Place, instant: string | undefined])[],
  nowMs: number,
): Refused<"validation_failed"> | null {
  const faults = instants
    .filter(([, instant]) => isInFuture(instant, nowMs))
    .map(([place]) => ({ ...place, detail: "must not be in the future" }));
  return faults.length === 0 ? null : refused("validation_failed", undefined, faults.slice(0, MAX_FAULTS));
}
