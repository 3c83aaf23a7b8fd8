// The search Worker: what is found by a text, in a model that follows the feed. It has no data; only the gateway and its queue may call it.
import type { App } from "@ledge/kit/create-app";
import app from "./app.ts";
import { followFeed } from "./follow-feed.ts";

export default {
  ...app,
  /** Messages say that the feed may have grown, also those that were given up before: all of them mean the same. */
  async queue(batch, env): Promise<void> {
    await followFeed(env, batch.messages.length);
    batch.ackAll();
  },
} satisfies App<Env> & ExportedHandler<Env>;
