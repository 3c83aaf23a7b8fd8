// The accounts whose transfers and holds a list shows to a principal.
import type { Call } from "@ledge/shared/context";
import { decodeId } from "@ledge/shared/ids";
import { findAccount, findAccountIds } from "../accounts/queries.ts";
import type { Work } from "../database/work.ts";

export interface VisibleAccounts {
  /** Only transfers and holds of these accounts are listed; null: all. */
  readonly listed: readonly string[] | null;
  /** The principal's own accounts; null: it is the institution. */
  readonly own: readonly string[] | null;
}

/** For an account that does not exist, or is not the principal's, nothing is listed. */
export async function visibleAccounts(work: Work, call: Call, account: string | undefined): Promise<VisibleAccounts> {
  const owner = call.principal.customerId;
  const own = owner === null ? null : await findAccountIds(work.database, owner);
  if (account === undefined) return { listed: own, own };
  const uuid = decodeId("account", account);
  const row = uuid === null ? null : await findAccount(work.database, uuid, owner);
  return { listed: row === null ? [] : [row.id], own };
}
