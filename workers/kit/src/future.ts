// Whether an instant lies in the future, and the refusal of a request that names one. When something was recorded is for the database's clock to say; here only what is plainly wrong is
// turned away.
import { refused, type Refused } from "@ledge/shared/result";
import { MAX_FAULTS } from "./validate.ts";

/**
 * No two clocks agree: ours, the database's and the client's differ by milliseconds, a careless one by a second. What is no further ahead is
 * taken: a client's "now", and every instant that the API has just shown. What is asked for until then is answered as far as it has passed.
 */
export const CLOCK_LEEWAY_MS = 5_000;

/** @param instant RFC 3339; undefined is not in the future. */
export const isInFuture = (instant: string | undefined, nowMs: number): boolean =>
  instant !== undefined && Date.parse(instant) > nowMs + CLOCK_LEEWAY_MS;

/** Where a request names an instant: a JSON Pointer into its body, or a parameter of its query. */
export type Place = { readonly pointer: string } | { readonly parameter: string };

/** The refusal of a request that names instants of the future, with each place where it does; null: it names none. */
export function refusalOfFuture(
  instants: readonly (readonly [place: Place, instant: string | undefined])[],
  nowMs: number,
): Refused<"validation_failed"> | null {
  const faults = instants
    .filter(([, instant]) => isInFuture(instant, nowMs))
    .map(([place]) => ({ ...place, detail: "must not be in the future" }));
  return faults.length === 0 ? null : refused("validation_failed", undefined, faults.slice(0, MAX_FAULTS));
}
