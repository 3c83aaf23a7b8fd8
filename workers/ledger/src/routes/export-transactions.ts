// GET /v1/exports/transactions
import { exportOperation } from "@ledge/kit/export/export-operation";
import type { PostingPiece } from "@ledge/shared/contracts/exports";
import { type Transaction, transaction } from "@ledge/shared/contracts/ledger";
import { ID_SUFFIX } from "@ledge/shared/ids";
import { example, otherExample } from "@ledge/shared/schema";
import { core } from "../operation.ts";

export const exportTransactions = exportOperation<Env, "exportTransactions", Transaction, PostingPiece>({
  operationId: "exportTransactions",
  path: "/v1/exports/transactions",
  summary: "Export the journal",
  description:
    "Every transaction that was recorded in a range of time with its entries, each a `Transaction`, in the order of recording: those of transfers, captures and reversals, and those that operators posted.",
  kind: "transaction",
  file: "transactions",
  columns: Object.keys(transaction.shape) as (keyof Transaction)[],
  place: `txn_${ID_SUFFIX}`,
  example: {
    place: example("transaction"),
    item: {
      id: example("transaction"),
      transfer: example("transfer"),
      description: null,
      external_id: null,
      metadata: {},
      entries: [
        { account: example("account"), version: 2, direction: "debit", amount: "1050", currency: "EUR", balance_after: "9450" },
        { account: otherExample("account"), version: 1, direction: "credit", amount: "1050", currency: "EUR", balance_after: "1050" },
      ],
      effective_at: "2026-11-22T10:00:00.000Z",
      created_at: "2026-11-22T10:00:00.000Z",
    },
  },
  open: (env, call, range, after) => core(env).openJournalExport(call, range, after),
  read: (env, call, piece) => core(env).readTransactionsExport(call, piece),
});
