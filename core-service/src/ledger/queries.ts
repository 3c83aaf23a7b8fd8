// All reads of schema `ledger`, and the opening of accounts. Only posting functions write balances and entries.
import type { Basis } from "@ledge/shared/contracts/accounts";
import { and, desc, eq, getTableColumns, gt, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { entries, ledgerAccounts } from "../database/schema/ledger.ts";
import { readInstant, readInteger } from "../database/stored-values.ts";
import type { ListedRange } from "./clock.ts";

export type LedgerAccount = typeof ledgerAccounts.$inferSelect;
/** An entry as it is shown. */
export interface LedgerEntry extends Pick<
  typeof entries.$inferSelect,
  "accountId" | "version" | "posting" | "balanceAfterMinor" | "recordedAt"
> {
  readonly direction: "debit" | "credit";
  readonly amountMinor: bigint;
  /** As its posting has it. */
  readonly effectiveAt: Date;
  /** Whether a transfer made it; an operator's transaction otherwise. */
  readonly isTransfer: boolean;
}

/** An account as it is now. `asOf` is the recorded time at which it was read: not earlier than any of its entries. */
export type CurrentAccount = LedgerAccount & { readonly asOf: Date };

/** An account as it is opened, with a balance of zero. A null limit: without an overdraft limit. */
export type NewLedgerAccount = Pick<LedgerAccount, "id" | "ownerId" | "currency" | "normalSide" | "overdraftLimitMinor" | "openedOn">;

export async function openLedgerAccount(database: Database, account: NewLedgerAccount): Promise<void> {
  // By the columns of the grant alone: Drizzle would name the balance columns too, which the runtime may not write.
  await database.execute(sql`
    INSERT INTO ledger.accounts (id, owner_id, currency, normal_side, overdraft_limit, opened_on)
    VALUES (${account.id}, ${account.ownerId}, ${account.currency}, ${account.normalSide}, ${account.overdraftLimitMinor}, ${account.openedOn})`);
}

/** The accounts of an owner that have entries, as a query with the column `id`: an entry raises the version. There may be more than a statement takes parameters. */
export const accountsWithEntries = (ownerId: string): SQL =>
  sql`SELECT id FROM ledger.accounts WHERE owner_id = ${ownerId} AND version > 0`;

/** The same of those that have, or had, holds. */
export const accountsWithHolds = (ownerId: string): SQL =>
  sql`SELECT id FROM ledger.accounts WHERE owner_id = ${ownerId} AND pending_version > 0`;

/** Changes an account's status under its lock; returns the code of the refusal, or null. */
export async function changeStatus(database: Database, accountId: string, status: LedgerAccount["status"]): Promise<string | null> {
  const { rows } = await database.execute<{ refusal: string | null }>(sql`SELECT ledger.change_status(${accountId}, ${status}) AS refusal`);
  return rows[0]?.refusal ?? null;
}

export async function findLedgerAccounts(database: Database, ids: readonly string[]): Promise<Map<string, CurrentAccount>> {
  if (ids.length === 0) return new Map();
  const asOf = sql<Date>`(SELECT ledger.as_of())`.mapWith(entries.recordedAt);
  const rows = await database
    .select({ ...getTableColumns(ledgerAccounts), asOf })
    .from(ledgerAccounts)
    .where(inArray(ledgerAccounts.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Sets an account's overdraft limit (null: none) under its lock; returns the code of the refusal, or null. */
export async function setOverdraftLimit(database: Database, accountId: string, limitMinor: bigint | null): Promise<string | null> {
  const { rows } = await database.execute<{ refusal: string | null }>(
    sql`SELECT ledger.set_overdraft_limit(${accountId}, ${limitMinor}) AS refusal`,
  );
  return rows[0]?.refusal ?? null;
}

/** Blocks all accounts of an owner for debits other than corrections, or ends the block, under their locks. */
export async function setOwnerBlocked(database: Database, ownerId: string, blocked: boolean): Promise<void> {
  await database.execute(sql`SELECT ledger.set_owner_blocked(${ownerId}, ${blocked})`);
}

export interface BalanceAt {
  /** On the effective basis it may exceed 64 bits. */
  readonly postedMinor: bigint;
  readonly pendingInMinor: bigint;
  readonly pendingOutMinor: bigint;
  readonly version: number;
  readonly asOf: Date;
}

/** The balance of an existing account at an instant; migrations/functions/ledger/balance_at.sql says what the two bases mean and cost. */
export async function findBalanceAt(database: Database, accountId: string, at: Date, basis: Basis): Promise<BalanceAt> {
  const { rows } = await database.execute<Record<"posted" | "pending_in" | "pending_out" | "version" | "as_of", string>>(
    sql`SELECT * FROM ledger.balance_at(${accountId}, ${at.toISOString()}, ${basis === "effective"})`,
  );
  const [row] = rows;
  if (row === undefined || row.as_of === null) throw new Bug("an account that exists has no balance");
  return {
    postedMinor: BigInt(row.posted),
    pendingInMinor: BigInt(row.pending_in),
    pendingOutMinor: BigInt(row.pending_out),
    version: readInteger(row.version),
    asOf: readInstant(row.as_of),
  };
}

const { accountId, version, posting, balanceAfterMinor, recordedAt } = getTableColumns(entries);
const entryColumns = {
  ...{ accountId, version, posting, balanceAfterMinor, recordedAt },
  direction: sql<"debit" | "credit">`CASE WHEN ${entries.signedMinor} < 0 THEN 'debit' ELSE 'credit' END`,
  amountMinor: sql<bigint>`abs(${entries.signedMinor})`.mapWith(BigInt),
  effectiveAt: sql<Date>`coalesce(
    CASE WHEN ${entries.lastTransfer} IS NULL THEN (SELECT t.effective_at FROM ledger.transfers AS t WHERE t.id = ledger.entries.posting)
         ELSE (SELECT t.effective_at FROM ledger.transactions AS t WHERE t.id = ledger.entries.posting) END, ${recordedAt})`.mapWith(
    recordedAt,
  ),
  isTransfer: sql<boolean>`${entries.lastTransfer} IS NULL`,
};

/** The version of the last entry recorded before an instant: so a range of time is a range of the primary key. */
const versionBefore = (accountId: string, instant: Date) => sql`
  ledger.version_at(${accountId}, (SELECT a.version FROM ledger.accounts AS a WHERE a.id = ${accountId}),
                    ${instant.toISOString()}::timestamptz - interval '1 microsecond')`;

/** Entries of an account, newest first, in a range whose positions are versions. */
export async function findEntries(database: Database, accountId: string, range: ListedRange, limit: number): Promise<LedgerEntry[]> {
  return await database
    .select(entryColumns)
    .from(entries)
    .where(
      and(
        eq(entries.accountId, accountId),
        range.before === null ? undefined : lt(entries.version, Number(range.before)),
        range.from === null ? undefined : gt(entries.version, versionBefore(accountId, range.from)),
        range.to === null ? undefined : lte(entries.version, versionBefore(accountId, range.to)),
      ),
    )
    .orderBy(desc(entries.version))
    .limit(limit);
}
