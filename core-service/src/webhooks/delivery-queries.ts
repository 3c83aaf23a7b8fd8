// All SQL of deliveries and of their attempts.
import type { AttemptReport, EventCounters } from "@ledge/shared/contracts/webhooks";
import type { DeliveryStatus } from "@ledge/shared/contracts/webhook-deliveries";
import type { PageRequest } from "@ledge/shared/schema";
import { and, asc, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { attempts, deliveries } from "../database/schema/webhooks.ts";

export type DeliveryRow = typeof deliveries.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;

/** The status of a delivery after an attempt. */
const STATUS_AFTER: Readonly<Record<AttemptReport["outcome"]["kind"], DeliveryStatus>> = {
  delivered: "delivered",
  retry: "pending",
  // Its endpoint is given up, the delivery is not: it is the first to be sent when the endpoint is enabled again.
  disable: "pending",
  unreadable: "dead",
};

/** An array as one parameter. */
const listOf = (values: readonly (string | number)[]) => sql.param(`{${values.join(",")}}`);

/**
 * Sets the position after which events are sent to the endpoints that begin, or begin anew, in `fed`: the event of that very change is the
 * first, and everything that was committed before it has an earlier position. `fed` as for `queueDeliveries`.
 */
export async function beginEndpoints(database: Database, fed: SQL): Promise<void> {
  await database.execute(sql`
    UPDATE webhooks.endpoints AS e SET after_position = m.position - 1
      FROM ${fed} AS m
     WHERE m.type IN ('webhook_endpoint.created', 'webhook_endpoint.updated') AND m.resource = e.id
       AND m.version = e.begins_at_version::text`);
}

/**
 * An endpoint with this many pending deliveries gets no more by the fan-out: it takes them slowly, or not at all. It is behind then, and gets the
 * next ones once these are sent (feed/catch-up.ts). So neither storage nor a statement that changes all of them grows with the feed.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const MAX_PENDING = 1_000;

/**
 * Sets endpoints with too many pending deliveries behind: their deliveries were made through the position `after`. Deliveries are counted only
 * where the oldest one is so far back that there may be as many: at most one is made per position.
 */
export async function setBehind(database: Database, after: number): Promise<void> {
  const pending = sql`webhooks.deliveries AS d WHERE d.endpoint_id = e.id AND d.status = 'pending'`;
  await database.execute(sql`
    UPDATE webhooks.endpoints AS e SET queued_through = ${after}
     WHERE e.deleted_at IS NULL AND e.queued_through IS NULL
       AND CASE WHEN (SELECT min(d.position) FROM ${pending}) <= ${after - MAX_PENDING + 1}
                THEN EXISTS (SELECT FROM ${pending} OFFSET ${MAX_PENDING - 1}) END`);
}

/**
 * Makes a delivery of each event of `fed` for each endpoint whose filter matches, from where the endpoint begins; a ping is for its own endpoint
 * alone. The endpoints are locked until the deliveries are committed: a transaction that deletes or disables one meanwhile waits, and sees them.
 *
 * @param fed a range of the feed as a table of a query, without a gap: `position`, `id`, `type`, `resource`, `version`.
 */
export async function queueDeliveries(
  database: Database,
  fed: SQL,
  whose: "all that are not behind" | { readonly endpointId: string },
): Promise<void> {
  const isMeant = typeof whose === "string" ? sql`e.queued_through IS NULL` : sql`e.id = ${whose.endpointId}`;
  await database.execute(sql`
    INSERT INTO webhooks.deliveries (endpoint_id, position, event_id, event_type)
    SELECT e.id, m.position, m.id, m.type
      FROM ${fed} AS m
      JOIN webhooks.endpoints AS e
        ON e.deleted_at IS NULL AND ${isMeant} AND m.position > e.after_position
       AND CASE m.type WHEN 'ping' THEN m.resource = e.id ELSE e.events = '{}' OR m.type = ANY (e.events) END
     ORDER BY m.position, e.id
       FOR SHARE OF e`);
}

export interface PendingDelivery extends DeliveryRow {
  /** The time until its next attempt; ≤ 0: it is due. */
  readonly waitMs: number;
  /** The time since it failed first; 0: it has not failed. */
  readonly failingForMs: number;
}

/** The next pending deliveries of an endpoint, in order, with times by the database's clock. */
export async function findPending(database: Database, endpointId: string, limit: number): Promise<PendingDelivery[]> {
  const inMs = (interval: ReturnType<typeof sql>) => sql<number>`coalesce(ceil(date_part('epoch', ${interval}) * 1000), 0)`.mapWith(Number);
  const waitMs = inMs(sql`${deliveries.nextAttemptAt} - clock_timestamp()`);
  const failingForMs = inMs(sql`clock_timestamp() - ${deliveries.failingSince}`);
  const rows = await database
    .select({ delivery: deliveries, waitMs, failingForMs })
    .from(deliveries)
    .where(and(eq(deliveries.endpointId, endpointId), eq(deliveries.status, "pending")))
    .orderBy(asc(deliveries.position))
    .limit(limit);
  return rows.map((row) => ({ ...row.delivery, waitMs: row.waitMs, failingForMs: row.failingForMs }));
}

/** Records attempts and updates their deliveries. A delivery that is not pending any more stays as it is. Returns the ids of those that changed. */
export async function recordAttempts(database: Database, endpointId: string, reports: readonly AttemptReport[]): Promise<Set<string>> {
  const rows = reports.map(({ deliveryId, outcome, status, failure, durationMs, firstBytes }, ordinal) => ({
    ordinal,
    delivery: deliveryId,
    http_status: status,
    failure,
    duration_ms: durationMs,
    first_bytes: firstBytes,
    status: STATUS_AFTER[outcome.kind],
    delay_ms: outcome.kind === "retry" ? outcome.delayMs : null,
  }));
  // As a parameter too: the ids contain the partitions that are to be read, and a join does not show them to the planner.
  const ids = rows.map((row) => row.delivery);
  const moved = await database.execute<{ delivery_id: string }>(sql`
    WITH report AS MATERIALIZED (
      SELECT r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
        ordinal int, delivery uuid, http_status int, failure text, duration_ms int, first_bytes text, status text, delay_ms bigint)
    ), moved AS (
      UPDATE webhooks.deliveries AS d
         SET status = r.status, attempt_count = d.attempt_count + 1,
             failed_attempts = d.failed_attempts + CASE r.status WHEN 'delivered' THEN 0 ELSE 1 END,
             failing_since = CASE r.status WHEN 'delivered' THEN NULL ELSE coalesce(d.failing_since, clock_timestamp()) END,
             next_attempt_at = clock_timestamp() + make_interval(secs => r.delay_ms / 1000.0)
        FROM report AS r
       WHERE d.id = r.delivery AND d.id = ANY (${listOf(ids)}::uuid[]) AND d.endpoint_id = ${endpointId} AND d.status = 'pending'
      RETURNING d.id, d.attempt_count
    )
    INSERT INTO webhooks.attempts (delivery_id, number, status, failure, duration_ms, first_bytes)
    SELECT m.id, m.attempt_count, r.http_status, r.failure, r.duration_ms, r.first_bytes
      FROM moved AS m JOIN report AS r ON r.delivery = m.id ORDER BY r.ordinal
    RETURNING delivery_id`);
  return new Set(moved.rows.map((row) => row.delivery_id));
}

/** Makes the pending deliveries of an endpoint due now, at the beginning of the retry schedule. */
export async function retryPendingNow(database: Database, endpointId: string): Promise<void> {
  await database
    .update(deliveries)
    .set({ failedAttempts: 0, failingSince: null, nextAttemptAt: null })
    .where(and(eq(deliveries.endpointId, endpointId), eq(deliveries.status, "pending")));
}

/** Gives up the pending deliveries of an endpoint: they are dead from then on. */
export async function markPendingDead(database: Database, endpointId: string): Promise<void> {
  await database
    .update(deliveries)
    .set({ status: "dead", nextAttemptAt: null })
    .where(and(eq(deliveries.endpointId, endpointId), eq(deliveries.status, "pending")));
}

/** Makes a delivery pending again, in its original order: before every later event. */
export async function requeue(database: Database, deliveryId: string): Promise<DeliveryRow> {
  const [row] = await database
    .update(deliveries)
    .set({ status: "pending", failedAttempts: 0, failingSince: null, nextAttemptAt: null })
    .where(eq(deliveries.id, deliveryId))
    .returning();
  return row as DeliveryRow;
}

/** To be decided about only under its endpoint's lock, which everything that changes a delivery takes first: so it has no lock of its own. */
export async function findDelivery(database: Database, deliveryId: string): Promise<DeliveryRow | null> {
  const [row] = await database.select().from(deliveries).where(eq(deliveries.id, deliveryId));
  return row ?? null;
}

/** Newest first; `limit + 1` rows. */
export async function findDeliveries(
  database: Database,
  endpointId: string,
  status: DeliveryStatus | undefined,
  page: PageRequest,
): Promise<DeliveryRow[]> {
  return await database
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.endpointId, endpointId),
        status === undefined ? undefined : eq(deliveries.status, status),
        page.before === null ? undefined : lt(deliveries.id, page.before),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(page.limit + 1);
}

