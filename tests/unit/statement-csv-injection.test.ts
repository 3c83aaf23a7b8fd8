// A statement as CSV may be opened by a spreadsheet of any locale: whatever a column contains, no spreadsheet finds a formula in it, at whichever
// separator, quote or line break it splits the text (OWASP, CSV injection).
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvRows, rendered, type Sample, sampleOf } from "../support/statement.ts";

/** OWASP's list of the first characters of formulas. The full-width forms are formulas in East Asian locales. */
const STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
/** The places within a field at which a reader may begin a cell: separators of other locales, quotes, line breaks. */
const BREAKS = [",", ";", "\t", "|", '"', "'", "\r\n", "\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"];
const HOSTILE = [
  ...STARTS.map((start) => `${start}1+1`),
  ...BREAKS.flatMap((end) => STARTS.slice(0, 4).map((start) => `x${end}${start}1+1${end}y`)),
  "x;＝1+1;y",
  "x; \u00a0=1+1",
  'x";=1+1;"y',
  ";=1+1;",
];

type Plant = (hostile: string) => Sample;
const plain = sampleOf({}, [{ direction: "credit", amount: "1" }]);
const inHead =
  (member: keyof StatementHead): Plant =>
  (hostile) => ({ ...plain, head: { ...plain.head, [member]: hostile } });
const inEntry =
  (member: keyof StatementEntry): Plant =>
  (hostile) => ({ ...plain, entries: plain.entries.map((entry) => ({ ...entry, [member]: hostile })) });

/** Every column that can contain text, whatever the rest of the platform guarantees today. */
const TEXTS: Readonly<Record<string, Plant>> = {
  account: inHead("account"),
  name: inHead("name"),
  basis: inHead("basis"),
  version: inEntry("version"),
  transaction: inEntry("transaction"),
  transfer: inEntry("transfer"),
  reversal_of: inEntry("reversal_of"),
  external_id: inEntry("external_id"),
  description: inEntry("description"),
  counterparty_account: inEntry("counterparty_account"),
  counterparty_name: inEntry("counterparty_name"),
  effective_at: inEntry("effective_at"),
  created_at: inEntry("created_at"),
};
/** Numbers and fixed words. Anything else never gets into these columns. */
const COMPUTED: Readonly<Record<string, Plant | null>> = {
  kind: null,
  currency: inHead("currency"),
  normal_side: inHead("normal_side"),
  direction: inEntry("direction"),
  amount_minor: inEntry("amount"),
  amount_decimal: null,
  change_minor: null,
  change_decimal: null,
  balance_minor: inEntry("balance_after"),
  balance_decimal: null,
};

/** The cells that readers with any separator could see, without the quotes that they may remove, and without blanks. */
const piecesOf = (file: string): string[] =>
  [",", ";", "\t", "|"].flatMap((separator) =>
    file
      .split(/[\r\n\v\f\u0085\u2028\u2029]+/)
      .flatMap((line) => line.split(separator))
      .flatMap((cell) => [cell, cell.replace(/^[\s"]+/, ""), ...cell.split('"')])
      .map((cell) => cell.trimStart()),
  );
const isFormula = (cell: string): boolean => /^[=+\-@＝＋－＠]/.test(cell) && !/^-\d+(?:\.\d+)?$/.test(cell);

describe("in a statement as CSV", () => {
  test("every column is either escaped text or computed, and this table knows which", async () => {
    const [row] = csvRows(await rendered("csv", sampleOf({}, [])));
    expect(Object.keys(row ?? {}).sort()).toEqual([...Object.keys(TEXTS), ...Object.keys(COMPUTED)].sort());
  });

  test.each(Object.entries(TEXTS))("nothing in %s is a formula to any reader", async (column, plant) => {
    for (const hostile of HOSTILE) {
      const file = await rendered("csv", plant(hostile));
      expect(piecesOf(file).filter(isFormula), JSON.stringify(hostile)).toEqual([]);
      // The file is still RFC 4180 and contains the text: apostrophes are added, and nothing is removed.
      const shown = csvRows(file).map((row) => row[column]?.replaceAll("'", ""));
      expect(shown).toContain(hostile.replaceAll("'", ""));
    }
  });

  test.each(Object.entries(COMPUTED).filter((entry): entry is [string, Plant] => entry[1] !== null))(
    "%s accepts no text: a statement with text there ends early",
    async (_column, plant) => {
      for (const hostile of HOSTILE) await expect(rendered("csv", plant(hostile)), JSON.stringify(hostile)).rejects.toThrow();
    },
  );

  test("a negative number stays a number, in minor units and as a decimal", async () => {
    const rows = csvRows(await rendered("csv", sampleOf({ opening_balance: "-7" }, [{ direction: "debit", amount: "1305" }])));
    expect(rows.map((row) => [row["change_minor"], row["change_decimal"], row["balance_minor"], row["balance_decimal"]])).toEqual([
      ["", "", "-7", "-0.07"],
      ["-1305", "-13.05", "-1312", "-13.12"],
      ["", "", "-1312", "-13.12"],
    ]);
  });

  test("no text makes a formula", async () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...STARTS, ...BREAKS, " ", "\u00a0", "1", "x"), fc.string({ unit: "binary", maxLength: 3 })), {
        maxLength: 12,
      })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(text, text, async (name, description) => {
        const file = await rendered("csv", sampleOf({ name }, [{ direction: "debit", amount: "1", description, external_id: name }]));
        expect(piecesOf(file).filter(isFormula)).toEqual([]);
        expect(csvRows(file)).toHaveLength(3);
      }),
      { numRuns: 2_000 },
    );
  });
});
