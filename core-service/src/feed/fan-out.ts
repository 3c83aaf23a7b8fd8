// Fan-out: from a stretch of the feed to a delivery for each endpoint and event. One that is disabled or behind gets its own later (catch-up.ts).
import type { Database } from "../database/connect.ts";
import { beginEndpoints, queueDeliveries } from "../webhooks/delivery-queries.ts";
import { fedIn, type Stretch } from "./queries.ts";

/** Applies a stretch of the feed to every endpoint that has what is before it. */
export async function fanOut(database: Database, stretch: Stretch): Promise<void> {
  const fed = fedIn(stretch);
  await beginEndpoints(database, fed);
  await queueDeliveries(database, fed, "all that are not behind");
}
