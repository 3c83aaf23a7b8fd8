// The entrypoint of the accounts Worker into the core. Reads by id share statements; a past balance waits for postings, and is read alone.
import type { AccountsCore } from "@ledge/shared/contracts/accounts";
import { accounts } from "../accounts/operations.ts";
import { readById, runOnLane } from "../lane/routing.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Accounts = makeEntrypoint<AccountsCore>("accounts")({
  ...onLanes("accounts", accounts),
  ready: readyOn("accounts"),
  getAccount: (env, call, id) => readById(env, "getAccount", call, id),
  // The balance of now is the same on either basis: every entry that is recorded counts by now.
  getBalance: (env, call, id, at, basis) =>
    at === undefined ? readById(env, "getBalance", call, id) : runOnLane(env, "accounts", "getBalanceAt", [call, id, at, basis]),
});
