// The ledger contract, for operators: transactions of many legs, the journal, the trial balance.
import { z } from "zod";
import type { Call, DryRunCall } from "../context.ts";
import type { WriteOutcome, Result } from "../result.ts";
import { dryRunMembers, noId } from "./dry-run.ts";
import type { RefusalOf } from "./refusals.ts";
import { instant } from "../instants.ts";
import { amount, currency, currencyCode, example, id, keptMetadata, metadata, otherExample, type PageRequest, version } from "../schema.ts";
import { externalId, text } from "../text.ts";
import { type Entry, type RangePage, side, type TimeRange } from "./accounts.ts";
import type { ExportedPage, ExportRange, PostingPiece } from "./exports.ts";
import { effectiveAt } from "./transfers.ts";
import type { CoreAnswered } from "./readiness.ts";

const MIN_LEGS = 2;
const MAX_LEGS = 100;

const leg = z
  .strictObject({
    account: id("account"),
    direction: side,
    amount: amount.meta({ description: "Minor units, at least 1" }),
    currency,
  })
  .meta({ id: "Leg" });

export const createTransaction = z
  .strictObject({
    entries: z
      .array(leg)
      .min(MIN_LEGS)
      .max(MAX_LEGS)
      .meta({
        description:
          "Debits equal credits in each currency. Posted in this order, and no account may exceed its overdraft limit in between",
        example: [
          { account: example("account"), direction: "debit", amount: "1050", currency: "EUR" },
          { account: otherExample("account"), direction: "credit", amount: "1050", currency: "EUR" },
        ],
      }),
    description: text.nullable().optional(),
    external_id: externalId.nullable().optional(),
    effective_at: effectiveAt.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "CreateTransaction" });

export const transaction = z
  .strictObject({
    id: id("transaction"),
    transfer: id("transfer")
      .nullable()
      .meta({ description: "The transfer that this transaction is; null: an operator posted it by its legs" }),
    description: z.string().nullable(),
    external_id: z.string().nullable(),
    metadata: keptMetadata,
    entries: z.array(
      z
        .strictObject({
          account: id("account"),
          version: version.meta({ description: "The account's version after this entry" }),
          direction: side,
          amount,
          currency: currencyCode,
          balance_after: amount,
        })
        .meta({ id: "TransactionEntry" }),
    ),
    effective_at: instant,
    created_at: instant,
  })
  .meta({ id: "Transaction" });

export const transactionDryRun = transaction.extend({ id: noId, ...dryRunMembers }).meta({ id: "TransactionDryRun" });

/** A sum over all accounts may exceed 64 bits, which no single balance may. */
const total = z
  .string()
  .regex(/^(?:0|[1-9][0-9]*)$/)
  .meta({ id: "Total", description: "Non-negative integer minor units as a string; may exceed 64 bits", example: "1050" });

const sides = z.strictObject({ debits: total, credits: total }).meta({ id: "Sides" });

export const trialBalance = z
  .strictObject({
    as_of: instant.meta({
      description:
        "With at: the instant that was used, which is at most the requested one; the trial balance at it never changes. Without at: when it was read",
    }),
    currencies: z.array(
      z.strictObject({
        currency: currencyCode,
        debits: total.meta({ description: "Sum of the balances on the debit side; equals credits" }),
        credits: total,
        house: sides.meta({ description: "The institution's own accounts", example: { debits: "1050", credits: "0" } }),
        customers: sides.meta({ example: { debits: "0", credits: "1050" } }),
      }),
    ),
  })
  .meta({ id: "TrialBalance" });

/** For operators: whether recorded time advances. */
export const booksClock = z
  .strictObject({
    ahead_ms: z.number().int().min(0).meta({
      description:
        "How far recorded time is ahead of the database server's clock: 0, unless that clock was ahead once and was set back. Until the clock has caught up, everything is recorded at the same time",
      example: 0,
    }),
  })
  .meta({ id: "BooksClock" });

export type BooksClock = z.infer<typeof booksClock>;
export type CreateTransaction = z.infer<typeof createTransaction>;
export type Transaction = z.infer<typeof transaction>;
type TransactionDryRun = z.infer<typeof transactionDryRun>;
export type TrialBalance = z.infer<typeof trialBalance>;

export type TransactionFilter = TimeRange;

/** What core-service does for the ledger Worker. */
export interface LedgerCore {
  /** Of a call without a key it says what it would do. */
  createTransaction(
    call: DryRunCall,
    input: CreateTransaction,
  ): Promise<WriteOutcome<Transaction | TransactionDryRun, RefusalOf<"createTransaction">>>;
  getTransaction(call: Call, transactionId: string): Promise<Result<Transaction, RefusalOf<"getTransaction">>>;
  /** The journal, newest first: every transaction of the ledger, those of transfers included. */
  listTransactions(call: Call, filter: TransactionFilter, page: PageRequest): Promise<RangePage<Transaction>>;
  /** @param at an instant; now if left out. */
  getTrialBalance(call: Call, at: string | undefined): Promise<Result<TrialBalance, RefusalOf<"getTrialBalance">>>;
  /** @param after the place of the last line that the caller has; null: none. */
  openJournalExport(call: Call, range: ExportRange, after: string | null): Promise<Result<PostingPiece, RefusalOf<"exportEntries">>>;
  /** Entries in the order of the journal; of one transaction, debits first. */
  readEntriesExport(call: Call, piece: PostingPiece): Promise<ExportedPage<Entry, PostingPiece>>;
  readTransactionsExport(call: Call, piece: PostingPiece): Promise<ExportedPage<Transaction, PostingPiece>>;
  readClock(): Promise<BooksClock>;
  ready(): Promise<CoreAnswered>;
}
