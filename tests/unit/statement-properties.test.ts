// Any statement in each format is well-formed, contains every entry, and adds up from the file alone. fast-check prints the seed of a failure.
import { statement, type StatementHead } from "@ledge/shared/contracts/statement";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contentsOf, faultsOf, textOf } from "../support/camt053.ts";
import { csvRows, OTHER_ACCOUNT, rendered, REVERSED, type Sample, sampleOf, TRANSFER } from "../support/statement.ts";

/** Limits for which the sum of all entries and the opening balance stays within camt.053's 18 digits. */
const MAX_ENTRIES = 20;
const MAX_MINOR = 10n ** 16n;

const instant = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Any characters, among them those that are easily mishandled. */
const freeText = fc.option(
  fc
    .tuple(fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", '"', "]]>", "\u0000"), fc.string({ unit: "binary", maxLength: 300 }))
    .map((parts) => parts.join("")),
);
const side = fc.constantFrom("debit" as const, "credit" as const);
const sample: fc.Arbitrary<Sample> = fc
  .record({
    head: fc.record({
      name: freeText,
      currency: fc.constantFrom(...minorUnitDecimals.keys()),
      normal_side: side,
      basis: fc.constantFrom("recorded" as const, "effective" as const),
      from: instant,
      to: instant,
      created_at: instant,
      opening_balance: fc.bigInt({ min: -MAX_MINOR, max: MAX_MINOR }).map(String),
    }),
    entries: fc.array(
      fc.record({
        direction: side,
        amount: fc.bigInt({ min: 1n, max: MAX_MINOR }).map(String),
        description: freeText,
        transfer: fc.option(fc.constant(TRANSFER)),
        reversal_of: fc.option(fc.constant(REVERSED)),
        external_id: freeText,
        counterparty_account: fc.option(fc.constant(OTHER_ACCOUNT)),
        counterparty_name: freeText,
        effective_at: instant,
        created_at: instant,
      }),
      { maxLength: MAX_ENTRIES },
    ),
  })
  .map(({ head, entries }) => sampleOf(head, entries));
const pageSize = fc.integer({ min: 1, max: MAX_ENTRIES + 1 });

const total = (values: readonly (string | undefined)[]): bigint => values.reduce((sum, value) => sum + BigInt(value ?? "0"), 0n);

function expectCsvAddsUp(file: string, { head, entries }: Sample): void {
  const rows = csvRows(file);
  expect(rows.map(({ kind }) => kind)).toEqual(["opening", ...entries.map(() => "entry"), "closing"]);
  const [opening, ...changes] = rows.slice(0, -1);
  expect(total([opening?.["balance_minor"], ...changes.map((row) => row["change_minor"])])).toBe(BigInt(head.closing_balance));
  expect(rows.at(-1)?.["balance_minor"]).toBe(head.closing_balance);
}

/** Entries on the side of `normal` count upwards. In minor units: every amount of a file has the currency's decimals. */
function camtMinor(xml: string, normal: StatementHead["normal_side"]): string {
  const minor = BigInt((contentsOf(xml, "Amt")[0] as string).replace(".", ""));
  return String(contentsOf(xml, "CdtDbtInd")[0] === (normal === "credit" ? "CRDT" : "DBIT") ? minor : -minor);
}

test("any statement as JSON is the statement", async () => {
  await fc.assert(
    fc.asyncProperty(sample, pageSize, async (any, size) => {
      expect(statement.parse(JSON.parse(await rendered("json", any, size)))).toEqual({ ...any.head, entries: any.entries });
    }),
  );
});

test("any statement as CSV adds up from the file alone, and contains every description", async () => {
  await fc.assert(
    fc.asyncProperty(sample, pageSize, async (any, size) => {
      const file = await rendered("csv", any, size);
      expectCsvAddsUp(file, any);
      const shown = csvRows(file).slice(1, -1);
      // Apostrophes are added where statement-csv-injection requires them.
      const said = (text: string | null | undefined) => text?.replaceAll("'", "") ?? "";
      expect(shown.map((row) => said(row["description"]))).toEqual(any.entries.map(({ description }) => said(description)));
    }),
  );
});

test("the proof of a CSV file fails when a row is lost or an amount changed", async () => {
  const good = sampleOf({ opening_balance: "3" }, [{ direction: "credit", amount: "5" }]);
  const file = await rendered("csv", good);
  expectCsvAddsUp(file, good);
  expect(() => expectCsvAddsUp(file.replace(/entry,.*\r\n/, ""), good)).toThrow();
  expect(() => expectCsvAddsUp(file.replace(",5,0.05,5,", ",5,0.05,4,"), good)).toThrow();
});

test("any statement as camt.053 is valid by the official schema, adds up, and contains every description", async () => {
  const documents: string[] = [];
  await fc.assert(
    fc.asyncProperty(sample, pageSize, async (any, size) => {
      const xml = await rendered("camt053", any, size);
      documents.push(xml);
      const entries = contentsOf(xml, "Ntry");
      const [opening, closing] = contentsOf(xml, "Bal").map((balance) => camtMinor(balance, any.head.normal_side));
      expect([opening, closing]).toEqual([any.head.opening_balance, any.head.closing_balance]);
      expect(total([opening, ...entries.map((entry) => camtMinor(entry, any.head.normal_side))])).toBe(BigInt(any.head.closing_balance));
      const shown = entries.map((entry) => contentsOf(entry, "Ustrd").map(textOf).join(""));
      const held = (text: string) => text.replace(/[^\t\n\r\u0020-\u{10ffff}]|[\ufffe\uffff]/gu, "\ufffd");
      expect(shown).toEqual(any.entries.map(({ description }) => held(description ?? "")));
    }),
  );
  expect(documents.length).toBeGreaterThanOrEqual(100);
  expect(await faultsOf(...documents)).toEqual([]);
});
