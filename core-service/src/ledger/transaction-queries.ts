// All SQL of transactions and the journal.
import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { firstUuidAt } from "@ledge/shared/ids";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { entries, ledgerAccounts, transactions } from "../database/schema/ledger.ts";
import { readInstant } from "../database/stored-values.ts";
import type { ListedRange } from "./clock.ts";

export interface NewTransaction {
  /** A UUID whose random bits become those of the transaction's id. */
  readonly seed: string;
  readonly legs: readonly {
    readonly account: string;
    readonly direction: "debit" | "credit";
    /** Integer minor units; the function judges sign and range. */
    readonly amount: string;
    readonly currency: string;
  }[];
  readonly description: string | null;
  readonly externalId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly effectiveAt: string | null;
}

export type TransactionOutcome = { readonly refusal: string } | { readonly refusal: null; readonly id: string };

/** Posts a transaction inside the caller's database transaction; returns its id, or the code of the refusal. */
export async function postTransaction(database: Database, transaction: NewTransaction): Promise<TransactionOutcome> {
  const legs = JSON.stringify(transaction.legs.map((leg, ordinal) => ({ ordinal, ...leg })));
  const { rows } = await database.execute<{ refusal: string | null; id: string }>(sql`
    SELECT refusal, id
      FROM ledger.post_transaction(${transaction.seed}, ${legs}::jsonb, ${transaction.description}, ${transaction.externalId},
                                   ${JSON.stringify(transaction.metadata)}::jsonb, ${transaction.effectiveAt})`);
  const [row] = rows;
  if (row === undefined) throw new Bug("the posting function did not answer");
  return row.refusal === null ? { refusal: null, id: row.id } : { refusal: row.refusal };
}

const journalEntry = {
  transactionId: entries.transactionId,
  accountId: entries.accountId,
  version: entries.version,
  direction: entries.direction,
  amountMinor: entries.amountMinor,
  currency: ledgerAccounts.currency,
  balanceAfterMinor: entries.balanceAfterMinor,
  effectiveAt: entries.effectiveAt,
  recordedAt: entries.recordedAt,
};

export interface JournalTransaction {
  readonly id: string;
  /** At least two, debits first. */
  readonly entries: readonly JournalEntry[];
  /** What the operator who posted it wrote with it; null: a transfer made it. */
  readonly details: Pick<typeof transactions.$inferSelect, "description" | "externalId" | "metadata"> | null;
}

type JournalEntry = { [Name in keyof typeof journalEntry]: (typeof journalEntry)[Name]["_"]["data"] };

/** The transactions with these ids, newest first; ids that do not exist are left out. */
export async function findTransactions(database: Database, ids: readonly string[]): Promise<JournalTransaction[]> {
  if (ids.length === 0) return [];
  const legs = await database
    .select(journalEntry)
    .from(entries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, entries.accountId))
    .where(inArray(entries.transactionId, [...ids]))
    .orderBy(desc(entries.transactionId), desc(entries.direction), asc(entries.accountId), asc(entries.version));
  const details = await database
    .select()
    .from(transactions)
    .where(inArray(transactions.id, [...ids]));
  const detailsOf = new Map(details.map((row) => [row.id, row]));
  return [...Map.groupBy(legs, (leg) => leg.transactionId)].map(([id, own]) => ({ id, entries: own, details: detailsOf.get(id) ?? null }));
}

/**
 * Ids of transactions recorded in a range, newest first: `limit + 1`, so that the caller sees whether there are more. It steps from one id to
 * the next in the index of entries, so that its cost does not grow with the number of legs or of transactions.
 */
export async function findTransactionIds(database: Database, { from, to, before }: ListedRange, limit: number): Promise<string[]> {
  // An id contains the time at which its transaction was recorded: so a range of time is a range of the index.
  const [first, end] = [from, to].map((instant) => (instant === null ? null : firstUuidAt(instant.getTime())));
  const next = (before: ReturnType<typeof sql>) => sql`
    SELECT e.transaction_id AS id FROM ledger.entries AS e
     WHERE (${before} IS NULL OR e.transaction_id < ${before})
       AND (${first}::uuid IS NULL OR e.transaction_id >= ${first}::uuid)
       AND (${end}::uuid IS NULL OR e.transaction_id < ${end}::uuid)
     ORDER BY e.transaction_id DESC LIMIT 1`;
  const { rows } = await database.execute<{ id: string }>(sql`
    WITH RECURSIVE journal (id, n) AS (
      (SELECT id, 1 FROM (${next(sql`${before}::uuid`)}) AS newest)
       UNION ALL
      SELECT (${next(sql`journal.id`)}), n + 1 FROM journal WHERE journal.id IS NOT NULL AND n <= ${limit})
    SELECT id FROM journal WHERE id IS NOT NULL`);
  return rows.map((row) => row.id);
}

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
