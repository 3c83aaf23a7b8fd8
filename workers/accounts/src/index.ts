// The accounts Worker: opening accounts, balances, entries. Holds no data; never called but by the gateway.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { getAccount } from "./routes/get-account.ts";
import { getBalance } from "./routes/get-balance.ts";
import { listAccounts } from "./routes/list-accounts.ts";
import { listEntries } from "./routes/list-entries.ts";
import { openAccount } from "./routes/open-account.ts";

export default createApp<Env>({
  service: "accounts",
  operations: [openAccount, getAccount, listAccounts, getBalance, listEntries],
  ready: (env) => core(env).ready(),
  cursorKey: (env) => env.CURSOR_KEY,
});
