// Fan-out: from a range of the feed to one delivery per endpoint and event. An endpoint that is disabled or behind gets its deliveries later
// (catch-up.ts).
import type { Database } from "../database/connect.ts";
import { beginEndpoints, queueDeliveries } from "../webhooks/delivery-queries.ts";
import { eventsIn, type FeedRange } from "./queries.ts";

/** Applies a range of the feed to every endpoint that has all deliveries before the range. */
export async function fanOut(database: Database, range: FeedRange): Promise<void> {
  const events = eventsIn(range);
  await beginEndpoints(database, events);
  await queueDeliveries(database, events, "all that are not behind");
}