/** The deliveries of some events, in the order of the feed. */
export async function findDeliveriesOf(database: Database, events: readonly string[], limit: number): Promise<DeliveryRow[]> {
  return await database
    .select()
    .from(deliveries)
    .where(sql`${deliveries.eventId} = ANY (${listOf(events)}::uuid[])`)
    .orderBy(asc(deliveries.position), asc(deliveries.id))
    .limit(limit);
}

/** The last `most` attempts of each of some deliveries, newest first. */
export async function findAttempts(database: Database, rows: readonly DeliveryRow[], most: number): Promise<AttemptRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const after = rows.map((row) => row.attemptCount - most);
  return await database
    .select(getTableColumns(attempts))
    .from(attempts)
    .innerJoin(sql`unnest(${listOf(ids)}::uuid[], ${listOf(after)}::int[]) AS shown (id, after)`, sql`shown.id = ${attempts.deliveryId}`)
    .where(and(inArray(attempts.deliveryId, ids), sql`${attempts.number} > shown.after`))
    .orderBy(desc(attempts.number));
}

export async function countDeliveries(database: Database): Promise<EventCounters["deliveries"]> {
  const { rows } = await database.execute<Record<"pending" | "dead" | "behind" | "disabled", string>>(sql`
    SELECT (SELECT count(*) FROM webhooks.deliveries WHERE status = 'pending') AS pending,
           (SELECT count(*) FROM webhooks.deliveries WHERE status = 'dead') AS dead,
           (SELECT count(*) FROM webhooks.endpoints
             WHERE deleted_at IS NULL AND disabled_reason IS NULL AND queued_through IS NOT NULL) AS behind,
           (SELECT count(*) FROM webhooks.endpoints WHERE deleted_at IS NULL AND disabled_reason IS NOT NULL) AS disabled`);
  const [row] = rows;
  return {
    pending: Number(row?.pending),
    dead: Number(row?.dead),
    behind_endpoints: Number(row?.behind),
    disabled_endpoints: Number(row?.disabled),
  };
}
