// All SQL of the feed: its events, how far it was sent, dead letters. What lower layers may query of its positions is in outbox/positions.ts.
import { and, asc, desc, eq, gt, inArray, isNull, lte, max, type SQL, sql } from "drizzle-orm";
import type { FeedPiece } from "@ledge/shared/contracts/exports";
import type { EventCounters } from "@ledge/shared/contracts/webhooks";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { PAGE_BYTES } from "../database/export-page.ts";
import { deadLetters, events, feed } from "../database/schema/outbox.ts";
import { readInteger } from "../database/stored-values.ts";
import type { EventRow, MessageRow } from "./show-event.ts";

/** Assigns positions to at most `most` committed events; returns how many. */
export async function sequence(database: Database, most: number): Promise<number> {
  const { rows } = await database.execute<{ moved: number }>(sql`SELECT outbox.sequence(${most}) AS moved`);
  return Number(rows[0]?.moved);
}

export async function markSent(database: Database, through: number): Promise<void> {
  await database.execute(sql`SELECT outbox.mark_sent(${through})`);
}

const { position, id, type, resource, accounts, versions, actor, requestId, traceId, data, occurredAt } = feed;
const messageColumns = { position, id, type, resource, accounts, versions, actor, requestId, traceId, occurredAt };
const eventColumns = { ...messageColumns, data };

/** Events of the feed that were not handed over to the queue yet, in order. */
export async function findUnsent(database: Database, limit: number): Promise<MessageRow[]> {
  return await database
    .select(messageColumns)
    .from(feed)
    .where(gt(position, sql`(SELECT sent FROM outbox.head)`))
    .orderBy(asc(position))
    .limit(limit);
}

/** Dead letters that are to be sent again, oldest first. */
export async function findRedriven(database: Database, limit: number): Promise<MessageRow[]> {
  return await database
    .selectDistinct(messageColumns)
    .from(feed)
    .innerJoin(deadLetters, eq(deadLetters.position, position))
    .where(and(deadLetters.redrive, isNull(deadLetters.redrivenAt)))
    .orderBy(asc(position))
    .limit(limit);
}

export async function markRedriven(database: Database, positions: readonly number[]): Promise<void> {
  await database
    .update(deadLetters)
    .set({ redrive: false, redrivenAt: sql`now()` })
    .where(and(inArray(deadLetters.position, [...positions]), deadLetters.redrive));
}

/**
 * Sets events aside at a stage; if one is set aside there already, its reason is replaced. A redrive is requested for all stages of an event at
 * once, so it ends for all of them.
 */
export async function keepDeadLetters(database: Database, stage: string, positions: readonly number[], reason: string): Promise<void> {
  const all = `{${positions.join(",")}}`;
  await database.execute(sql`
    WITH others AS (
      UPDATE outbox.dead_letters SET redrive = false WHERE position = ANY (${all}::bigint[]) AND stage <> ${stage} AND redrive
    )
    INSERT INTO outbox.dead_letters (stage, position, reason)
    SELECT DISTINCT ${stage}, position, ${reason} FROM unnest(${all}::bigint[]) AS position
    ON CONFLICT (stage, position) DO UPDATE SET reason = excluded.reason, recorded_at = now(), redrive = false, redriven_at = NULL`);
}

/** Requests that the relay sends all open dead letters again; returns how many events that are. */
export async function requestRedrive(database: Database): Promise<number> {
  const rows = await database
    .update(deadLetters)
    .set({ redrive: true })
    .where(isNull(deadLetters.redrivenAt))
    .returning({ position: deadLetters.position });
  return new Set(rows.map((row) => row.position)).size;
}

/** An event's position, or null. */
export async function findPosition(database: Database, eventId: string): Promise<number | null> {
  const [row] = await database.select({ position: events.position }).from(events).where(eq(events.id, eventId));
  return row?.position ?? null;
}

export async function findNewest(database: Database): Promise<{ id: string; position: number } | null> {
  const [row] = await database.select({ id: events.id, position: events.position }).from(events).orderBy(desc(events.position)).limit(1);
  return row ?? null;
}

/** The feed after a position, in order; of one account if it is given (outbox.account_positions says at which cost). */
export async function findEvents(database: Database, after: number, accountId: string | null, limit: number): Promise<EventRow[]> {
  const isWanted =
    accountId === null
      ? gt(position, after)
      : sql`${position} = ANY (ARRAY(SELECT outbox.account_positions(${accountId}, ${after}, ${limit})))`;
  return await database.select(eventColumns).from(feed).where(isWanted).orderBy(asc(position)).limit(limit);
}

/** How many events got their position before an instant. */
export async function countPositionsBefore(database: Database, at: Date): Promise<number> {
  const { rows } = await database.execute<{ positions: string }>(
    sql`SELECT outbox.positions_before(${at.toISOString()}::timestamptz) AS positions`,
  );
  return readInteger(rows[0]?.positions);
}

