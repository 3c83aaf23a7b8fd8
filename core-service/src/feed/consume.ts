// How a consumer applies every event once, even if messages are repeated, late, out of order or lost (law 20): it applies the feed, in order,
// from its inbox's position up to the newest message, and moves the position in the same transaction. A repeated or late message finds nothing
// left to apply, and the message after a lost one covers its events too.
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";
import { countRetries, lockInbox, moveInbox } from "../outbox/positions.ts";
import { findLast, type FeedRange } from "./queries.ts";

/** Events per transaction: bounds what one transaction locks, and what is repeated after a failure. */
export const EVENTS_PER_STEP = 500;

export interface Received {
  /** The newest position among the messages. */
  readonly through: number;
  /** How many of them are retries: a consumer had returned them to the queue before. */
  readonly retries: number;
}

/**
 * Applies the feed for `consumer` up to `through`. `apply` gets a range of positions without a gap, and must write within the transaction that
 * it gets and nowhere else.
 *
 * @returns how many events were applied now.
 * @throws what `apply` throws: its step is then rolled back, and the messages must be retried.
 */
export async function consume(
  work: Work,
  consumer: string,
  { through, retries }: Received,
  apply: (database: Database, range: FeedRange) => Promise<void>,
): Promise<number> {
  if (retries > 0) await countRetries(work.database, consumer, retries);
  for (let applied = 0; ;) {
    const step = await work.database.transaction(async (transaction) => {
      const database = transaction as unknown as Database;
      const after = await lockInbox(database, consumer);
      const last = await findLast(database, { after, through: Math.min(through, after + EVENTS_PER_STEP) });
      if (last === null) return 0;
      await apply(database, { after, through: last });
      await moveInbox(database, consumer, last);
      return last - after;
    });
    applied += step;
    if (step < EVENTS_PER_STEP) return applied;
  }
}
