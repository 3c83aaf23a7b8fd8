// The ledger Worker, for operators: transactions of many legs, the journal, the trial balance. It has no data; only the gateway may call it.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { createTransaction } from "./routes/create-transaction.ts";
import { exportEntries } from "./routes/export-entries.ts";
import { exportTransactions } from "./routes/export-transactions.ts";
import { getTransaction } from "./routes/get-transaction.ts";
import { getTrialBalance } from "./routes/get-trial-balance.ts";
import { listTransactions } from "./routes/list-transactions.ts";

export default createApp<Env>(
  {
    service: "ledger",
    operations: [createTransaction, getTransaction, listTransactions, getTrialBalance, exportEntries, exportTransactions],
    ready: (env) => core(env).ready(),
    cursorKeys: (env) => env.CURSOR_KEY,
  },
  // For operators, through the gateway's /readyz.
  { clock: (env) => core(env).readClock() },
);
