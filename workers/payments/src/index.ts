// The payments Worker: transfers between accounts. Holds no data; never called but by the gateway.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { createTransfer } from "./routes/create-transfer.ts";
import { getTransfer } from "./routes/get-transfer.ts";
import { listTransfers } from "./routes/list-transfers.ts";
import { reverseTransfer } from "./routes/reverse-transfer.ts";

export default createApp<Env>({
  service: "payments",
  operations: [createTransfer, getTransfer, listTransfers, reverseTransfer],
  ready: (env) => core(env).ready(),
  cursorKey: (env) => env.CURSOR_KEY,
});
