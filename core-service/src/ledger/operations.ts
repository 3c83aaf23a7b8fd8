// Ledger: the command or query behind each operation of the contract. Lanes run them.
import type { LedgerCore } from "@ledge/shared/contracts/ledger";
import type { CommandsOf } from "../idempotency/command.ts";
import type { OperationsOf } from "../database/work.ts";
import { createTransaction } from "./create-transaction.ts";
import { openJournalExport, readEntriesExport, readTransactionsExport } from "./export-journal.ts";
import { getTransaction, getTrialBalance, listTransactions, readClock } from "./read-ledger.ts";

export const ledger = {
  getTransaction,
  listTransactions,
  getTrialBalance,
  openJournalExport,
  readEntriesExport,
  readTransactionsExport,
  readClock,
} satisfies OperationsOf<Omit<LedgerCore, "createTransaction">>;

/** Those that lanes run in groups, each group in one transaction. */
export const ledgerCommands: CommandsOf<LedgerCore, "createTransaction"> = { createTransaction };
