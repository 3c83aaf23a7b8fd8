// Exports of the journal, for the institution alone: its transactions, and their entries, in the order of recording.
import type { Entry } from "@ledge/shared/contracts/accounts";
import type { ExportedPage, ExportedRow, ExportRange, PostingPiece } from "@ledge/shared/contracts/exports";
import type { Transaction } from "@ledge/shared/contracts/ledger";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import { decodeId, encodeId } from "@ledge/shared/ids";
import type { Result } from "@ledge/shared/result";
import { Bug } from "../database/failure.ts";
import { showAlone } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { countLegs, findJournalIds } from "./export-queries.ts";
import { openPiece, pieceAfter, type PostingPlace, unknownPlace } from "./export-range.ts";
import { showTransaction } from "./show-transaction.ts";
import { findTransactions, type JournalTransaction } from "./transaction-queries.ts";

/** `txn_…`: a transaction; `txn_….3`: its third entry. */
const PLACE = /^(txn_[0-9a-z]+)(?:\.([1-9][0-9]{0,2}))?$/;

export async function openJournalExport(
  { database }: Work,
  _call: Call,
  range: ExportRange,
  after: string | null,
): Promise<Result<PostingPiece, RefusalOf<"exportEntries">>> {
  const place = after === null ? null : placeOf(after);
  if (after !== null && place === null) return unknownPlace();
  return await openPiece(database, range, place, async ({ posting, line }) => line <= (await countLegs(database, posting)));
}

function placeOf(text: string): PostingPlace | null {
  const [, id = "", line = "1"] = PLACE.exec(text) ?? [];
  const posting = decodeId("transaction", id);
  return posting === null ? null : { posting, line: Number(line) };
}

export async function readTransactionsExport(
  work: Work,
  _call: Call,
  piece: PostingPiece,
): Promise<ExportedPage<Transaction, PostingPiece>> {
  const transactions = await readPage(work, piece);
  const rows = transactions.slice(piece.skip).map((transaction) => {
    const place = encodeId("transaction", transaction.id);
    return { place, item: shown(place, transaction) };
  });
  return pageOf(piece, transactions, rows, () => 1);
}

export async function readEntriesExport(work: Work, _call: Call, piece: PostingPiece): Promise<ExportedPage<Entry, PostingPiece>> {
  const transactions = await readPage(work, piece);
  const rows = transactions.flatMap((transaction, index) => entriesOf(transaction).slice(index === 0 ? piece.skip : 0));
  return pageOf(piece, transactions, rows, ({ entries }) => entries.length);
}

/**
 * The next transactions, in the order of recording: the first one may have been exported already, or some of its entries.
 *
 * @throws Bug when one is not there: what lacks a row must not look complete.
 */
async function readPage({ database }: Work, piece: PostingPiece): Promise<readonly JournalTransaction[]> {
  const ids = await findJournalIds(database, piece);
  const found = new Map((await findTransactions(database, ids)).map((transaction) => [transaction.id, transaction]));
  return ids.map((id) => {
    const transaction = found.get(id);
    if (transaction === undefined) throw new Bug("a transaction of the journal is not there");
    return transaction;
  });
}

/** A page that has nothing but what was exported already is the last one. */
function pageOf<Item>(
  piece: PostingPiece,
  transactions: readonly JournalTransaction[],
  rows: readonly ExportedRow<Item>[],
  linesOf: (transaction: JournalTransaction) => number,
): ExportedPage<Item, PostingPiece> {
  const last = transactions.at(-1);
  if (last === undefined || rows.length === 0) return { rows, next: null };
  return { rows, next: pieceAfter(piece, { posting: last.id, line: linesOf(last) }, transactions.length) };
}

const shown = (place: string, transaction: JournalTransaction): Transaction | null =>
  showAlone(place, () => showTransaction(transaction))?.value ?? null;

/** An entry for each leg, also of a transaction that cannot be shown: the number of lines does not depend on that. */
function entriesOf(row: JournalTransaction): ExportedRow<Entry>[] {
  const id = encodeId("transaction", row.id);
  const transaction = shown(id, row);
  return row.entries.map((_, index) => {
    const entry = transaction?.entries[index];
    const item =
      transaction === null || entry === undefined
        ? null
        : {
            account: entry.account,
            version: entry.version,
            transaction: id,
            transfer: transaction.transfer,
            direction: entry.direction,
            amount: entry.amount,
            currency: entry.currency,
            balance_after: entry.balance_after,
            effective_at: transaction.effective_at,
            created_at: transaction.created_at,
          };
    return { place: `${id}.${index + 1}`, item };
  });
}
