// The audit Worker: the log's hand that signs. It holds the log's key and files, and no database; only the gateway and its queue may call it.
import type { App } from "@ledge/kit/create-app";
import { background } from "@ledge/shared/telemetry/background";
import app from "./app.ts";
import { sealerOf } from "./log/open-log.ts";
import { recordRefusedWrites } from "./record-refused-writes.ts";

export { LogHost } from "./host/log-host.ts";
export { Sealer } from "./log/sealer.ts";

export default {
  ...app,
  recordRefusedWrites,
  /** Messages say that there may be new records, also those that were given up before: all of them mean the same. */
  async queue(batch, env): Promise<void> {
    await background({ service: "audit", operation: "consumeAnnouncements", version: env.VERSION.id }, async (notes) => {
      notes.counts = { messages: batch.messages.length };
      await sealerOf(env).wake();
      batch.ackAll();
    });
  },
} satisfies App<Env> & ExportedHandler<Env> & { recordRefusedWrites: typeof recordRefusedWrites };
