// An export as core-service gives it, page by page to its end: what the Workers make lines of.
import type { ExportedPage, ExportedRow, ExportRange } from "@ledge/shared/contracts/exports";
import type { Result } from "@ledge/shared/result";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { writeCall } from "./work.ts";

type Read = (work: Work, range: ExportRange, after: string | null) => Promise<Exported | null>;

interface Exported {
  readonly rows: readonly ExportedRow<object>[];
  /** How many rows each page had. */
  readonly pages: readonly number[];
}

/** Null: the range is not final yet. @throws when it is refused otherwise. */
const exporting =
  <Piece>(
    open: (work: Work, range: ExportRange, after: string | null) => Promise<Result<Piece>>,
    read: (work: Work, piece: Piece) => Promise<ExportedPage<object, Piece>>,
  ): Read =>
  async (work, range, after) => {
    const opened = await open(work, range, after);
    if (!opened.ok && opened.refusal.code === "not_final_yet") return null;
    if (!opened.ok) throw new Error(opened.refusal.code);
    const [rows, pages]: [ExportedRow<object>[], number[]] = [[], []];
    for (let piece: Piece | null = opened.value; piece !== null;) {
      const page = await read(work, piece);
      rows.push(...page.rows);
      pages.push(page.rows.length);
      piece = page.next;
    }
    return { rows, pages };
  };

const feedOf = (subject: "account" | "customer" | null): Read =>
  exporting(
    (work, range, after) => operations.openFeedExport(work, writeCall(), range, after, subject),
    (work, piece) => operations.readFeedExport(work, writeCall(), piece),
  );

/** By the last part of their paths. */
export const exports = {
  entries: exporting(
    (work, range, after) => operations.openJournalExport(work, writeCall(), range, after),
    (work, piece) => operations.readEntriesExport(work, writeCall(), piece),
  ),
  transactions: exporting(
    (work, range, after) => operations.openJournalExport(work, writeCall(), range, after),
    (work, piece) => operations.readTransactionsExport(work, writeCall(), piece),
  ),
  transfers: exporting(
    (work, range, after) => operations.openTransfersExport(work, writeCall(), range, after),
    (work, piece) => operations.readTransfersExport(work, writeCall(), piece),
  ),
  events: feedOf(null),
  customers: feedOf("customer"),
  accounts: feedOf("account"),
} as const satisfies Readonly<Record<string, Read>>;

export type ExportKind = keyof typeof exports;
