// The stub of the one relay, which is placed near the database like the lanes.
import type { Relay } from "./relay.ts";

export function relayOf(env: Env): DurableObjectStub<Relay> {
  return env.RELAY.get(env.RELAY.idFromName("relay"), { locationHint: env.LANE_LOCATION_HINT });
}
