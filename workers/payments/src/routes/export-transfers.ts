// GET /v1/exports/transfers
import { exportOperation } from "@ledge/kit/export/export-operation";
import type { PostingPiece } from "@ledge/shared/contracts/exports";
import { type ExportedTransfer, exportedTransfer } from "@ledge/shared/contracts/transfers";
import { ID_SUFFIX } from "@ledge/shared/ids";
import { example, otherExample } from "@ledge/shared/schema";
import { core } from "../operation.ts";

export const exportTransfers = exportOperation<Env, "exportTransfers", ExportedTransfer, PostingPiece>({
  operationId: "exportTransfers",
  path: "/v1/exports/transfers",
  summary: "Export transfers",
  description:
    "Every transfer that was recorded in a range of time, in the order of recording: each a `Transfer` without `reversed_amount`, which may grow. Reversals and captures are transfers of their own, which name what they reverse and capture.",
  kind: "transfer",
  file: "transfers",
  columns: Object.keys(exportedTransfer.shape) as (keyof ExportedTransfer)[],
  place: `trf_${ID_SUFFIX}`,
  example: {
    place: example("transfer"),
    item: {
      id: example("transfer"),
      status: "posted",
      source_account: example("account"),
      destination_account: otherExample("account"),
      amount: "1050",
      currency: "EUR",
      description: "Rent",
      external_id: "A-1001",
      metadata: {},
      reversal_of: null,
      hold: null,
      effective_at: "2026-11-22T10:00:00.000Z",
      created_at: "2026-11-22T10:00:00.000Z",
    },
  },
  open: (env, call, range, after) => core(env).openTransfersExport(call, range, after),
  read: (env, call, piece) => core(env).readTransfersExport(call, piece),
});
