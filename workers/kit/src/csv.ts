// Cells of CSV (RFC 4180), for every answer in that format. A file must never hold a formula of a spreadsheet.
import { defuse, escapeFormulas } from "./defuse.ts";

export const LINE_END = "\r\n";
/** Cells with these are quoted, and quotes in them are doubled (RFC 4180, section 2, rules 6 and 7). `;`, tab and `|` are separators in other locales. */
const NEEDS_QUOTES = /[",\r\n;\t|]/;

const quoted = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell of text, whether a client or the platform wrote it; the platform's ids, words and times do not change by it. */
export const cell = (value: string | number | null | undefined): string => quoted(defuse(String(value ?? "")));

/** A cell of JSON: a reader of JSON gets exactly this value. */
export const jsonCell = (value: object): string => quoted(escapeFormulas(JSON.stringify(value)));
