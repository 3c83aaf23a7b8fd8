// The audit Worker: the log's hand that signs. It holds the log's key and files, and no database; only the gateway and its queue may call it.
import type { App } from "@ledge/kit/create-app";
import { background } from "@ledge/shared/telemetry/background";
import app from "./app.ts";
import { sealerOf } from "./log/open-log.ts";
import { recordRefusedWrites } from "./record-refused-writes.ts";
import { writeRun } from "./write-run.ts";

export { LogHost } from "./host/log-host.ts";
export { Sealer } from "./log/sealer.ts";

export default {
  ...app,
  recordRefusedWrites,
  /** Messages say that there may be new records, also those that were given up before: all of those mean the same. One about a run is done with its line. */
  async queue(batch, env): Promise<void> {
    await background({ service: "audit", operation: "consumeAnnouncements", version: env.VERSION.id }, async (notes) => {
      notes.counts = { messages: batch.messages.length };
      let announcements = 0;
      for (const message of batch.messages) {
        // At once: should the sealer not wake, the run must not be counted again with the retry.
        if (writeRun(message.body)) message.ack();
        else announcements += 1;
      }
      if (announcements > 0) await sealerOf(env).wake();
      batch.ackAll();
    });
  },
} satisfies App<Env> & ExportedHandler<Env> & { recordRefusedWrites: typeof recordRefusedWrites };
