// Dead letters: messages that the queue gave up on. They are kept, and sent again through the queue on request. Their events stay in the feed.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import { accepted, type WriteOutcome } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { CONSUMER } from "../webhooks/queued-through.ts";
import { keepDeadLetters as keep, requestRedrive } from "./queries.ts";

/** Keeps the events of a message that failed too often. */
export const keepDeadLetters = (work: Work, positions: readonly number[], reason: string): Promise<void> =>
  keep(work.database, CONSUMER, positions, reason);

export const redriveEvents = (work: Work, call: WriteCall): Promise<WriteOutcome<{ redriven: number }, RefusalOf<"redriveEvents">>> =>
  exactlyOnce(work, call, "redriveEvents", null, async ({ database }) => accepted({ redriven: await requestRedrive(database) }));
