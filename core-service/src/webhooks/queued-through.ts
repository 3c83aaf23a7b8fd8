// Through which position of the feed an endpoint was given its deliveries: that of the inbox, unless it is behind.
import type { Database } from "../database/connect.ts";
import { findInbox } from "../outbox/positions.ts";
import type { EndpointRow } from "./endpoint-queries.ts";

/** The inbox of those who receive webhooks: how far the feed is applied to every endpoint that is not behind. */
export const CONSUMER = "webhooks";

/**
 * The position through which an endpoint was given its deliveries. The caller has locked it: whoever applies the feed to it now has either
 * committed, and is in the inbox's position, or finds it as the caller leaves it.
 */
export const stopOf = async (database: Database, row: Pick<EndpointRow, "queuedThrough">): Promise<number> =>
  row.queuedThrough ?? (await findInbox(database, CONSUMER));