/** The next events of a piece of the feed, in order: as many as the piece allows and a page holds, and one at least if there is one. */
export async function findEventsOf(database: Database, { after, through, subject, most }: FeedPiece): Promise<EventRow[]> {
  const isOfSubject = subject === null ? sql`` : sql`AND split_part(e.type, '.', 1) = ${subject}`;
  // By positions, which one index has in this order: of customers and of accounts, without a look at what lies between.
  const next = sql`ARRAY(SELECT e.position FROM outbox.events AS e
                          WHERE e.position > ${after} AND e.position <= ${through} ${isOfSubject} ORDER BY e.position LIMIT ${most})`;
  const sized = sql`SELECT f.position, sum(octet_length(f.data::text)) OVER (ORDER BY f.position) - octet_length(f.data::text) AS before
                      FROM outbox.feed AS f WHERE f.position = ANY (${next})`;
  return await database
    .select(eventColumns)
    .from(feed)
    .where(sql`${position} = ANY (ARRAY(SELECT sized.position FROM (${sized}) AS sized WHERE sized.before < ${PAGE_BYTES}))`)
    .orderBy(asc(position));
}

/** Events that a request has caused, in order. Those of transfers have no request in the feed: they are found by their ids, which are the transfers'. */
export async function findCaused(database: Database, request: string, transfers: readonly string[], limit: number): Promise<MessageRow[]> {
  const caused = sql`(SELECT e.position FROM outbox.events AS e WHERE e.request_id = ${request}
                      UNION SELECT e.position FROM outbox.events AS e WHERE e.id = ANY (${`{${transfers.join(",")}}`}::uuid[]))`;
  return await database
    .select(messageColumns)
    .from(feed)
    .where(sql`${position} IN ${caused}`)
    .orderBy(asc(position))
    .limit(limit);
}

/** Positions (after, through] of the feed. */
export interface FeedRange {
  readonly after: number;
  readonly through: number;
}

/**
 * The events of a range as a table of a query, without their data: `position`, `id`, `type`, `resource`, and `version`, which is the version of
 * the resource after the event, as text; NULL: the resource has no version.
 */
export const eventsIn = ({ after, through }: FeedRange): SQL =>
  sql`(SELECT position, id, coalesce(type, 'transfer.posted') AS type, coalesce(resource, id) AS resource, data ->> 'version' AS version
         FROM outbox.events WHERE position > ${after} AND position <= ${through})`;

/** The last position that the feed has in a range, or null. */
export async function findLast(database: Database, { after, through }: FeedRange): Promise<number | null> {
  const [row] = await database
    .select({ last: max(events.position) })
    .from(events)
    .where(and(gt(events.position, after), lte(events.position, through)));
  return row?.last ?? null;
}

export async function findEventsAt(database: Database, positions: readonly number[]): Promise<Map<number, EventRow>> {
  if (positions.length === 0) return new Map();
  const rows = await database
    .select(eventColumns)
    .from(feed)
    .where(inArray(position, [...positions]));
  return new Map(rows.map((row) => [row.position, row]));
}

/** How far the relay and the consumers are behind. `oldest_seconds`: the age of the oldest event that waits for the queue. */
export async function countOutbox(database: Database): Promise<Pick<EventCounters, "outbox" | "consumers" | "dead_letters">> {
  const { rows } = await database.execute<
    Record<"pending" | "unsent" | "oldest" | "dead", string> & { behind: EventCounters["consumers"] }
  >(sql`
    SELECT (SELECT coalesce(sum(coalesce(cardinality(transfers), 1)), 0) FROM outbox.pending) AS pending,
           h.position - h.sent AS unsent,
           coalesce(date_part('epoch', clock_timestamp() - least(
             (SELECT min(occurred_at) FROM outbox.pending),
             (SELECT occurred_at FROM outbox.feed WHERE position = h.sent + 1))), 0) AS oldest,
           (SELECT count(*) FROM outbox.dead_letters WHERE redriven_at IS NULL) AS dead,
           (SELECT coalesce(json_agg(json_build_object('name', consumer, 'behind', h.position - i.position, 'retries', retries) ORDER BY consumer), '[]')
              FROM outbox.inboxes AS i) AS behind
      FROM outbox.head AS h`);
  const row = rows[0];
  if (row === undefined) throw new Bug("the outbox has no head");
  const oldest = Math.max(0, Math.round(Number(row.oldest)));
  return {
    outbox: { pending: Number(row.pending), unsent: Number(row.unsent), oldest_seconds: oldest },
    consumers: row.behind,
    dead_letters: Number(row.dead),
  };
}
