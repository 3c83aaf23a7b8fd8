// Accounts: the command or query behind each operation of the contract. Lanes run them, and make reads by id many at once.
import type { AccountsCore } from "@ledge/shared/contracts/accounts";
import type { ReadsOf } from "../database/read-by-id.ts";
import type { OperationsOf } from "../database/work.ts";
import { closeAccount, freezeAccount, unfreezeAccount } from "./change-account-status.ts";
import { openAccount } from "./open-account.ts";
import { getBalance } from "../ledger/read-balance.ts";
import { getAccount } from "./read-account.ts";
import { getBalanceAt, listAccounts, listEntries } from "./read-accounts.ts";
import { updateAccount } from "./update-account.ts";

export const accounts = {
  openAccount,
  freezeAccount,
  unfreezeAccount,
  closeAccount,
  listAccounts,
  listEntries,
  updateAccount,
} satisfies OperationsOf<Omit<AccountsCore, "getAccount" | "getBalance">>;

/** The balance of an instant that has passed: the contract has one operation for it and the balance of now. */
export const pastBalances = { getBalanceAt };

export const accountReads: ReadsOf<AccountsCore, "getAccount" | "getBalance"> = { getAccount, getBalance };
