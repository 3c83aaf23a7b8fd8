// Payments: the command or query behind each operation of the contract that a lane runs on its own. Transfers are group-committed (lane/lane.ts).
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import type { OperationsOf } from "../database/work.ts";
import { captureHold, createHold, releaseHold } from "./change-holds.ts";
import { createTransferBatch } from "./create-transfer-batch.ts";
import { getHold, listHolds } from "./read-holds.ts";
import { openStatement, readLargestAmount, readStatement } from "./read-statement.ts";
import { getTransfer, listTransfers } from "./read-transfers.ts";
import { reverseTransfer } from "./reverse-transfer.ts";

export const payments = {
  reverseTransfer,
  createTransferBatch,
  createHold,
  captureHold,
  releaseHold,
  getHold,
  listHolds,
  getTransfer,
  listTransfers,
  openStatement,
  readStatement,
  readLargestAmount,
} satisfies OperationsOf<Omit<PaymentsCore, "createTransfer">>;
