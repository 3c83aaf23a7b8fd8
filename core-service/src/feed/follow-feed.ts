// The search follows the feed, and is rebuilt meanwhile if an operator has asked for it: one bounded step at a call, each a transaction under the lock of
// the inbox. So the model that serves is never far behind, however long a rebuild takes.
import type { SearchCounters } from "@ledge/shared/contracts/search";
import type { Work } from "../database/work.ts";
import type { Database } from "../database/connect.ts";
import { lockInbox } from "../outbox/positions.ts";
import { CONSUMER } from "../search/consumer.ts";
import { applyEvents, findRebuild, stepRebuild } from "../search/queries.ts";
import { consume } from "./consume.ts";
import { countBehind } from "./queries.ts";

/** Of one step: a resource has up to 200 terms, so that the worst take a second or two of the ten that a lane allows, and usual ones some hundredths. */
const EVENTS_PER_STEP = 100;
const COPIED_PER_STEP = 500;

/** Applies the next events; if there are none, does the next step of a rebuild. @returns whether nothing is left to do. */
export async function followFeed(work: Work): Promise<boolean> {
  const step = { most: async () => EVENTS_PER_STEP, apply: applyEvents };
  if (!(await consume(work, CONSUMER, Number.MAX_SAFE_INTEGER, step))) return false;
  return await work.database.transaction(async (transaction) => {
    const database = transaction as unknown as Database;
    await lockInbox(database, CONSUMER);
    return await stepRebuild(database, COPIED_PER_STEP);
  });
}

export async function countSearch({ database }: Work): Promise<SearchCounters> {
  const { rebuilds, beganAt } = await findRebuild(database);
  return { ...(await countBehind(database, CONSUMER)), rebuild_began_at: beganAt?.toISOString() ?? null, rebuilds };
}
