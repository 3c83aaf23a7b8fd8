// Who sees a transfer: the institution sees all, a customer those that touch one of its accounts.
import type { Call } from "@ledge/shared/context";
import { findAccount } from "../accounts/queries.ts";
import type { Work } from "../database/work.ts";
import type { TransferRow } from "./queries.ts";

/** Whether a transfer touches an account of the principal's. */
export async function mayRead(work: Work, call: Call, row: TransferRow): Promise<boolean> {
  const owner = call.principal.customerId;
  if (owner === null) return true;
  const source = await findAccount(work.database, row.sourceAccount, owner);
  return source !== null || (await findAccount(work.database, row.destinationAccount, owner)) !== null;
}
