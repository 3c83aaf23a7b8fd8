// Accounts: the command or query behind each operation of the contract. Lanes run them.
import type { AccountsCore } from "@ledge/shared/contracts/accounts";
import type { OperationsOf } from "../database/work.ts";
import { closeAccount, freezeAccount, unfreezeAccount } from "./change-account-status.ts";
import { openAccount } from "./open-account.ts";
import { getAccount, getBalance, listAccounts, listEntries } from "./read-accounts.ts";
import { updateAccount } from "./update-account.ts";

export const accounts = {
  openAccount,
  freezeAccount,
  unfreezeAccount,
  closeAccount,
  getAccount,
  getBalance,
  listAccounts,
  listEntries,
  updateAccount,
} satisfies OperationsOf<AccountsCore>;
