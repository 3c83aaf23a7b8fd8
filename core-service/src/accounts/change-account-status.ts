// Freezes, unfreezes and closes accounts. The ledger decides, under the lock that postings take (law 7).
import type { WriteCall } from "@ledge/shared/context";
import type { Account, AccountStatus } from "@ledge/shared/contracts/accounts";
import { decodeId } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import type { Outcome } from "@ledge/shared/result";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { changeStatus } from "../ledger/queries.ts";
import { getAccount } from "./read-accounts.ts";

/** Every refusal of ledger.change_status. */
const refusals: readonly ProblemCode[] = ["not_found", "account_closed", "balance_not_zero"];

const changeTo =
  (status: AccountStatus, operation: string) =>
  (work: Work, call: WriteCall, accountId: string): Promise<Outcome<Account>> =>
    exactlyOnce(work, call, operation, async (inside) => {
      const uuid = decodeId("account", accountId);
      const refusal = uuid === null ? "not_found" : await changeStatus(inside.database, uuid, status);
      return refusal === null ? await getAccount(inside, call, accountId) : knownRefusal(refusal, refusals);
    });

export const freezeAccount = changeTo("frozen", "freezeAccount");
export const unfreezeAccount = changeTo("open", "unfreezeAccount");
export const closeAccount = changeTo("closed", "closeAccount");
