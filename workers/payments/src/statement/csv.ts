// A statement as CSV (RFC 4180, with a header row): an `opening` row, one `entry` row per entry, a `closing` row. The file proves
// itself: the opening row's balance_minor plus all of change_minor is the closing row's.
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import { signedMinor } from "./fold.ts";
import type { StatementWriter } from "./writer.ts";

/**
 * account and currency are on every row, so that files can be joined; name, normal_side and basis on the opening and closing row.
 * Those two have their instant in effective_at and the statement's own in created_at. Money is minor units, like everywhere.
 */
const COLUMNS = [
  "kind",
  "account",
  "currency",
  "name",
  "normal_side",
  "basis",
  "version",
  "transaction",
  "transfer",
  "direction",
  "amount_minor",
  "change_minor",
  "balance_minor",
  "description",
  "counterparty_account",
  "effective_at",
  "created_at",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | null>>;

const LINE_END = "\r\n";
/** RFC 4180, section 2, rules 6 and 7: these are quoted, and a quote within is doubled. */
const NEEDS_QUOTES = /[",\r\n]/;
/** What a spreadsheet runs as a formula when a cell starts with it; the wide forms too, in Asian locales (OWASP, CSV injection). */
const STARTS_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

const cell = (value: string): string => (NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const row = (values: Row): string => COLUMNS.map((column) => cell(values[column] ?? "")).join(",") + LINE_END;

/**
 * Text that a person wrote, as text: an apostrophe before it is how a spreadsheet is told that it is no formula. Our own numbers
 * are left alone, or −1050 would be a word. Who needs the text to the letter reads the JSON.
 */
const freeText = (value: string | null): string | null => (value !== null && STARTS_A_FORMULA.test(value) ? `'${value}` : value);

export function csvWriter(head: StatementHead): StatementWriter {
  const everywhere = { account: head.account, currency: head.currency };
  const bound = (kind: "opening" | "closing", balance: string, at: string): string =>
    row({
      ...everywhere,
      kind,
      name: freeText(head.name),
      normal_side: head.normal_side,
      basis: head.basis,
      balance_minor: balance,
      effective_at: at,
      created_at: head.created_at,
    });
  const line = (entry: StatementEntry): string =>
    row({
      ...everywhere,
      kind: "entry",
      version: String(entry.version),
      transaction: entry.transaction,
      transfer: entry.transfer,
      direction: entry.direction,
      amount_minor: entry.amount,
      change_minor: String(signedMinor(entry, head.normal_side)),
      balance_minor: entry.balance_after,
      description: freeText(entry.description),
      counterparty_account: entry.counterparty_account,
      effective_at: entry.effective_at,
      created_at: entry.created_at,
    });
  return {
    opening: () => COLUMNS.join(",") + LINE_END + bound("opening", head.opening_balance, head.from),
    page: (entries) => entries.map(line).join(""),
    closing: () => bound("closing", head.closing_balance, head.to),
  };
}
