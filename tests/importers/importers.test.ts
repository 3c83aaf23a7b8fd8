// Statements as camt.053 are read by other people's software: independent readers find every entry on its day, with its amount and sign, and balances
// that add up.
import { spawnSync } from "node:child_process";
import { decimalOf } from "@ledge/shared/money";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { describe, expect, test } from "vitest";
import { rendered, REVERSED, type Sample, sampleOf } from "../support/statement.ts";
import { type Reader, skipReason } from "./missing.ts";
import { readWithAqBanking, readWithIso20022Js, readWithPycamt, type ReadEntry, type ReadStatement } from "./readers.ts";

const ENTRIES = 300;
/** Entries of every kind: in, out, reversed; with and without a name, a reference, a description that must be escaped. */
const everyKind = (currency: string): Sample =>
  sampleOf(
    { currency, opening_balance: "-1234", last_version: ENTRIES },
    Array.from({ length: ENTRIES }, (_, index) => ({
      direction: index % 3 === 0 ? ("credit" as const) : ("debit" as const),
      amount: String(1 + index * 7),
      transaction: `txn_${String(index).padStart(26, "0")}`,
      reversal_of: index % 10 === 4 ? REVERSED : null,
      external_id: index % 3 === 1 ? `order ${index}` : null,
      description: index % 7 === 0 ? `<&> "'${"é".repeat(index % 60)}` : null,
      counterparty_name: index % 3 === 0 && index % 2 === 0 ? "Grace & Hopper <Ltd>" : null,
      created_at: `2026-11-${String(1 + (index % 28)).padStart(2, "0")}T23:59:59.999Z`,
      effective_at: `2026-10-${String(1 + (index % 28)).padStart(2, "0")}T00:00:00Z`,
    })),
  );

/** The values that a reader should find: of each entry those that it can read. */
function factsOf({ head, entries }: Sample, knows: readonly (keyof ReadEntry)[]): Partial<ReadStatement> {
  const decimal = (minor: bigint): string => decimalOf(minor, minorUnitDecimals.get(head.currency) as number);
  const facts = entries.map((entry): ReadEntry => ({
    amount: decimal(entry.direction === "credit" ? BigInt(entry.amount) : -BigInt(entry.amount)),
    booked: entry.created_at.slice(0, 10),
    valued: entry.effective_at.slice(0, 10),
    reference: entry.transaction,
    endToEndId: entry.external_id ?? "NOTPROVIDED",
    payer: entry.counterparty_name ?? undefined,
    isReversal: entry.reversal_of !== null,
    description: entry.description ?? undefined,
  }));
  return {
    currency: head.currency,
    opening: decimal(BigInt(head.opening_balance)),
    closing: decimal(BigInt(head.closing_balance)),
    opened: "2026-11-01",
    closed: "2026-11-30",
    entries: facts.map((fact) => Object.fromEntries(knows.map((name) => [name, fact[name]])) as unknown as ReadEntry),
  };
}

interface Asked {
  readonly name: Reader;
  readonly read: (xml: string, decimals: number) => ReadStatement | Promise<ReadStatement>;
  readonly knows: readonly (keyof ReadEntry)[];
}

const readers: readonly Asked[] = [
  { name: "AqBanking", read: readWithAqBanking, knows: ["amount", "booked", "valued"] },
  { name: "iso20022.js", read: readWithIso20022Js, knows: ["amount", "booked", "reference"] },
  {
    name: "pycamt",
    read: readWithPycamt,
    knows: ["amount", "booked", "valued", "reference", "endToEndId", "payer", "isReversal", "description"],
  },
];

for (const { name, read, knows } of readers) {
  const reason = skipReason(name);
  describe.skipIf(reason !== null)(`${name} reads camt.053${reason === null ? "" : ` (skipped: ${reason})`}`, () => {
    test.each(["EUR", "JPY", "KWD"])(
      `of ${ENTRIES} entries in %s: each on its day, with its amount and sign, and balances that add up`,
      async (currency) => {
        const sample = everyKind(currency);
        const found = await read(await rendered("camt053", sample), minorUnitDecimals.get(currency) as number);
        expect(found).toMatchObject(factsOf(sample, knows));
        expect(found.entries).toHaveLength(ENTRIES);
      },
    );

    test("of no entries", async () => {
      const sample = sampleOf({ name: null }, []);
      expect(await read(await rendered("camt053", sample), 2)).toMatchObject(factsOf(sample, knows));
    });
  });
}

describe("these tests detect faults that break importers", () => {
  test.skipIf(skipReason("AqBanking") !== null)("AqBanking finds no day when it is replaced by an instant", async () => {
    const xml = await rendered("camt053", everyKind("EUR"));
    const mutant = xml.replace(/<BookgDt><Dt>(.*?)<\/Dt>/g, "<BookgDt><DtTm>$1T00:00:00Z</DtTm>");
    expect(new Set(readWithAqBanking(mutant, 2).entries.map(({ booked }) => booked))).toEqual(new Set([undefined]));
  });

  test.skipIf(skipReason("iso20022.js") !== null)("iso20022.js reads nothing when no servicer is named", async () => {
    const xml = await rendered("camt053", everyKind("EUR"));
    await expect(readWithIso20022Js(xml.replace(/<Svcr>.*?<\/Svcr>/, ""), 2)).rejects.toThrow("FinInstnId");
  });
});

test("these tests fail in CI where a reader is missing, and are elsewhere skipped with a reason", () => {
  const reasonIn = (CI: string): string => {
    const script = `import { skipReason } from "${new URL("missing.ts", import.meta.url).href}"; console.log(skipReason("AqBanking"));`;
    return spawnSync(process.execPath, ["--input-type=module", "-e", script], { env: { PATH: "", CI }, encoding: "utf8" }).stdout.trim();
  };
  expect(reasonIn("")).toBe("aqbanking-cli is not on the PATH: apt-get install aqbanking-tools");
  expect(reasonIn("true")).toBe("null");
});
