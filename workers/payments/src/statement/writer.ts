// What every format of a statement is to the stream that renders it: text in three parts. A writer keeps nothing of a page.
import type { StatementEntry } from "@ledge/shared/contracts/statement";

/** The texts joined in this order are the document: opening, each page, closing. */
export interface StatementWriter {
  opening(): string | Promise<string>;
  page(entries: readonly StatementEntry[]): string;
  closing(): string;
}
