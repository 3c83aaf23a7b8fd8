// The time of the books, as the database keeps it: one clock for everything that is recorded, which never runs back (law 31).
import type { RangePage, TimeRange } from "@ledge/shared/contracts/accounts";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { later, readInstant, readInstantOrNull } from "../database/stored-values.ts";

/** The resolution of recorded times. */
const TICK_MS = 1;

async function findInstant(database: Database, query: SQL): Promise<Date> {
  const { rows } = await database.execute<{ at: string }>(query);
  const [row] = rows;
  if (row === undefined) throw new Bug("the clock of the books did not answer");
  return readInstant(row.at);
}

/** The time now: what is recorded later has this time or a later one. A write. */
export const takeNow = (database: Database): Promise<Date> => findInstant(database, sql`SELECT ledger.clock() AS at`);

/** How far the books are ahead of the server's clock, in ms; 0 when that one leads. */
export async function findLeadMs(database: Database): Promise<number> {
  const { rows } = await database.execute<{ lead_ms: string }>(
    sql`SELECT greatest(0, 1000 * date_part('epoch', ledger.as_of() - clock_timestamp()))::bigint AS lead_ms`,
  );
  return Number(rows[0]?.lead_ms);
}

/** The latest instant until `at` at which nothing can be recorded any more. What a later statement reads of until then is final. */
export const findFinal = (database: Database, at: Date): Promise<Date> =>
  findInstant(database, sql`SELECT ledger.final(${at.toISOString()}::timestamptz) AS at`);

/** A range of recorded time as a page of its list is read. */
export interface ListedRange {
  readonly from: Date | null;
  /** Exclusive, and final. */
  readonly to: Date | null;
  /** Where the page continues. */
  readonly before: string | null;
}

/**
 * The range that a list is read of. Its end is final; every page of the list ends where the first one did, so the end travels in the
 * position: `<where it continues>@<the end>`.
 */
export async function listedRange(database: Database, range: TimeRange, page: PageRequest): Promise<ListedRange> {
  const from = readInstantOrNull(range.from);
  const [before = null, end] = page.before?.split("@") ?? [];
  const wanted = readInstantOrNull(range.to);
  if (wanted === null) return { from, to: null, before };
  if (end !== undefined) return { from, to: readInstant(end), before };
  const final = later(await findFinal(database, later(wanted, -TICK_MS)), TICK_MS);
  // Not before its start: an empty range is final too, and who goes on from its end must not be led back.
  const ended = from !== null && from > final ? from : final;
  return { from, to: ended < wanted ? ended : wanted, before };
}

/** A page of the range as it is answered. */
export function pageOfRange<Item>({ to }: ListedRange, page: Page<Item>): RangePage<Item> {
  if (to === null) return page;
  return { ...page, next: page.next === null ? null : `${page.next}@${to.toISOString()}`, to: to.toISOString() };
}
