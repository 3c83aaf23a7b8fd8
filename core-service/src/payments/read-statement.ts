// Statements: an account's entries over a period, with the details of the transfers that made them. Read in pages, so that no statement is ever
// in memory as a whole.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { Basis } from "@ledge/shared/contracts/accounts";
import type {
  OpenedStatement,
  StatementEntry,
  StatementHead,
  StatementPage,
  StatementPeriod,
  StatementPosition,
} from "@ledge/shared/contracts/statement";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import { type AccountRow, findAccount } from "../accounts/queries.ts";
import { Bug } from "../database/failure.ts";
import { readInstant, readInteger } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { findLedgerAccounts } from "../ledger/queries.ts";
import { findLargestAmount, findStatementBounds, findStatementRows, type StatementRow } from "../ledger/statement-queries.ts";
import { findTransferDetails, type TransferDetails } from "../ledger/transfer-queries.ts";
import { findPayerNames } from "./queries.ts";

/** Some hundred kilobytes: large enough that round trips are a small part of the time, small enough that the first byte comes soon. */
const PAGE_ENTRIES = 250;

async function ownAccount(work: Work, call: Call, accountId: string): Promise<AccountRow | null> {
  const uuid = decodeId("account", accountId);
  return uuid === null ? null : await findAccount(work.database, uuid, call.principal.customerId);
}

export async function openStatement(
  work: Work,
  call: Call,
  accountId: string,
  period: StatementPeriod,
  basis: Basis,
): Promise<Result<OpenedStatement, RefusalOf<"getStatement">>> {
  const account = await ownAccount(work, call, accountId);
  if (account === null) return refused("not_found");
  const inLedger = (await findLedgerAccounts(work.database, [account.id])).get(account.id);
  if (inLedger === undefined) throw new Bug("an account without its ledger account");
  const bounds = await findStatementBounds(work.database, account.id, account.createdAt, period, basis);
  const head: StatementHead = {
    account: accountId,
    name: account.name,
    currency: account.currency,
    normal_side: inLedger.normalSide,
    basis,
    from: bounds.from.toISOString(),
    to: bounds.to.toISOString(),
    opening_balance: bounds.openingMinor.toString(),
    closing_balance: bounds.closingMinor.toString(),
    last_version: basis === "recorded" ? bounds.lastVersion : bounds.newest,
    created_at: bounds.readAt.toISOString(),
  };
  const { afterVersion, lastVersion, newest } = bounds;
  return accepted({ head, position: { basis, from: head.from, to: head.to, afterVersion, lastVersion, newest, backdated: null } });
}

export async function readStatement(
  work: Work,
  call: Call,
  accountId: string,
  position: StatementPosition,
): Promise<Result<StatementPage, RefusalOf<"getStatement">>> {
  const account = await ownAccount(work, call, accountId);
  if (account === null) return refused("not_found");
  const rows = await findStatementRows(work.database, account.id, position, PAGE_ENTRIES);
  const transfers = rows.filter((row) => row.is_transfer).map((row) => row.posting);
  const details = await findTransferDetails(work.database, transfers);
  const names = await findPayerNames(work.database, account.id, transfers);
  const entries = rows.map((row) => showEntry(row, showDetails(account.id, details.get(row.posting), names)));
  return accepted({ entries, next: rows.length < PAGE_ENTRIES ? null : after(position, rows) });
}

export async function readLargestAmount(
  work: Work,
  call: Call,
  accountId: string,
  position: StatementPosition,
): Promise<Result<string, RefusalOf<"getStatement">>> {
  const account = await ownAccount(work, call, accountId);
  if (account === null) return refused("not_found");
  return accepted(await findLargestAmount(work.database, account.id, position));
}

interface EntryDetails extends Pick<
  StatementEntry,
  "reversal_of" | "external_id" | "description" | "counterparty_account" | "counterparty_name"
> {
  /** Null: when it was recorded. */
  readonly effective_at: string | null;
}

/** The details of a transfer that a statement of one of its accounts shows, the same for everyone who may read the statement. @param names of payers, by transfer. */
function showDetails(accountId: string, transfer: TransferDetails | undefined, names: ReadonlyMap<string, string>): EntryDetails | null {
  if (transfer === undefined) return null;
  const isPayer = transfer.sourceAccount === accountId;
  return {
    reversal_of: transfer.reversalOf === null ? null : encodeId("transfer", transfer.reversalOf),
    external_id: isPayer ? transfer.externalId : null,
    description: transfer.description,
    effective_at: transfer.effectiveAt?.toISOString() ?? null,
    counterparty_account: encodeId("account", isPayer ? transfer.destinationAccount : transfer.sourceAccount),
    counterparty_name: names.get(transfer.id) ?? null,
  };
}

const showEntry = (row: StatementRow, details: EntryDetails | null): StatementEntry => ({
  version: readInteger(row.version),
  transaction: encodeId("transaction", row.posting),
  transfer: row.is_transfer ? encodeId("transfer", row.posting) : null,
  reversal_of: details?.reversal_of ?? null,
  direction: row.direction,
  amount: row.amount,
  balance_after: row.balance_after,
  external_id: details?.external_id ?? null,
  description: details?.description ?? row.description,
  counterparty_account: details?.counterparty_account ?? null,
  counterparty_name: details?.counterparty_name ?? null,
  effective_at: details?.effective_at ?? readInstant(row.effective_at).toISOString(),
  created_at: readInstant(row.recorded_at).toISOString(),
});

/** The position after a page. A statement on the effective basis merges two ordered lists: each continues after its last entry of the page. */
function after(position: StatementPosition, rows: readonly StatementRow[]): StatementPosition {
  const isMerged = position.basis === "effective";
  const inTime = rows.findLast((row) => !isMerged || !row.is_backdated);
  const backdated = isMerged ? rows.findLast((row) => row.is_backdated) : undefined;
  return {
    ...position,
    afterVersion: inTime === undefined ? position.afterVersion : readInteger(inTime.version),
    backdated:
      backdated === undefined
        ? position.backdated
        : { effectiveAt: readInstant(backdated.effective_at).toISOString(), version: readInteger(backdated.version) },
  };
}
