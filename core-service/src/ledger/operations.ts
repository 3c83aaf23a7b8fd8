// Ledger: each operation of the contract that a lane runs, and the command or query it is.
import type { LedgerCore } from "@ledge/shared/contracts/ledger";
import type { OperationsOf } from "../database/work.ts";
import { createTransaction } from "./create-transaction.ts";
import { getTransaction, getTrialBalance, listTransactions, readClock } from "./read-ledger.ts";

export const ledger = {
  createTransaction,
  getTransaction,
  listTransactions,
  getTrialBalance,
  readClock,
} satisfies OperationsOf<LedgerCore>;
