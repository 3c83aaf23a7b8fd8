// The three webhook endpoints of a run: one takes every delivery, one refuses some at first, one answers slowly at times.
import type { Received, Receiver } from "../webhook-receiver/receiver.ts";
import type { Draw } from "./intents.ts";

/** A refusal holds up the endpoint for five seconds: refusals are few, so that all are retried before the run ends. */
const REFUSES_ONE_IN = 250;
/** The 25th delivery is always refused, so that even a short run has a refusal. */
const REFUSES_NUMBER = 25;
const SLOW_ONE_IN = 60;
const SLOW_MS = 400;

export interface Endpoint {
  readonly name: string;
  readonly path: string;
  /** Event types that it subscribes to; empty: all. */
  readonly events: readonly string[];
  readonly signature: "v1" | "v1a";
}

export const endpoints: readonly Endpoint[] = [
  { name: "takes all", path: "/takes-all", events: [], signature: "v1" },
  { name: "refuses some", path: "/refuses-some", events: ["transfer.posted", "hold.placed"], signature: "v1a" },
  {
    name: "slow at times",
    path: "/slow-at-times",
    events: ["hold.placed", "hold.captured", "hold.released", "hold.expired"],
    signature: "v1",
  },
];

/** Sets the receiver's replies. A delivery is refused once at the most: a second refusal would hold up its endpoint for half a minute. */
export function setReplies(receiver: Receiver, draw: Draw): void {
  const refused = new Set<string>();
  let deliveries = 0;
  receiver.reply("/refuses-some", (headers) => {
    const id = String(headers["webhook-id"]);
    deliveries += 1;
    if (refused.has(id) || (draw(REFUSES_ONE_IN) > 0 && deliveries !== REFUSES_NUMBER)) return { status: 204 };
    refused.add(id);
    return { status: 500 };
  });
  receiver.reply("/slow-at-times", () => ({ status: 204, ...(draw(SLOW_ONE_IN) === 0 ? { afterMs: SLOW_MS } : {}) }));
}

export const idOf = ({ headers }: Received): string => String(headers["webhook-id"]);
