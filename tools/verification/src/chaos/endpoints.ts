// Who is sent webhooks: one who always takes them, one who refuses some at first, one who is slow now and then.
import type { Received, Receiver } from "../webhook-receiver/receiver.ts";
import type { Draw } from "./intents.ts";

/** A refusal holds up the endpoint for five seconds: few are enough, and they must have passed when the run ends. */
const REFUSES_ONE_IN = 250;
/** One early on, however short the run. */
const REFUSES_NUMBER = 25;
const SLOW_ONE_IN = 60;
const SLOW_MS = 400;

export interface Endpoint {
  readonly name: string;
  readonly path: string;
  /** Types that it is sent; none: all. */
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

/** Has the receiver answer as the endpoints do. A delivery is refused once at the most: twice would hold up everything for half a minute. */
export function behave(receiver: Receiver, draw: Draw): void {
  const refused = new Set<string>();
  let asked = 0;
  receiver.reply("/refuses-some", (headers) => {
    const id = String(headers["webhook-id"]);
    asked += 1;
    if (refused.has(id) || (draw(REFUSES_ONE_IN) > 0 && asked !== REFUSES_NUMBER)) return { status: 204 };
    refused.add(id);
    return { status: 500 };
  });
  receiver.reply("/slow-at-times", () => ({ status: 204, ...(draw(SLOW_ONE_IN) === 0 ? { afterMs: SLOW_MS } : {}) }));
}

export const idOf = ({ headers }: Received): string => String(headers["webhook-id"]);
