// The stub of the one relay, which is placed near the database like the lanes.
import { objectOf } from "@ledge/shared/object-of";
import type { Relay } from "./relay.ts";

export function relayOf(env: Env): DurableObjectStub<Relay> {
  return objectOf(env.RELAY, "relay", { jurisdiction: env.OBJECTS_JURISDICTION, locationHint: env.LANE_LOCATION_HINT });
}
