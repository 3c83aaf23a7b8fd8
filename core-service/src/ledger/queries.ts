// All reads of schema `ledger`, and the opening of accounts. Balances and entries are written by posting functions alone.
import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { entries, ledgerAccounts } from "../database/schema/ledger.ts";

export type LedgerAccount = typeof ledgerAccounts.$inferSelect;
export type LedgerEntry = typeof entries.$inferSelect;

/** An account as it is opened: at zero. A null limit means no floor. */
export type NewLedgerAccount = Pick<LedgerAccount, "id" | "ownerId" | "currency" | "normalSide" | "overdraftLimitMinor">;

export async function openLedgerAccount(database: Database, account: NewLedgerAccount): Promise<void> {
  // Column by column, as the grant is: Drizzle would name the balance columns too, and the runtime may not.
  await database.execute(sql`
    INSERT INTO ledger.accounts (id, owner_id, currency, normal_side, overdraft_limit)
    VALUES (${account.id}, ${account.ownerId}, ${account.currency}, ${account.normalSide}, ${account.overdraftLimitMinor})`);
}

/** Changes an account's status under its lock; returns the code of why not, or null. */
export async function changeStatus(database: Database, accountId: string, status: LedgerAccount["status"]): Promise<string | null> {
  const { rows } = await database.execute<{ refusal: string | null }>(sql`SELECT ledger.change_status(${accountId}, ${status}) AS refusal`);
  return rows[0]?.refusal ?? null;
}

export async function findLedgerAccounts(database: Database, ids: readonly string[]): Promise<Map<string, LedgerAccount>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select()
    .from(ledgerAccounts)
    .where(inArray(ledgerAccounts.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

export interface EntryRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Entries of an account, newest first, below a version, recorded in [from, to). */
export async function findEntries(
  database: Database,
  accountId: string,
  range: EntryRange,
  beforeVersion: number | null,
  limit: number,
): Promise<LedgerEntry[]> {
  return await database
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.accountId, accountId),
        beforeVersion === null ? undefined : lt(entries.version, beforeVersion),
        range.from === null ? undefined : gte(entries.recordedAt, range.from),
        range.to === null ? undefined : lt(entries.recordedAt, range.to),
      ),
    )
    .orderBy(desc(entries.version))
    .limit(limit);
}
