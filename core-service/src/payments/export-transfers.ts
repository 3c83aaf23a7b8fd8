// The export of transfers, for the institution alone: as they were posted, in the order of recording. What was reversed of one may grow, so it is not in it.
import type { ExportedPage, ExportRange, PostingPiece } from "@ledge/shared/contracts/exports";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { ExportedTransfer } from "@ledge/shared/contracts/transfers";
import type { Call } from "@ledge/shared/context";
import { decodeId, encodeId } from "@ledge/shared/ids";
import type { Result } from "@ledge/shared/result";
import { showAlone } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { findTransfersInOrder, isTransfer } from "../ledger/export-queries.ts";
import { openPiece, pieceAfter, unknownPlace } from "../ledger/export-range.ts";
import type { TransferRow } from "../ledger/transfer-queries.ts";
import { showTransfer } from "./show-transfer.ts";

export async function openTransfersExport(
  { database }: Work,
  _call: Call,
  range: ExportRange,
  after: string | null,
): Promise<Result<PostingPiece, RefusalOf<"exportTransfers">>> {
  const posting = after === null ? null : decodeId("transfer", after);
  if (after !== null && posting === null) return unknownPlace();
  const place = posting === null ? null : { posting, line: 1 };
  return await openPiece(database, range, place, ({ posting: id }) => isTransfer(database, id));
}

export async function readTransfersExport(
  { database }: Work,
  _call: Call,
  piece: PostingPiece,
): Promise<ExportedPage<ExportedTransfer, PostingPiece>> {
  const found = await findTransfersInOrder(database, piece);
  const rows = found.slice(piece.skip).map((row) => {
    const place = encodeId("transfer", row.id);
    return { place, item: showAlone(place, () => showExported(row))?.value ?? null };
  });
  const last = found.at(-1);
  if (last === undefined || rows.length === 0) return { rows, next: null };
  return { rows, next: pieceAfter(piece, { posting: last.id, line: 1 }, found.length) };
}

function showExported(row: Omit<TransferRow, "reversedMinor">): ExportedTransfer {
  const { reversed_amount: _, ...transfer } = showTransfer({ ...row, reversedMinor: 0n }, true);
  return transfer;
}
