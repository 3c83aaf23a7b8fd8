// The entries of a statement, page by page. The cost of a page depends on its own entries alone, not on where in the year it lies.
import { type SQL, sql } from "drizzle-orm";
import type { Basis } from "@ledge/shared/contracts/accounts";
import type { StatementPeriod, StatementPosition } from "@ledge/shared/contracts/statement";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { readInstant, readInstantOrNull, readInteger } from "../database/stored-values.ts";

export interface StatementBounds {
  readonly from: Date;
  readonly to: Date;
  /** The recorded time at which they were read. */
  readonly readAt: Date;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly afterVersion: number;
  readonly lastVersion: number;
  readonly newest: number;
}

const isoOf = (instant: string | undefined): string | null => readInstantOrNull(instant)?.toISOString() ?? null;

type BoundsRow = Record<
  "starts_at" | "ends_at" | "read_at" | "opening" | "closing" | "after_version" | "last_version" | "newest",
  string | null
>;

/**
 * The period of a statement of an existing account, and the balances and versions at its two ends (ledger.statement_bounds).
 *
 * @param openedAt when the account was opened.
 * @param period instants; without a start it begins when the account does, without an end it ends now.
 */
export async function findStatementBounds(
  database: Database,
  accountId: string,
  openedAt: Date,
  period: StatementPeriod,
  basis: Basis,
): Promise<StatementBounds> {
  const { rows } = await database.execute<BoundsRow>(
    sql`SELECT * FROM ledger.statement_bounds(
          ${accountId}, ${openedAt.toISOString()}, ${isoOf(period.from)}, ${isoOf(period.to)}, ${basis === "effective"})`,
  );
  const [row] = rows;
  if (row === undefined || row.opening === null || row.closing === null) throw new Bug("an account that exists has no statement");
  return {
    from: readInstant(row.starts_at),
    to: readInstant(row.ends_at),
    readAt: readInstant(row.read_at),
    openingMinor: BigInt(row.opening),
    closingMinor: BigInt(row.closing),
    afterVersion: readInteger(row.after_version),
    lastVersion: readInteger(row.last_version),
    newest: readInteger(row.newest),
  };
}

export interface StatementRow extends Record<string, unknown> {
  readonly version: string;
  readonly posting: string;
  readonly direction: "debit" | "credit";
  readonly amount: string;
  readonly balance_after: string;
  /** As its transaction has it. Of a transfer: when it counts on the effective basis; on the recorded one, its row has it (findTransferDetails). */
  readonly effective_at: string;
  readonly recorded_at: string;
  readonly is_backdated: boolean;
  /** The description of a transaction that an operator posted by its legs; null for a transfer. */
  readonly description: string | null;
  readonly is_transfer: boolean;
}

/** The entries of a statement from a position on, with the instants of those that are backdated. Each of its two parts, in time and backdated, has at most `limit` rows (null: no limit). */
function entriesFrom(accountId: string, { backdated, ...position }: StatementPosition, limit: number | null): SQL {
  const within = sql`e.account_id = ${accountId} AND e.version > ${position.afterVersion} AND e.version <= ${position.lastVersion}`;
  if (position.basis === "recorded") {
    return sql`(SELECT e.*, NULL::timestamptz AS backdated_to FROM ledger.entries AS e WHERE ${within} ORDER BY e.version LIMIT ${limit})`;
  }
  const inTime = sql`
    SELECT e.*, NULL::timestamptz AS backdated_to FROM ledger.entries AS e
     WHERE ${within} AND NOT EXISTS (SELECT FROM ledger.backdatings AS b WHERE b.account_id = e.account_id AND b.version = e.version)
     ORDER BY e.version LIMIT ${limit}`;
  // Backdated entries were recorded at other times; they are found by an index by effective time.
  const outOfTime = sql`
    SELECT e.*, b.effective_at AS backdated_to FROM ledger.backdatings AS b JOIN ledger.entries AS e ON e.account_id = b.account_id AND e.version = b.version
     WHERE b.account_id = ${accountId} AND b.version <= ${position.newest}
       AND b.effective_at >= ${position.from}::timestamptz AND b.effective_at < ${position.to}::timestamptz
       AND (b.effective_at, b.version) > (${backdated?.effectiveAt ?? "-infinity"}::timestamptz, ${backdated?.version ?? 0})
     ORDER BY b.effective_at, b.version LIMIT ${limit}`;
  return sql`((${inTime}) UNION ALL (${outOfTime}))`;
}

/**
 * The next entries from a position, at most `limit`: in the order of versions (recorded basis), or of the time at which they count and then of
 * versions (effective basis).
 */
export async function findStatementRows(
  database: Database,
  accountId: string,
  position: StatementPosition,
  limit: number,
): Promise<StatementRow[]> {
  const order = position.basis === "recorded" ? sql`e.version` : sql`coalesce(e.backdated_to, e.recorded_at), e.version`;
  const found = await database.execute<StatementRow>(sql`
    SELECT e.version, e.posting, CASE WHEN e.amount < 0 THEN 'debit' ELSE 'credit' END AS direction, abs(e.amount) AS amount, e.balance_after,
           coalesce(e.backdated_to, t.effective_at, e.recorded_at) AS effective_at, e.recorded_at, e.backdated_to IS NOT NULL AS is_backdated,
           t.description, e.last_transfer IS NULL AS is_transfer
      FROM ${entriesFrom(accountId, position, limit)} AS e LEFT JOIN ledger.transactions AS t ON t.id = e.posting
     ORDER BY ${order} LIMIT ${limit}`);
  return found.rows;
}

/** The largest amount of all entries from a position on, in minor units; "0" if there are none. */
export async function findLargestAmount(database: Database, accountId: string, position: StatementPosition): Promise<string> {
  const { rows } = await database.execute<{ largest: string }>(
    sql`SELECT coalesce(max(abs(e.amount)), 0) AS largest FROM ${entriesFrom(accountId, position, null)} AS e`,
  );
  return (rows[0] as { largest: string }).largest;
}
