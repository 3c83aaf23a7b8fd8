// Lists of holds, and their expiry.
import { and, desc, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AmountFilter } from "@ledge/shared/contracts/filters";
import type { HoldFilter } from "@ledge/shared/contracts/holds";
import type { PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { amountsIn } from "../database/amounts-in.ts";
import { examine } from "../database/examine.ts";
import { type Named, namedIds } from "../database/named-ids.ts";
import { holds } from "../database/schema/payments.ts";
import { Bug } from "../database/failure.ts";
import { readInstantOrNull } from "../database/stored-values.ts";

export type HoldRow = typeof holds.$inferSelect;

/** A hold whose time has passed is shown as expired even before the sweep has run, by the clock that captures are judged by (payments.expired_until). */
function holdColumns(expiredUntil: string) {
  const status = sql<HoldRow["status"]>`
    CASE WHEN ${holds.status} = 'open' AND ${holds.expiresAt} <= ${expiredUntil}::timestamptz THEN 'expired' ELSE ${holds.status} END`;
  const resolvedAt = sql<Date | null>`
    CASE WHEN ${status} = 'expired' THEN coalesce(${holds.resolvedAt}, ${holds.expiresAt}) ELSE ${holds.resolvedAt} END`;
  return { ...getTableColumns(holds), status, resolvedAt: resolvedAt.mapWith(holds.resolvedAt) };
}

/** As text, because it may be -infinity. To be called before the statement that reads, not in it: see the function. */
async function findExpiredUntil(database: Database): Promise<string> {
  const { rows } = await database.execute<{ until: string }>(sql`SELECT payments.expired_until()::text AS until`);
  const [row] = rows;
  if (row === undefined) throw new Bug("a function of holds did not answer");
  return row.until;
}

/** Releases at most `most` expired holds. Returns when the next hold expires, at most a year from now; null: no hold expires. */
export async function expireHolds(database: Database, most: number): Promise<Date | null> {
  const { rows } = await database.execute<{ next: string | null }>(sql`
    SELECT CASE WHEN next IS NOT NULL THEN least(next, clock_timestamp() + interval '365 days') END AS next FROM payments.expire_holds(${most}) AS next`);
  return readInstantOrNull(rows[0]?.next);
}

/** Which holds a list wants. */
export interface WantedHolds extends AmountFilter {
  /** Only holds that touch one of these, as a query with the column `id`; null: all. */
  readonly accounts: SQL | null;
  /** Only those with an external id; null: whatever they have. What they touch is said there. */
  readonly named: Named | null;
  readonly status?: HoldFilter["status"];
}

/** Newest first; up to `limit + 1` rows, and `beyond` as Examined. */
export async function findHolds(
  database: Database,
  wanted: WantedHolds,
  page: PageRequest,
): Promise<{ readonly rows: HoldRow[]; readonly beyond: string | null }> {
  const columns = holdColumns(await findExpiredUntil(database));
  const ofStatus = wanted.status === undefined ? undefined : sql`${columns.status} = ${wanted.status}`;
  const narrowing = and(ofStatus, amountsIn(wanted, holds.amountMinor, holds.currency));
  const newest = (limit: number): SQL => newestIds(wanted, page.before, limit);
  const { among, beyond } = await examine(database, newest, narrowing !== undefined, page.limit);
  const rows = await database
    .select(columns)
    .from(holds)
    .where(and(sql`${holds.id} = ANY (${among})`, narrowing))
    .orderBy(desc(holds.id))
    .limit(page.limit + 1);
  return { rows, beyond };
}

/** Of each account and side as many as are wanted are searched by the index, however many holds others have. */
function newestIds({ accounts, named }: WantedHolds, before: string | null, limit: number): SQL {
  const onPage = sql`(${before}::uuid IS NULL OR t.id < ${before}::uuid)`;
  if (named !== null) return namedIds(sql`payments.holds`, named, onPage, limit);
  if (accounts === null) return sql`SELECT t.id FROM payments.holds AS t WHERE ${onPage} ORDER BY t.id DESC LIMIT ${limit}`;
  const newestOf = (side: SQL): SQL =>
    sql`(SELECT t.id FROM payments.holds AS t WHERE ${side} = account.id AND ${onPage} ORDER BY t.id DESC LIMIT ${limit})`;
  return sql`SELECT DISTINCT found.id FROM (${accounts}) AS account
              CROSS JOIN LATERAL (${newestOf(sql`t.source_account`)} UNION ALL ${newestOf(sql`t.destination_account`)}) AS found
              ORDER BY found.id DESC LIMIT ${limit}`;
}
