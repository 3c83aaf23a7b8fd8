// Reads of transfers: one, or a page. A principal bound to a customer sees those that touch an account of that customer.
import type { Call } from "@ledge/shared/context";
import type { Transfer, TransferFilter } from "@ledge/shared/contracts/payments";
import { decodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { findAccount, findAccountIds } from "../accounts/queries.ts";
import { cutPage } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { mayRead } from "./may-read.ts";
import { findTransfer, findTransfers } from "./queries.ts";
import { showTransfer } from "./show-transfer.ts";

export async function getTransfer(work: Work, call: Call, transferId: string): Promise<Result<Transfer>> {
  const uuid = decodeId("transfer", transferId);
  const row = uuid === null ? null : await findTransfer(work.database, uuid);
  if (row === null || !(await mayRead(work, call, row))) return refused("not_found");
  return accepted(showTransfer(row));
}

export async function listTransfers(work: Work, call: Call, filter: TransferFilter, page: PageRequest): Promise<Page<Transfer>> {
  const range = {
    accountIds: await accountsOf(work, call, filter.account),
    from: filter.from === undefined ? null : new Date(filter.from),
    to: filter.to === undefined ? null : new Date(filter.to),
  };
  return cutPage(await findTransfers(work.database, range, page), page.limit, showTransfer, (row) => row.id);
}

/** The accounts whose transfers are listed; null: all of them. An account that is not there, or not theirs, has none. */
async function accountsOf(work: Work, call: Call, account: string | undefined): Promise<string[] | null> {
  const owner = call.principal.customerId;
  if (account === undefined) return owner === null ? null : await findAccountIds(work.database, owner);
  const uuid = decodeId("account", account);
  const row = uuid === null ? null : await findAccount(work.database, uuid, owner);
  return row === null ? [] : [row.id];
}
