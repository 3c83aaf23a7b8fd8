// Applies the feed to all webhook endpoints as the consumer of the queue does: step by step, until all deliveries are made.
import { acceptMessages } from "../../core-service/src/feed/deliver.ts";
import type { Work } from "../../core-service/src/database/work.ts";

/** @returns the endpoints that have something to send. */
export async function applyFeed(work: Work, through: number): Promise<readonly string[]> {
  for (;;) {
    const accepted = await acceptMessages(work, [{ position: through }], 0);
    if (accepted.kind === "applied") return accepted.busy;
  }
}
