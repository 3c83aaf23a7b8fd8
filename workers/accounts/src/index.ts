// The accounts Worker: opening accounts, balances, entries. It has no data; only the gateway may call it.
import { createApp } from "@ledge/kit/create-app";
import { core } from "./operation.ts";
import { closeAccount } from "./routes/close-account.ts";
import { freezeAccount } from "./routes/freeze-account.ts";
import { getAccount } from "./routes/get-account.ts";
import { getBalance } from "./routes/get-balance.ts";
import { listAccounts } from "./routes/list-accounts.ts";
import { listEntries } from "./routes/list-entries.ts";
import { openAccount } from "./routes/open-account.ts";
import { updateAccount } from "./routes/update-account.ts";
import { unfreezeAccount } from "./routes/unfreeze-account.ts";

const reads = [getAccount, listAccounts, getBalance, listEntries];

export default createApp<Env>({
  service: "accounts",
  operations: [...reads, openAccount, updateAccount, freezeAccount, unfreezeAccount, closeAccount],
  ready: (env) => core(env).ready(),
  cursorKeys: (env) => env.CURSOR_KEY,
});
