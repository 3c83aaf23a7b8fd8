// The webhooks Worker: the feed of events for clients that ask, and deliveries to endpoints that do not have to. Holds no data; never
// called but by the gateway and its queues.
import type { EventMessages } from "@ledge/shared/events";
import app from "./app.ts";
import { consumeDeadLetters, consumeEvents } from "./consume.ts";

export { Dispatcher } from "./dispatch/dispatcher.ts";

/** As wrangler.toml names it; another queue's messages are events. */
const DEAD_LETTERS = /-dead$/;

export default {
  fetch: app.fetch,
  async queue(batch, env): Promise<void> {
    await (DEAD_LETTERS.test(batch.queue) ? consumeDeadLetters(batch, env) : consumeEvents(batch, env));
  },
} satisfies ExportedHandler<Env, EventMessages>;
