// Payments: the command or query behind each operation of the contract. Lanes run them; transfers, commands on holds, reversals and reads by id in
// groups.
import type { PaymentsCore } from "@ledge/shared/contracts/payments";
import type { ReadsOf } from "../database/read-by-id.ts";
import type { OperationsOf } from "../database/work.ts";
import { captureHold, createHold, releaseHold, reverseTransfer } from "./change-holds.ts";
import type { CommandsOf } from "../idempotency/command.ts";
import { createTransferBatch } from "./create-transfer-batch.ts";
import { openTransfersExport, readTransfersExport } from "./export-transfers.ts";
import { getHold, listHolds } from "./read-holds.ts";
import { openStatement, readLargestAmount, readStatement } from "./read-statement.ts";
import { getTransfer, listTransfers } from "./read-transfers.ts";

type Commands = "createHold" | "captureHold" | "releaseHold" | "reverseTransfer";

const reads = {
  listHolds,
  listTransfers,
  openTransfersExport,
  readTransfersExport,
  openStatement,
  readStatement,
  readLargestAmount,
} satisfies OperationsOf<Omit<PaymentsCore, "createTransfer" | "createTransferBatch" | Commands | "getHold" | "getTransfer">>;

export const payments = { ...reads, createTransferBatch };

/** Those that lanes run in groups, each group in one transaction. */
export const paymentCommands: CommandsOf<PaymentsCore, Commands> = { createHold, captureHold, releaseHold, reverseTransfer };

export const paymentReads: ReadsOf<PaymentsCore, "getHold" | "getTransfer"> = { getHold, getTransfer };
