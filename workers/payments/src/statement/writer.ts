// The interface of a format's writer: it writes a statement as text in three parts. A writer must not keep the entries of a page.
import type { StatementEntry } from "@ledge/shared/contracts/statement";

/** The texts joined in this order are the document: opening, each page, closing. */
export interface StatementWriter {
  opening(): string | Promise<string>;
  page(entries: readonly StatementEntry[]): string;
  closing(): string;
}
