// Ledger: the command or query behind each operation of the contract. Lanes run them.
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
