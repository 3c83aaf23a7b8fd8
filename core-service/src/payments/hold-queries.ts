// Lists of holds, and their expiry.
import { and, desc, getTableColumns, lt, type SQL, sql } from "drizzle-orm";
import type { HoldFilter } from "@ledge/shared/contracts/holds";
import type { PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { holds } from "../database/schema/payments.ts";
import { Bug } from "../database/failure.ts";
import { readInstantOrNull, readInteger } from "../database/stored-values.ts";

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

/** What a sweep did. */
export interface Swept {
  readonly expired: number;
  /** When the next hold expires, at most a year from now; null: no hold expires. */
  readonly next: Date | null;
}

/** Releases at most `most` expired holds. */
export async function expireHolds(database: Database, most: number): Promise<Swept> {
  const { rows } = await database.execute<{ expired: unknown; next: string | null }>(sql`
    SELECT expired, CASE WHEN next_expiry IS NOT NULL THEN least(next_expiry, clock_timestamp() + interval '365 days') END AS next
      FROM payments.sweep_holds(${most})`);
  return { expired: readInteger(rows[0]?.expired), next: readInstantOrNull(rows[0]?.next) };
}

/**
 * Newest first; `limit + 1` rows.
 *
 * @param accounts only holds that touch one of these, as a query with the column `id`; null: all. Of each account and side as many as the page takes
 * are searched by the index, however many holds others have.
 */
export async function findHolds(
  database: Database,
  accounts: SQL | null,
  wanted: HoldFilter["status"],
  page: PageRequest,
): Promise<HoldRow[]> {
  const columns = holdColumns(await findExpiredUntil(database));
  const ofStatus = wanted === undefined ? undefined : sql`${columns.status} = ${wanted}`;
  const onPage = and(ofStatus, page.before === null ? undefined : lt(holds.id, page.before)) ?? sql`true`;
  const newestOf = (side: typeof holds.sourceAccount | typeof holds.destinationAccount): SQL =>
    sql`(SELECT ${holds.id} FROM payments.holds WHERE ${side} = account.id AND ${onPage} ORDER BY ${holds.id} DESC LIMIT ${page.limit + 1})`;
  const touching =
    accounts === null
      ? undefined
      : sql`${holds.id} = ANY (ARRAY(
          SELECT found.id FROM (${accounts}) AS account
           CROSS JOIN LATERAL (${newestOf(holds.sourceAccount)} UNION ALL ${newestOf(holds.destinationAccount)}) AS found
           ORDER BY found.id DESC LIMIT ${2 * (page.limit + 1)}))`;
  return await database
    .select(columns)
    .from(holds)
    .where(and(touching, onPage))
    .orderBy(desc(holds.id))
    .limit(page.limit + 1);
}
