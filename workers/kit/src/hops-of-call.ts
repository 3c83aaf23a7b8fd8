// Collects what core-service did for a call while a Worker serves it: the routes pass the call on and need not know. By the call's own object, so that
// requests which are served at the same time cannot be confused, and so that nothing is kept of one that has been answered.
import type { Hop } from "@ledge/shared/telemetry/hops";

/** More than an answer needs; a stream, which may ask thousands of times, collects no more. */
const MOST_COLLECTED = 32;

const collected = new WeakMap<object, Hop[]>();

/** Begins to collect for a call, or for the first argument of one that is made without a call. */
export function collectHops(call: object): readonly Hop[] {
  const hops: Hop[] = [];
  collected.set(call, hops);
  return hops;
}

/** Notes hops for whoever collects for `call`; if nobody does, they are not wanted. */
export function noteHops(call: unknown, hops: readonly Hop[]): void {
  const into = typeof call === "object" && call !== null ? collected.get(call) : undefined;
  if (into !== undefined && into.length < MOST_COLLECTED) into.push(...hops);
}
