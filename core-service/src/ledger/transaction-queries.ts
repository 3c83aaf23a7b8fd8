// All SQL of transactions and the journal.
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import type { transactions } from "../database/schema/ledger.ts";
import { readInstant } from "../database/stored-values.ts";
import type { ListedRange } from "./clock.ts";
import { idsIn } from "./transfer-queries.ts";

interface JournalEntry {
  readonly accountId: string;
  readonly version: string;
  readonly direction: "debit" | "credit";
  /** Minor units, here and below. */
  readonly amount: string;
  readonly currency: string;
  readonly balanceAfter: string;
}

/** As it was read: whatever shows it parses it, so that one that cannot be read is alone in that. */
export interface JournalTransaction extends Record<string, unknown> {
  readonly id: string;
  /** At least two, debits first. */
  readonly entries: readonly JournalEntry[];
  /** What the operator who posted it wrote with it; null: a transfer made it. */
  readonly details: Pick<typeof transactions.$inferSelect, "description" | "externalId" | "metadata"> | null;
  readonly effective_at: string;
  readonly recorded_at: string;
}

/**
 * The transactions with these ids, newest first; ids that do not exist are left out. The row of a transfer has both of its entries, and the row
 * of a transaction names its own, so that nothing searches entries.
 */
export async function findTransactions(database: Database, ids: readonly string[]): Promise<JournalTransaction[]> {
  if (ids.length === 0) return [];
  const wanted = sql.param(`{${ids.join(",")}}`);
  const { rows } = await database.execute<JournalTransaction>(sql`
    SELECT t.id, NULL AS details, coalesce(t.effective_at, t.recorded_at) AS effective_at, t.recorded_at,
           json_build_array(
             json_build_object('accountId', t.source_account, 'version', t.source_version::text, 'direction', 'debit', 'amount', t.amount::text,
                               'currency', t.currency, 'balanceAfter', t.source_balance::text),
             json_build_object('accountId', t.destination_account, 'version', t.destination_version::text, 'direction', 'credit',
                               'amount', t.amount::text, 'currency', t.currency, 'balanceAfter', t.destination_balance::text)) AS entries
      FROM ledger.transfers AS t WHERE t.id = ANY (${wanted}::uuid[])
     UNION ALL
    SELECT x.id, json_build_object('description', x.description, 'externalId', x.external_id, 'metadata', x.metadata), x.effective_at, x.recorded_at,
           ledger.legs_of(x)
      FROM ledger.transactions AS x WHERE x.id = ANY (${wanted}::uuid[])
     ORDER BY id DESC`);
  return rows;
}

/**
 * Ids of transactions recorded in a range, newest first: `limit + 1`, so that the caller sees whether there are more. Ids of transfers and of
 * transactions are in one order, that of recording, so that the list is a merge of two primary keys.
 *
 * @param externalId only the transactions that operators posted with it.
 */
export async function findTransactionIds(
  database: Database,
  range: ListedRange,
  externalId: string | undefined,
  limit: number,
): Promise<string[]> {
  const newest = (table: SQL) => sql`(SELECT t.id FROM ${table} AS t WHERE ${idsIn(range)} ORDER BY t.id DESC LIMIT ${limit + 1})`;
  const { rows } = await database.execute<{ id: string }>(
    externalId === undefined
      ? sql`${newest(sql`ledger.transfers`)} UNION ALL ${newest(sql`ledger.transactions`)} ORDER BY id DESC LIMIT ${limit + 1}`
      : namedTransactions(externalId, range, limit + 1),
  );
  return rows.map((row) => row.id);
}

/** OFFSET 0 as in namedIds: found by the external id alone. */
const namedTransactions = (externalId: string, range: ListedRange, limit: number): SQL =>
  sql`SELECT f.id FROM (SELECT t.id FROM ledger.transactions AS t WHERE t.external_id = ${externalId} AND ${idsIn(range)} OFFSET 0) AS f
       ORDER BY f.id DESC LIMIT ${limit}`;

interface TrialBalanceRow {
  readonly currency: string;
  readonly house_debits: string;
  readonly house_credits: string;
  readonly customer_debits: string;
  readonly customer_credits: string;
}

export interface TrialBalanceAt {
  readonly asOf: Date;
  readonly rows: readonly TrialBalanceRow[];
}

/** Per currency, the sums of debit balances and of credit balances at an instant; null: now, by the recorded time at which it is read. */
export async function findTrialBalance(database: Database, at: Date | null): Promise<TrialBalanceAt> {
  const { rows } = await database.execute<{ as_of: string } & { [Name in keyof TrialBalanceRow]: string | null }>(sql`
    SELECT n.as_of, t.* FROM (SELECT coalesce(${at?.toISOString() ?? null}::timestamptz, ledger.as_of()) AS as_of) AS n
      LEFT JOIN ledger.trial_balance(${at?.toISOString() ?? null}) AS t ON true`);
  const [first] = rows;
  if (first === undefined) throw new Bug("the trial balance did not answer");
  // Without a currency, the one row has only the instant.
  return { asOf: readInstant(first.as_of), rows: first.currency === null ? [] : (rows as unknown as TrialBalanceRow[]) };
}
