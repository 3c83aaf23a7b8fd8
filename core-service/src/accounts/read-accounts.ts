// Reads of accounts that are made one by one: a page, a past balance, entries. Someone else's account and a missing one are indistinguishable
// (law 26).
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { Account, AccountFilter, Balance, Basis, Entry, RangePage, TimeRange } from "@ledge/shared/contracts/accounts";
import { EXAMINED_MAX } from "@ledge/shared/contracts/filters";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { cutPage } from "../database/page.ts";
import { readInstant, readInteger } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { showBalance } from "../ledger/balance.ts";
import { listedRange, pageOfRange } from "../ledger/clock.ts";
import { type CurrentAccount, findBalanceAt, findEntries, findLedgerAccounts } from "../ledger/queries.ts";
import { type AccountRow, findAccount, findAccounts } from "./queries.ts";
import { showAccount } from "./show-account.ts";

async function find(work: Work, call: Call, accountId: string): Promise<AccountRow | null> {
  const uuid = decodeId("account", accountId);
  return uuid === null ? null : await findAccount(work.database, uuid, call.principal.customerId);
}

/** A balance at an instant that has passed. It waits for postings in flight that may be recorded before (ledger.balance_at). */
export async function getBalanceAt(
  work: Work,
  call: Call,
  accountId: string,
  at: string,
  basis: Basis,
): Promise<Result<Balance, RefusalOf<"getBalance">>> {
  const row = await find(work, call, accountId);
  if (row === null) return refused("not_found");
  const { asOf, ...figures } = await findBalanceAt(work.database, row.id, readInstant(at), basis);
  return accepted(showBalance({ currency: row.currency, ...figures }, asOf));
}

export async function listAccounts(work: Work, call: Call, filter: AccountFilter, page: PageRequest): Promise<Page<Account>> {
  const rowFilter = {
    ownerId: call.principal.customerId,
    customerId: filter.customer_id === undefined ? null : decodeId("customer", filter.customer_id),
    kind: filter.kind,
    currency: filter.currency,
    code: filter.code,
    externalId: filter.external_id,
  };
  // The ledger has the status, so a page is looked for among the newest accounts that the other filters leave.
  const most = filter.status === undefined ? page.limit : EXAMINED_MAX;
  const found = await findAccounts(work.database, rowFilter, { ...page, limit: most });
  const rows = filter.status === undefined ? found : found.slice(0, EXAMINED_MAX);
  const inLedger = await findLedgerAccounts(
    work.database,
    rows.map((row) => row.id),
  );
  const wanted = filter.status === undefined ? rows : rows.filter(({ id }) => inLedger.get(id)?.status === filter.status);
  const showing = {
    show: (row: AccountRow) => showAccount(row, inLedger.get(row.id) as CurrentAccount),
    positionOf: (row: AccountRow) => row.id,
    idOf: (row: AccountRow) => encodeId("account", row.id),
  };
  return cutPage(wanted, page.limit, showing, rows.length < found.length ? (rows.at(-1)?.id ?? null) : null);
}

export async function listEntries(
  work: Work,
  call: Call,
  accountId: string,
  range: TimeRange,
  page: PageRequest,
): Promise<Result<RangePage<Entry>, RefusalOf<"listEntries">>> {
  const account = await find(work, call, accountId);
  if (account === null) return refused("not_found");
  const listed = await listedRange(work.database, range, page);
  const rows = await findEntries(work.database, account.id, listed, page.limit + 1);
  const show = (entry: (typeof rows)[number]): Entry => ({
    account: encodeId("account", entry.accountId),
    version: readInteger(entry.version),
    transaction: encodeId("transaction", entry.posting),
    transfer: entry.isTransfer ? encodeId("transfer", entry.posting) : null,
    direction: entry.direction,
    amount: entry.amountMinor.toString(),
    currency: account.currency,
    balance_after: entry.balanceAfterMinor.toString(),
    effective_at: entry.effectiveAt.toISOString(),
    created_at: entry.recordedAt.toISOString(),
  });
  // An entry is identified by its account, which is in the request's path, and its version.
  const versionOf = (entry: (typeof rows)[number]): string => String(entry.version);
  return accepted(pageOfRange(listed, cutPage(rows, page.limit, { show, positionOf: versionOf, idOf: versionOf })));
}
