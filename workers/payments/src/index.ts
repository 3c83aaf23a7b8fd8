// The payments Worker: transfers between accounts, batches of them, holds, statements. It has no data; only the gateway may call it.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { captureHold } from "./routes/capture-hold.ts";
import { createHold } from "./routes/create-hold.ts";
import { createTransfer } from "./routes/create-transfer.ts";
import { createTransferBatch } from "./routes/create-transfer-batch.ts";
import { exportTransfers } from "./routes/export-transfers.ts";
import { getHold } from "./routes/get-hold.ts";
import { getStatement } from "./routes/get-statement.ts";
import { getTransfer } from "./routes/get-transfer.ts";
import { listHolds } from "./routes/list-holds.ts";
import { listTransfers } from "./routes/list-transfers.ts";
import { releaseHold } from "./routes/release-hold.ts";
import { reverseTransfer } from "./routes/reverse-transfer.ts";

const transfers = [createTransfer, getTransfer, listTransfers, reverseTransfer, createTransferBatch, exportTransfers];
const holds = [createHold, getHold, listHolds, captureHold, releaseHold];

export default createApp<Env>({
  service: "payments",
  operations: [...transfers, ...holds, getStatement],
  ready: (env) => core(env).ready(),
  cursorKeys: (env) => env.CURSOR_KEY,
});
