// All SQL of webhook endpoints.
import type { VersionedEndpoint } from "@ledge/shared/contracts/webhooks";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import { encodeId } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { and, desc, eq, getTableColumns, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { endpoints } from "../database/schema/webhooks.ts";
import { readInteger } from "../database/stored-values.ts";
import { eventIdAt } from "../outbox/positions.ts";

export type EndpointRow = typeof endpoints.$inferSelect & {
  /** While it is disabled: UUID of the event before the oldest that it is to be sent; null: it is enabled, or there is none. */
  readonly stopEvent: string | null;
};

/**
 * What a disabled endpoint is to be sent begins behind this position: with the oldest delivery that waits, or else where its deliveries
 * stopped being made or it begins anew. With table names, because a delivery has an `id` too.
 */
const stop = sql`least(greatest(endpoints.queued_through, endpoints.after_position),
  (SELECT min(d.position) - 1 FROM webhooks.deliveries AS d WHERE d.endpoint_id = endpoints.id AND d.status = 'pending'))`;
const stopEvent = sql<string | null>`CASE WHEN endpoints.disabled_reason IS NOT NULL THEN ${eventIdAt(stop)} END`;

const columns = { ...getTableColumns(endpoints), stopEvent };

export const showEndpoint = (row: EndpointRow): WebhookEndpoint => ({
  id: encodeId("webhookEndpoint", row.id),
  url: row.url,
  events: row.events,
  description: row.description,
  signature: row.signature,
  status: row.disabledReason === null ? "enabled" : "disabled",
  disabled_reason: row.disabledReason,
  resumes_after: row.stopEvent === null ? null : encodeId("event", row.stopEvent),
  previous_secrets_until: row.previousSecretsUntil.map((until) => until.toISOString()),
  version: readInteger(row.version),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** With the number of the secret, which the Worker makes the secret of. */
export const showVersioned = (row: EndpointRow): VersionedEndpoint => ({ ...showEndpoint(row), secretVersion: row.secretVersion });

export async function insertEndpoint(database: Database, row: typeof endpoints.$inferInsert): Promise<EndpointRow> {
  const [inserted] = await database.insert(endpoints).values(row).returning(columns);
  return inserted as EndpointRow;
}

const there = (id: string) => and(eq(endpoints.id, id), isNull(endpoints.deletedAt));

/** The endpoint unless it was deleted. */
export async function findEndpoint(database: Database, id: string): Promise<EndpointRow | null> {
  const [row] = await database.select(columns).from(endpoints).where(there(id));
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockEndpoint(database: Database, id: string): Promise<EndpointRow | null> {
  const [row] = await database.select(columns).from(endpoints).where(there(id)).for("no key update");
  return row ?? null;
}

/** The same, of a delivery. Before the delivery's own lock: who reports attempts takes them in this order too. */
export async function lockEndpointOf(database: Database, deliveryId: string): Promise<EndpointRow | null> {
  const endpointId = sql`(SELECT endpoint_id FROM webhooks.deliveries WHERE id = ${deliveryId})`;
  const [row] = await database
    .select(columns)
    .from(endpoints)
    .where(and(eq(endpoints.id, endpointId), isNull(endpoints.deletedAt)))
    .for("no key update");
  return row ?? null;
}

export async function changeEndpoint(
  database: Database,
  row: EndpointRow,
  changes: Partial<typeof endpoints.$inferInsert>,
  updatedAt: Date,
): Promise<EndpointRow> {
  const [changed] = await database
    .update(endpoints)
    .set({ ...changes, version: row.version + 1, updatedAt })
    .where(eq(endpoints.id, row.id))
    .returning(columns);
  return changed as EndpointRow;
}

/** Notes how far its deliveries are made; null: as far as the feed is applied. What its owner sees of it stays as it is. */
export async function moveQueued(database: Database, id: string, queuedThrough: number | null): Promise<void> {
  await database.update(endpoints).set({ queuedThrough }).where(eq(endpoints.id, id));
}

/** Newest first; `limit + 1` rows. */
export async function findEndpoints(database: Database, page: PageRequest): Promise<EndpointRow[]> {
  return await database
    .select(columns)
    .from(endpoints)
    .where(and(isNull(endpoints.deletedAt), page.before === null ? undefined : lt(endpoints.id, page.before)))
    .orderBy(desc(endpoints.id))
    .limit(page.limit + 1);
}

/**
 * Enabled endpoints that have something to send now, or are behind. Not those whose next delivery waits: their dispatchers wake themselves, and to wake
 * every failing endpoint at every batch of events would make the healthy ones pay for them. One that did not wake itself is late, and told.
 */
export async function findBusyEndpoints(database: Database): Promise<string[]> {
  const { rows } = await database.execute<{ id: string }>(sql`
    SELECT e.id FROM webhooks.endpoints AS e
     WHERE e.deleted_at IS NULL AND e.disabled_reason IS NULL
       AND coalesce(
             (SELECT coalesce(d.next_attempt_at <= clock_timestamp(), true) FROM webhooks.deliveries AS d
               WHERE d.endpoint_id = e.id AND d.status = 'pending' ORDER BY d.position LIMIT 1),
             e.queued_through IS NOT NULL)`);
  return rows.map((row) => row.id);
}
