// The entrypoint of the accounts Worker into the core.
import type { AccountsCore } from "@ledge/shared/contracts/accounts";
import { accounts } from "../accounts/operations.ts";
import { ready } from "../lane/ready.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";

export const Accounts = makeEntrypoint<AccountsCore>("accounts")(onLanes("accounts", { ...accounts, ready }));
