// Compares what an endpoint received with the feed. Pure.
import type { Received } from "../webhook-receiver/receiver.ts";
import { verifies } from "../webhook-receiver/verifies.ts";
import { idOf } from "./endpoints.ts";
import type { Violation } from "./judge-effects.ts";

export type DeliveryLaw =
  | "an endpoint is sent the feed in its order"
  | "an endpoint gets each event at least once"
  | "a delivery that comes again is the same, byte for byte"
  | "a delivery is signed";

const isTaken = ({ reply }: Received): boolean => reply !== "never" && reply.status < 300;

/** Describes the first delivery that came before an earlier event was taken, or that was not meant for the endpoint. */
function firstOutOfOrder(wanted: readonly string[], received: readonly Received[]): string | null {
  const places = new Map(wanted.map((id, place) => [id, place]));
  let next = 0;
  for (const one of received) {
    const place = places.get(idOf(one));
    if (place === undefined) return `${idOf(one)} came, which is not for it`;
    if (place > next) return `${idOf(one)}, number ${place + 1}, came before number ${next + 1}, ${wanted[next]}, was taken`;
    if (place === next && isTaken(one)) next += 1;
  }
  return null;
}

/**
 * The violations among the deliveries to one endpoint.
 *
 * @param wanted ids of the events that it subscribes to, in the order of the feed.
 * @param isComplete whether every event must have been taken; otherwise a prefix of the feed is enough.
 */
export function judgeDeliveries(
  name: string,
  secret: string,
  wanted: readonly string[],
  received: readonly Received[],
  isComplete: boolean,
): Violation<DeliveryLaw>[] {
  const violations: Violation<DeliveryLaw>[] = [];
  const outOfOrder = firstOutOfOrder(wanted, received);
  if (outOfOrder !== null) violations.push({ law: "an endpoint is sent the feed in its order", what: `${name}: ${outOfOrder}` });
  if (isComplete) {
    const taken = new Set(received.filter(isTaken).map(idOf));
    const missing = wanted.filter((id) => !taken.has(id));
    const what = `${name}: ${missing.length} of ${wanted.length} were not delivered, ${missing[0]} for one`;
    if (missing.length > 0) violations.push({ law: "an endpoint gets each event at least once", what });
  }
  const bodies = new Map<string, Buffer>();
  for (const one of received) {
    const before = bodies.get(idOf(one)) ?? one.bytes;
    bodies.set(idOf(one), before);
    const what = `${name}: ${idOf(one)}`;
    if (!before.equals(one.bytes)) violations.push({ law: "a delivery that comes again is the same, byte for byte", what });
    if (!verifies(secret, one)) violations.push({ law: "a delivery is signed", what });
  }
  return violations;
}
