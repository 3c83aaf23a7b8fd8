// The checker of deliveries: what an endpoint received, against the feed. Pure.
import type { Received } from "../webhook-receiver/receiver.ts";
import { verifies } from "../webhook-receiver/verifies.ts";
import { idOf } from "./endpoints.ts";
import type { Violation } from "./judge-effects.ts";

export type DeliveryLaw =
  | "an endpoint is sent the feed in its order"
  | "an endpoint gets each event at least once"
  | "a delivery that comes again is the same, byte for byte"
  | "a delivery is signed";

/**
 * What is wrong with what an endpoint received.
 *
 * @param wanted ids of the events that are meant for it, in the order of the feed.
 * @param isComplete everything was delivered; otherwise it may have got the beginning alone.
 */
export function judgeDeliveries(
  name: string,
  secret: string,
  wanted: readonly string[],
  received: readonly Received[],
  isComplete: boolean,
): Violation<DeliveryLaw>[] {
  const violations: Violation<DeliveryLaw>[] = [];
  const firsts = [...new Set(received.map(idOf))];
  const place = firsts.findIndex((id, index) => id !== wanted[index]);
  if (place >= 0) {
    const what = `${name}: number ${place + 1} was ${firsts[place]}, not ${wanted[place] ?? "any"}`;
    violations.push({ law: "an endpoint is sent the feed in its order", what });
  }
  if (isComplete) {
    const taken = new Set(received.filter(({ reply }) => reply !== "never" && reply.status < 300).map(idOf));
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
