// Makes the deliveries that an endpoint missed while it was disabled. A disabled endpoint keeps its position in the feed
// (webhooks/queued-through.ts). Once enabled, it gets the deliveries of the events after that position, step by step, before the feed is applied
// to it again. So a pause loses nothing, and even a long one needs no huge statement.
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";
import { findInbox, lockInbox } from "../outbox/positions.ts";
import { queueDeliveries } from "../webhooks/delivery-queries.ts";
import { type EndpointRow, findEndpoint, lockEndpoint, moveQueued } from "../webhooks/endpoint-queries.ts";
import { CONSUMER } from "../webhooks/queued-through.ts";
import { EVENTS_PER_STEP } from "./consume.ts";
import { eventsIn } from "./queries.ts";

/** Makes the next deliveries that an enabled endpoint misses: those of at most EVENTS_PER_STEP events. */
export async function catchUp(work: Work, endpointId: string): Promise<void> {
  await work.database.transaction(async (transaction) => {
    const database = transaction as unknown as Database;
    const seen = await findEndpoint(database, endpointId);
    if (seen === null || !isBehind(seen)) return;
    // Only the last step locks the inbox, and so delays the consumer: between the end of this step and the next range that the consumer applies
    // there must be neither a gap nor an overlap.
    const applied = await findInbox(database, CONSUMER);
    const isLast = seen.queuedThrough + EVENTS_PER_STEP >= applied;
    const end = isLast ? await lockInbox(database, CONSUMER) : applied;
    const row = await lockEndpoint(database, endpointId);
    // Another transaction has changed the endpoint meanwhile: the next call continues from its new state.
    if (row === null || !isBehind(row) || row.queuedThrough !== seen.queuedThrough) return;
    const through = Math.min(row.queuedThrough + EVENTS_PER_STEP, end);
    await queueDeliveries(database, eventsIn({ after: row.queuedThrough, through }), { endpointId });
    await moveQueued(database, endpointId, through === end ? null : through);
  });
}

/** Enabled, and still missing deliveries. */
const isBehind = (row: EndpointRow): row is EndpointRow & { readonly queuedThrough: number } =>
  row.disabledReason === null && row.queuedThrough !== null;
