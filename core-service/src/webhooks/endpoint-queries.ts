// All SQL of webhook endpoints.
import type { EndpointWithSecret } from "@ledge/shared/contracts/webhooks";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import type { UnlistedKey } from "@ledge/shared/contracts/readiness";
import { encodeId } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { and, desc, eq, getTableColumns, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { endpoints } from "../database/schema/webhooks.ts";
import { readInteger } from "../database/stored-values.ts";
import { eventIdAt } from "../outbox/positions.ts";

export type EndpointRow = typeof endpoints.$inferSelect & {
  /** While it is disabled: UUID of the event before the oldest one that is to be sent to it; null: it is enabled, or there is no such event. */
  readonly stopEvent: string | null;
};

/**
 * The events that are to be sent to a disabled endpoint begin after this position: with its oldest pending delivery, or else where no more
 * deliveries were made, or where it begins anew. With table names, because a delivery has an `id` too.
 */
const stopPosition = sql`least(greatest(endpoints.queued_through, endpoints.after_position),
  (SELECT min(d.position) - 1 FROM webhooks.deliveries AS d WHERE d.endpoint_id = endpoints.id AND d.status = 'pending'))`;
const stopEvent = sql<string | null>`CASE WHEN endpoints.disabled_reason IS NOT NULL THEN ${eventIdAt(stopPosition)} END`;

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

/** With what the webhooks Worker derives the current secret from. */
export const showWithSecret = (row: EndpointRow): EndpointWithSecret => ({
  ...showEndpoint(row),
  current: { version: row.secretVersion, key: row.secretKeys.at(-1) as string },
});

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

/** The endpoint of a delivery, locked: until the transaction ends nothing changes its deliveries either. */
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

/** Records how far its deliveries were made; null: as far as the feed is applied. Its version and what its owner sees do not change. */
export async function moveQueued(database: Database, id: string, queuedThrough: number | null): Promise<void> {
  await database.update(endpoints).set({ queuedThrough }).where(eq(endpoints.id, id));
}

/** The master keys that secrets in force are derived from and that are none of `listed`, with how many secrets need each. */
export async function findUnlistedMasterKeys(database: Database, listed: readonly string[], now: Date): Promise<UnlistedKey[]> {
  const { rows } = await database.execute<{ id: string; rows: number }>(sql`
    SELECT k.id, count(*)::integer AS rows
      FROM webhooks.endpoints AS e
      CROSS JOIN LATERAL unnest(e.secret_keys, e.previous_secrets_until) AS k (id, until)
     WHERE e.deleted_at IS NULL AND (k.until IS NULL OR k.until > ${now}) AND k.id <> ALL (${sql.param([...listed])}::text[])
     GROUP BY k.id ORDER BY k.id`);
  return rows;
}

/** How many endpoints there are; those that were deleted do not count. */
export const countEndpoints = (database: Database): Promise<number> => database.$count(endpoints, isNull(endpoints.deletedAt));

/** How many of them get the deliveries of the next events by the fan-out. */
export const countReceiving = (database: Database): Promise<number> =>
  database.$count(endpoints, and(isNull(endpoints.deletedAt), isNull(endpoints.queuedThrough)));

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
 * Enabled endpoints that have a delivery due now, or are behind. Not those whose next delivery waits: their dispatchers wake themselves, and
 * waking every failing endpoint at every batch of events would slow the healthy ones down. One whose dispatcher did not wake has a delivery due.
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
