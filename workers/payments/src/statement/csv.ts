// A statement as CSV (RFC 4180, with a header row): an `opening` row, one `entry` row per entry, a `closing` row. The file can be checked by
// itself: the opening balance_minor plus the sum of change_minor is the closing balance_minor. It must never hold a formula of a spreadsheet.
import { cell, LINE_END } from "@ledge/kit/csv";
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { decimalOf } from "@ledge/shared/money";
import { signedMinor } from "./fold.ts";
import type { StatementWriter } from "./writer.ts";

/** On every row: account and currency, so that files can be joined. On the opening and closing row: name, normal_side, basis. */
const LEADING = [
  "kind",
  "account",
  "currency",
  "name",
  "normal_side",
  "basis",
  "version",
  "transaction",
  "transfer",
  "reversal_of",
  "direction",
] as const;
/** Each has two columns, `_minor` and `_decimal`: minor units, as everywhere, and a decimal of the currency, for people. */
const FIGURES = ["amount", "change", "balance"] as const;
/** The opening and closing row have their instant in effective_at and the statement's own in created_at. */
const TRAILING = ["external_id", "description", "counterparty_account", "counterparty_name", "effective_at", "created_at"] as const;
const COLUMNS = [...LEADING, ...FIGURES.flatMap((figure) => [`${figure}_minor`, `${figure}_decimal`]), ...TRAILING];

/** All text cells are defused, whether a client or the platform wrote them; the platform's ids, words and times do not change by it. */
type Texts = Partial<Record<(typeof LEADING)[number] | (typeof TRAILING)[number], string | number | null>>;
/** Minor units. Numbers are not defused, or −1050 would become text: digits, a point and a minus sign are no formula. */
type Figures = Partial<Record<(typeof FIGURES)[number], bigint>>;

export function csvWriter(head: StatementHead): StatementWriter {
  const decimals = minorUnitDecimals.get(head.currency);
  if (decimals === undefined) throw new Error("The currency of a statement has no decimals in ISO 4217's list one.");
  const figure = (minor: bigint | undefined): string[] => (minor === undefined ? ["", ""] : [String(minor), decimalOf(minor, decimals)]);
  const row = (texts: Texts, figures: Figures): string => {
    const own: Texts = { account: head.account, currency: head.currency, ...texts };
    const cells = [
      ...LEADING.map((column) => cell(own[column])),
      ...FIGURES.flatMap((name) => figure(figures[name])),
      ...TRAILING.map((column) => cell(own[column])),
    ];
    return cells.join(",") + LINE_END;
  };
  const bound = (kind: "opening" | "closing", balance: string, at: string): string => {
    const { name, normal_side, basis, created_at } = head;
    return row({ kind, name, normal_side, basis, effective_at: at, created_at }, { balance: BigInt(balance) });
  };
  const line = ({ amount, balance_after, ...texts }: StatementEntry): string =>
    row(
      { ...texts, kind: "entry" },
      {
        amount: BigInt(amount),
        change: signedMinor({ amount, direction: texts.direction }, head.normal_side),
        balance: BigInt(balance_after),
      },
    );
  return {
    opening: () => COLUMNS.join(",") + LINE_END + bound("opening", head.opening_balance, head.from),
    page: (entries) => entries.map(line).join(""),
    closing: () => bound("closing", head.closing_balance, head.to),
  };
}
