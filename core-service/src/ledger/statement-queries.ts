// The entries of a statement, page by page. A page costs what it holds, wherever in the year it lies.
import { sql } from "drizzle-orm";
import type { Basis } from "@ledge/shared/contracts/accounts";
import type { StatementPosition } from "@ledge/shared/contracts/statement";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { readInteger } from "../database/stored-values.ts";

export interface StatementBounds {
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly afterVersion: number;
  readonly lastVersion: number;
  readonly newest: number;
}

/** The balances and versions between which the statement of an account that exists lies: ledger.statement_bounds. */
export async function findStatementBounds(
  database: Database,
  accountId: string,
  from: Date,
  to: Date,
  basis: Basis,
): Promise<StatementBounds> {
  const { rows } = await database.execute<Record<"opening" | "closing" | "after_version" | "last_version" | "newest", string | null>>(
    sql`SELECT * FROM ledger.statement_bounds(${accountId}, ${from.toISOString()}, ${to.toISOString()}, ${basis === "effective"})`,
  );
  const [row] = rows;
  if (row === undefined || row.opening === null || row.closing === null) throw new Bug("an account that exists has no statement");
  return {
    openingMinor: BigInt(row.opening),
    closingMinor: BigInt(row.closing),
    afterVersion: readInteger(row.after_version),
    lastVersion: readInteger(row.last_version),
    newest: readInteger(row.newest),
  };
}

export interface StatementRow extends Record<string, unknown> {
  readonly version: string;
  readonly transaction_id: string;
  readonly direction: "debit" | "credit";
  readonly amount: string;
  readonly balance_after: string;
  readonly effective_at: string;
  readonly recorded_at: string;
  /** Counts before it was recorded. */
  readonly is_backdated: boolean;
  /** Of a transaction that an operator posted by its legs; null: a transfer's. */
  readonly description: string | null;
  readonly is_transfer: boolean;
}

/** The next entries from a position, at most `limit`: by version, or by effective time and then version. */
export async function findStatementRows(
  database: Database,
  accountId: string,
  position: StatementPosition,
  limit: number,
): Promise<StatementRow[]> {
  const { backdated, basis } = position;
  const inTime = sql`
    SELECT e.* FROM ledger.entries AS e
     WHERE e.account_id = ${accountId} AND e.version > ${position.afterVersion} AND e.version <= ${position.lastVersion}
       ${basis === "effective" ? sql`AND e.effective_at >= e.recorded_at` : sql``}
     ORDER BY e.version LIMIT ${limit}`;
  // (Later than recorded by a clock's milliseconds, when the edge's is ahead of the database's: such an entry counts when it is recorded.)
  // Backdated entries lie elsewhere in recorded time, and have an index of their own by effective time.
  const outOfTime = sql`
    SELECT e.* FROM ledger.backdatings AS b JOIN ledger.entries AS e ON e.account_id = b.account_id AND e.version = b.version
     WHERE b.account_id = ${accountId} AND b.version <= ${position.newest}
       AND b.effective_at >= ${position.from}::timestamptz AND b.effective_at < ${position.to}::timestamptz
       AND (b.effective_at, b.version) > (${backdated?.effectiveAt ?? "-infinity"}::timestamptz, ${backdated?.version ?? 0})
     ORDER BY b.effective_at, b.version LIMIT ${limit}`;
  const rows = basis === "recorded" ? sql`(${inTime})` : sql`((${inTime}) UNION ALL (${outOfTime}))`;
  const order = basis === "recorded" ? sql`e.version` : sql`e.effective_at, e.version`;
  const found = await database.execute<StatementRow>(sql`
    SELECT e.version, e.transaction_id, e.direction, e.amount, e.balance_after, e.effective_at, e.recorded_at,
           e.effective_at < e.recorded_at AS is_backdated, t.description, t.id IS NULL AS is_transfer
      FROM ${rows} AS e LEFT JOIN ledger.transactions AS t ON t.id = e.transaction_id
     ORDER BY ${order} LIMIT ${limit}`);
  return found.rows;
}
