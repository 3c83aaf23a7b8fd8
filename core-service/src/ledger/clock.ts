// Recorded time, as the database keeps it: one clock for everything that is recorded, which never runs back (law 31).
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

/** The time now: whatever is recorded later has this time or a later one. It moves the clock, so it is a write. */
export const takeNow = (database: Database): Promise<Date> => findInstant(database, sql`SELECT ledger.clock() AS at`);

/** How far recorded time is ahead of the server's clock, in ms; 0 when it is not. */
export async function findLeadMs(database: Database): Promise<number> {
  const { rows } = await database.execute<{ lead_ms: string }>(
    sql`SELECT greatest(0, 1000 * date_part('epoch', ledger.as_of() - clock_timestamp()))::bigint AS lead_ms`,
  );
  return Number(rows[0]?.lead_ms);
}

/** The latest instant, at most `at`, until which nothing can be recorded any more: what a later statement reads up to it is final. */
export const findFinal = (database: Database, at: Date): Promise<Date> =>
  findInstant(database, sql`SELECT ledger.final(${at.toISOString()}::timestamptz) AS at`);

/** Whether nothing can be recorded any more before `to`. */
export const isFinal = async (database: Database, to: Date): Promise<boolean> =>
  (await findFinal(database, later(to, -TICK_MS))) >= later(to, -TICK_MS);

/** A range of recorded time, as one page of its list is read. */
export interface ListedRange {
  readonly from: Date | null;
  /** Exclusive, and final. */
  readonly to: Date | null;
  /** Where the page continues. */
  readonly before: string | null;
}

/**
 * The range of which a list is read. Its end is final. All pages of a list share the end that the first page found, so the end is part of the
 * position: `<where the page continues>@<end of the range>`.
 */
export async function listedRange(database: Database, range: TimeRange, page: PageRequest): Promise<ListedRange> {
  const from = readInstantOrNull(range.from);
  const [before = null, end] = page.before?.split("@") ?? [];
  const wanted = readInstantOrNull(range.to);
  if (wanted === null) return { from, to: null, before };
  if (end !== undefined) return { from, to: readInstant(end), before };
  const final = later(await findFinal(database, later(wanted, -TICK_MS)), TICK_MS);
  // Not before its start: an empty range is final too, and a client that continues from its end must not go back in time.
  const ended = from !== null && from > final ? from : final;
  return { from, to: ended < wanted ? ended : wanted, before };
}

/** A page of the range, with its final end, as the API answers it. */
export function pageOfRange<Item>({ to }: ListedRange, page: Page<Item>): RangePage<Item> {
  if (to === null) return page;
  return { ...page, next: page.next === null ? null : `${page.next}@${to.toISOString()}`, to: to.toISOString() };
}
