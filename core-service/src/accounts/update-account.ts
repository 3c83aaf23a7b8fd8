// Changes an account's terms, if they are still those that the caller saw. The ledger decides on the overdraft limit, under the lock
// that postings take (law 5).
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import { account, type Account, type UpdateAccount } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { shownTo } from "@ledge/shared/field-rights";
import { decodeId } from "@ledge/shared/ids";
import { type WriteOutcome, refused } from "@ledge/shared/result";
import { knownRefusal } from "../database/known-refusal.ts";
import { readOne } from "../database/read-by-id.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { setOverdraftLimit } from "../ledger/queries.ts";
import { changeAccount, lockAccount } from "./queries.ts";
import { getAccount } from "./read-account.ts";

export const updateAccount = (
  work: Work,
  call: WriteCall,
  accountId: string,
  input: UpdateAccount,
): Promise<WriteOutcome<Account, RefusalOf<"updateAccount">>> =>
  exactlyOnce(work, call, "updateAccount", accountId, async (inside) => {
    const uuid = decodeId("account", accountId);
    const row = uuid === null ? null : await lockAccount(inside.database, uuid, call.principal.customerId);
    if (row === null) return refused("not_found");
    const before = await readOne(inside, call, getAccount, accountId);
    if (!before.ok) return before;
    const unmet = inside.unmet(accountTag(shownTo(call.principal, account, before.value)));
    if (unmet !== null) return unmet;
    if (input.overdraft_limit !== undefined) {
      const limitMinor = input.overdraft_limit === null ? null : BigInt(input.overdraft_limit);
      const refusal = await setOverdraftLimit(inside.database, row.id, limitMinor);
      if (refusal !== null) return knownRefusal(refusal, refusals.updateAccount);
    }
    // Member by member: what the caller left out stays as it is.
    const name = input.name === undefined ? row.name : input.name;
    const externalId = input.external_id === undefined ? row.externalId : input.external_id;
    await changeAccount(inside.database, row.id, { name, externalId, metadata: input.metadata ?? row.metadata });
    const after = await readOne(inside, call, getAccount, accountId);
    if (after.ok) inside.emit("account.updated", row.id, after.value, [{ id: row.id, version: after.value.balance.version }]);
    return after;
  });
