// All SQL of transactions and the journal.
import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { firstUuidAt } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { entries, ledgerAccounts, transactions } from "../database/schema/ledger.ts";

export interface NewTransaction {
  readonly id: string;
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

/** Posts a transaction inside the caller's; returns the code of why not, or null. */
export async function postTransaction(database: Database, transaction: NewTransaction): Promise<string | null> {
  const legs = JSON.stringify(transaction.legs.map((leg, ordinal) => ({ ordinal, ...leg })));
  const { rows } = await database.execute<{ refusal: string | null }>(sql`
    SELECT ledger.post_transaction(${transaction.id}, ${legs}::jsonb, ${transaction.description}, ${transaction.externalId},
                                   ${JSON.stringify(transaction.metadata)}::jsonb, ${transaction.effectiveAt}) AS refusal`);
  return rows[0]?.refusal ?? null;
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
  /** What its operator said of it; null: a transfer made it. */
  readonly words: Pick<typeof transactions.$inferSelect, "description" | "externalId" | "metadata"> | null;
}

export type JournalEntry = { [Name in keyof typeof journalEntry]: (typeof journalEntry)[Name]["_"]["data"] };

/** The transactions of these ids, newest first; those that are not there are left out. */
export async function findTransactions(database: Database, ids: readonly string[]): Promise<JournalTransaction[]> {
  if (ids.length === 0) return [];
  const legs = await database
    .select(journalEntry)
    .from(entries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, entries.accountId))
    .where(inArray(entries.transactionId, [...ids]))
    .orderBy(desc(entries.transactionId), desc(entries.direction), asc(entries.accountId), asc(entries.version));
  const words = await database
    .select()
    .from(transactions)
    .where(inArray(transactions.id, [...ids]));
  const wordsOf = new Map(words.map((row) => [row.id, row]));
  return [...Map.groupBy(legs, (leg) => leg.transactionId)].map(([id, own]) => ({ id, entries: own, words: wordsOf.get(id) ?? null }));
}

/** An id is made at most this long before its transaction is recorded: a lane answers or gives up within it. */
const ID_LEAD_MS = 60_000;

/**
 * Ids of transactions recorded in [from, to), newest first: `limit + 1`, so that the caller sees whether there are more. Steps from one
 * id to the next in the index of entries, so that its cost does not grow with the number of legs or of transactions.
 */
export async function findTransactionIds(database: Database, from: Date | null, to: Date | null, page: PageRequest): Promise<string[]> {
  const next = (before: ReturnType<typeof sql>) => sql`
    SELECT e.transaction_id AS id FROM ledger.entries AS e
     WHERE (${before} IS NULL OR e.transaction_id < ${before})
       AND (${from}::timestamptz IS NULL OR (e.transaction_id >= ${from === null ? null : firstUuidAt(from.getTime() - ID_LEAD_MS)}::uuid
            AND e.recorded_at >= ${from}::timestamptz))
       AND (${to}::timestamptz IS NULL OR (e.transaction_id < ${to === null ? null : firstUuidAt(to.getTime() + 1)}::uuid
            AND e.recorded_at < ${to}::timestamptz))
     ORDER BY e.transaction_id DESC LIMIT 1`;
  const { rows } = await database.execute<{ id: string }>(sql`
    WITH RECURSIVE journal (id, n) AS (
      (SELECT id, 1 FROM (${next(sql`${page.before}::uuid`)}) AS newest)
       UNION ALL
      SELECT (${next(sql`journal.id`)}), n + 1 FROM journal WHERE journal.id IS NOT NULL AND n <= ${page.limit})
    SELECT id FROM journal WHERE id IS NOT NULL`);
  return rows.map((row) => row.id);
}

export interface TrialBalanceRow extends Record<string, unknown> {
  readonly currency: string;
  readonly house_debits: string;
  readonly house_credits: string;
  readonly customer_debits: string;
  readonly customer_credits: string;
}

/** Per currency, what stands on either side at an instant; null: now. */
export async function findTrialBalance(database: Database, at: Date | null): Promise<TrialBalanceRow[]> {
  const { rows } = await database.execute<TrialBalanceRow>(sql`SELECT * FROM ledger.trial_balance(${at?.toISOString() ?? null})`);
  return rows;
}
