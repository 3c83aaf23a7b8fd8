// How an endpoint's deliveries are made up for. One that is disabled keeps its position in the feed (webhooks/queued-through.ts); enabled, it is
// given what came after that, step by step, before the feed is applied to it again. So nothing is lost by a pause, and no pause is one huge statement.
import type { Database } from "../database/connect.ts";
import type { Work } from "../database/work.ts";
import { findInbox, lockInbox } from "../outbox/positions.ts";
import { queueDeliveries } from "../webhooks/delivery-queries.ts";
import { type EndpointRow, findEndpoint, lockEndpoint, moveQueued } from "../webhooks/endpoint-queries.ts";
import { CONSUMER } from "../webhooks/queued-through.ts";
import { EVENTS_PER_STEP } from "./consume.ts";
import { fedIn } from "./queries.ts";

/** Makes the next of the deliveries that an enabled endpoint was not given: those of at most EVENTS_PER_STEP events. */
export async function catchUp(work: Work, endpointId: string): Promise<void> {
  await work.database.transaction(async (transaction) => {
    const database = transaction as unknown as Database;
    const seen = await findEndpoint(database, endpointId);
    if (seen === null || !isBehind(seen)) return;
    // The last step alone holds up whoever applies the feed: between its end and theirs there must be neither a gap nor an event twice.
    const applied = await findInbox(database, CONSUMER);
    const isLast = seen.queuedThrough + EVENTS_PER_STEP >= applied;
    const end = isLast ? await lockInbox(database, CONSUMER) : applied;
    const row = await lockEndpoint(database, endpointId);
    // Who changed it meanwhile is asked again, and goes on from where it is then.
    if (row === null || !isBehind(row) || row.queuedThrough !== seen.queuedThrough) return;
    const through = Math.min(row.queuedThrough + EVENTS_PER_STEP, end);
    await queueDeliveries(database, fedIn({ after: row.queuedThrough, through }), { endpointId });
    await moveQueued(database, endpointId, through === end ? null : through);
  });
}

/** Enabled, and not given everything yet. */
const isBehind = (row: EndpointRow): row is EndpointRow & { readonly queuedThrough: number } =>
  row.disabledReason === null && row.queuedThrough !== null;
