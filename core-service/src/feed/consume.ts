// How a consumer applies events once, whatever its messages do (law 20): it applies the feed, in order, from its inbox's position up to
// the newest message, and the position moves in the same transaction. A message that comes again, late or out of order finds nothing
// left to do; one that was lost is made good by the next.
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";
import { countRetries, lockInbox, moveInbox } from "../outbox/positions.ts";
import { findLast, type Stretch } from "./queries.ts";

/** Events per transaction: bounds what one holds, and what is done again after a failure. */
export const EVENTS_PER_STEP = 500;

export interface Received {
  /** The newest position among the messages. */
  readonly through: number;
  /** How many of them had been given back before. */
  readonly retries: number;
}

/**
 * Applies the feed for `consumer` up to `through`. `apply` is given a stretch of it, which has no gap; it writes within
 * the transaction it is given, and nowhere else.
 *
 * @returns how many events were applied now.
 * @throws what `apply` throws: nothing of its step stands then, and the messages are to be given back.
 */
export async function consume(
  work: Work,
  consumer: string,
  { through, retries }: Received,
  apply: (database: Database, stretch: Stretch) => Promise<void>,
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
