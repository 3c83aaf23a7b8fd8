// Statements: an account's entries over a period, with the words of the transfers that made them. Read in pages, so that a year of a
// busy account passes through without being kept anywhere.
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
import { findHolderNames } from "../accounts/find-holder-names.ts";
import { type AccountRow, findAccount } from "../accounts/queries.ts";
import { Bug } from "../database/failure.ts";
import { readInstant, readInteger } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { findLedgerAccounts } from "../ledger/queries.ts";
import { findLargestAmount, findStatementBounds, findStatementRows, type StatementRow } from "../ledger/statement-queries.ts";
import { findTransferWords, type TransferWords } from "./queries.ts";

/** Some hundred kilobytes: large enough that the trips do not count, small enough for a first byte at once. */
const PAGE_ENTRIES = 1_000;

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
  const words = await findTransferWords(
    work.database,
    rows.filter((row) => row.is_transfer).map((row) => row.transaction_id),
  );
  const payers = [...words.values()].flatMap((transfer) => payerOf(transfer, account.id) ?? []);
  const names = await findHolderNames(work.database, [...new Set(payers)]);
  const entries = rows.map((row) => showEntry(row, wordsFor(account.id, words.get(row.transaction_id), names)));
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

/**
 * The account whose holder's name the account's own holder may see: the payer's, of money that came in (Directive (EU) 2015/2366,
 * article 58 (1) (a)). To pay somebody is no way to learn their name (law 26), nor is to be given something back.
 */
const payerOf = ({ sourceAccount, reversalOf }: TransferWords, accountId: string): string | null =>
  sourceAccount === accountId || reversalOf !== null ? null : sourceAccount;

type EntryWords = Pick<StatementEntry, "reversal_of" | "external_id" | "description" | "counterparty_account" | "counterparty_name">;

/** What a transfer says to the holder of one of its accounts, the same for everyone who may read the statement. */
function wordsFor(accountId: string, transfer: TransferWords | undefined, names: ReadonlyMap<string, string>): EntryWords | null {
  if (transfer === undefined) return null;
  const isPayer = transfer.sourceAccount === accountId;
  const payer = payerOf(transfer, accountId);
  return {
    reversal_of: transfer.reversalOf === null ? null : encodeId("transfer", transfer.reversalOf),
    external_id: isPayer ? transfer.externalId : null,
    description: transfer.description,
    counterparty_account: encodeId("account", isPayer ? transfer.destinationAccount : transfer.sourceAccount),
    counterparty_name: payer === null ? null : (names.get(payer) ?? null),
  };
}

const showEntry = (row: StatementRow, words: EntryWords | null): StatementEntry => ({
  version: readInteger(row.version),
  transaction: encodeId("transaction", row.transaction_id),
  transfer: row.is_transfer ? encodeId("transfer", row.transaction_id) : null,
  reversal_of: words?.reversal_of ?? null,
  direction: row.direction,
  amount: row.amount,
  balance_after: row.balance_after,
  external_id: words?.external_id ?? null,
  description: words?.description ?? row.description,
  counterparty_account: words?.counterparty_account ?? null,
  counterparty_name: words?.counterparty_name ?? null,
  effective_at: readInstant(row.effective_at).toISOString(),
  created_at: readInstant(row.recorded_at).toISOString(),
});

/** Each of the two orders that an effective statement is merged from stands where its last entry of the page was. */
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
