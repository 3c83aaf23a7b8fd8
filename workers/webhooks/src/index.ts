// The webhooks Worker: the feed of events for clients that poll, and deliveries to endpoints. It has no data; only the gateway and its queues may
// call it.
import type { EventMessages } from "@ledge/shared/contracts/events";
import type { App } from "@ledge/kit/create-app";
import app from "./app.ts";
import { consumeDeadLetters, consumeEvents } from "./consume.ts";
import { readEffects } from "./read-effects.ts";

export { Dispatcher } from "./dispatch/dispatcher.ts";

/** The name of the dead letter queue in wrangler.toml; the messages of the other queue are events. */
const DEAD_LETTERS = /-dead$/;

export default {
  ...app,
  readEffects,
  async queue(batch, env): Promise<void> {
    await (DEAD_LETTERS.test(batch.queue) ? consumeDeadLetters(batch, env) : consumeEvents(batch, env));
  },
} satisfies App<Env> & ExportedHandler<Env, EventMessages> & { readEffects: typeof readEffects };
