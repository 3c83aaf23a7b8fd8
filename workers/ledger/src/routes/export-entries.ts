// GET /v1/exports/entries
import { exportOperation } from "@ledge/kit/export/export-operation";
import { type Entry, entry } from "@ledge/shared/contracts/accounts";
import type { PostingPiece } from "@ledge/shared/contracts/exports";
import { ID_SUFFIX } from "@ledge/shared/ids";
import { example } from "@ledge/shared/schema";
import { core } from "../operation.ts";

export const exportEntries = exportOperation<Env, "exportEntries", Entry, PostingPiece>({
  operationId: "exportEntries",
  path: "/v1/exports/entries",
  summary: "Export entries",
  description:
    "Every entry that was recorded in a range of time, of all accounts, each an `Entry`: in the order in which their transactions were recorded, and of one transaction debits first. Over a range, debits equal credits in each currency.",
  kind: "entry",
  file: "entries",
  columns: Object.keys(entry.shape) as (keyof Entry)[],
  place: `txn_${ID_SUFFIX}\\.[1-9][0-9]{0,2}`,
  example: {
    place: `${example("transaction")}.1`,
    item: {
      account: example("account"),
      version: 2,
      transaction: example("transaction"),
      transfer: example("transfer"),
      direction: "debit",
      amount: "1050",
      currency: "EUR",
      balance_after: "9450",
      effective_at: "2026-11-22T10:00:00.000Z",
      created_at: "2026-11-22T10:00:00.000Z",
    },
  },
  open: (env, call, range, after) => core(env).openJournalExport(call, range, after),
  read: (env, call, piece) => core(env).readEntriesExport(call, piece),
});
