// How a consumer applies every event once, even if messages are repeated, late, out of order or lost (law 20): it applies the feed, in order,
// from its inbox's position up to the newest message, and moves the position in the same transaction. A repeated or late message finds nothing
// left to apply, and the message after a lost one covers its events too.
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";
import { lockInbox, moveInbox } from "../outbox/positions.ts";
import { findLast, type FeedRange } from "./queries.ts";

/** The most events of one transaction: bounds what it locks, and what is repeated after a failure. */
export const EVENTS_PER_STEP = 500;

/** What a consumer does in the transaction that it gets, and nowhere else. */
export interface Step {
  /** How many events it takes, at least 1. */
  most(database: Database): Promise<number>;
  /** Applies a range of positions without a gap. */
  apply(database: Database, range: FeedRange): Promise<void>;
}

/**
 * Applies the next step of the feed for `consumer`, no further than `through`, in one transaction. It is called until it returns true.
 *
 * @returns whether the feed is applied up to `through`, or to its end.
 * @throws what the step throws: it is then rolled back, and applied by the next call.
 */
export async function consume(work: Work, consumer: string, through: number, step: Step): Promise<boolean> {
  return await work.database.transaction(async (transaction) => {
    const database = transaction as unknown as Database;
    const after = await lockInbox(database, consumer);
    const end = Math.min(through, after + (await step.most(database)));
    const last = await findLast(database, { after, through: end });
    if (last === null) return true;
    await step.apply(database, { after, through: last });
    await moveInbox(database, consumer, last);
    return last === through || last < end;
  });
}
