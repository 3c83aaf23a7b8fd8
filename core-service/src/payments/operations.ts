// Payments: the command or query behind each operation of the contract. Lanes run them, post transfers in groups, and make reads by id many at once.
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import type { ReadsOf } from "../database/read-by-id.ts";
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
  listHolds,
  listTransfers,
  openStatement,
  readStatement,
  readLargestAmount,
} satisfies OperationsOf<Omit<PaymentsCore, "createTransfer" | "getHold" | "getTransfer">>;

export const paymentReads: ReadsOf<PaymentsCore, "getHold" | "getTransfer"> = { getHold, getTransfer };
