// The position of the feed through which the deliveries of an endpoint were made: that of the inbox, unless the endpoint is behind.
import type { Database } from "../database/connect.ts";
import { findInbox } from "../outbox/positions.ts";
import type { EndpointRow } from "./endpoint-queries.ts";

/** The inbox of webhooks: how far the feed is applied to every endpoint that is not behind. */
export const CONSUMER = "webhooks";

/**
 * The position through which the deliveries of an endpoint were made. The caller has locked the endpoint: a consumer that applies the feed at
 * the same time either has committed, and the inbox's position includes it, or sees the endpoint as the caller leaves it.
 */
export const queuedThroughOf = async (database: Database, row: Pick<EndpointRow, "queuedThrough">): Promise<number> =>
  row.queuedThrough ?? (await findInbox(database, CONSUMER));
