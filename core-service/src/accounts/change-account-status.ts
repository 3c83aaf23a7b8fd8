// Freezes, unfreezes and closes accounts. The ledger decides, under the lock that postings take (law 7).
import type { WriteCall } from "@ledge/shared/context";
import type { Account, AccountStatus } from "@ledge/shared/contracts/accounts";
import { refusals } from "@ledge/shared/contracts/refusals";
import { accountTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import { type WriteOutcome, refused } from "@ledge/shared/result";
import { knownRefusal } from "../database/known-refusal.ts";
import { readOne } from "../database/read-by-id.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { changeStatus } from "../ledger/queries.ts";
import { lockAccount } from "./queries.ts";
import { getAccount } from "./read-account.ts";

const changeTo =
  <Code extends ProblemCode>(
    status: AccountStatus,
    operation: string,
    event: "account.frozen" | "account.unfrozen" | "account.closed",
    known: readonly Code[],
  ) =>
  (work: Work, call: WriteCall, accountId: string): Promise<WriteOutcome<Account, Code | "not_found">> =>
    exactlyOnce<Account, Code | "not_found">(work, call, operation, accountId, async (inside) => {
      const uuid = decodeId("account", accountId);
      // Locked: of two requests that freeze one account at once, one changes it and emits the event.
      const row = uuid === null ? null : await lockAccount(inside.database, uuid, call.principal.customerId);
      if (row === null) return refused("not_found");
      const before = await readOne(inside, call, getAccount, accountId);
      if (!before.ok) return before;
      const unmet = inside.unmet(accountTag(before.value));
      if (unmet !== null) return unmet;
      if (before.value.status === status) return before;
      const refusal = await changeStatus(inside.database, row.id, status);
      if (refusal !== null) return knownRefusal(refusal, known);
      const account = await readOne(inside, call, getAccount, accountId);
      if (account.ok) inside.emit(event, row.id, account.value, [{ id: row.id, version: account.value.balance.version }]);
      return account;
    });

export const freezeAccount = changeTo("frozen", "freezeAccount", "account.frozen", refusals.freezeAccount);
export const unfreezeAccount = changeTo("open", "unfreezeAccount", "account.unfrozen", refusals.unfreezeAccount);
export const closeAccount = changeTo("closed", "closeAccount", "account.closed", refusals.closeAccount);
