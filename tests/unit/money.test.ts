// Money on the wire: which strings are amounts and which currencies exist. Strings that a float, a locale or another alphabet could have produced are
// refused.
import { amount, currency, nonNegativeAmount } from "@ledge/shared/schema";
import { availableMinor, MAX_AMOUNT_MINOR } from "@ledge/shared/money";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const MALFORMED: readonly [string, unknown][] = [
  ["a JSON number", 1050],
  ["a bigint", 1050n],
  ["null", null],
  ["an array that prints as a number", ["1050"]],
  ["nothing", ""],
  ["an exponent", "1e3"],
  ["a capital exponent", "1E3"],
  ["minus zero", "-0"],
  ["a plus", "+1"],
  ["a leading zero", "01"],
  ["zeros", "00"],
  ["a minus and a leading zero", "-01"],
  ["a blank before", " 1"],
  ["a blank after", "1 "],
  ["a line feed after", "1\n"],
  ["a no-break space", "1\u00a0"],
  ["a thousands separator", "1,000"],
  ["an underscore", "1_000"],
  ["a decimal point", "10.50"],
  ["a trailing point", "10."],
  ["hexadecimal", "0x10"],
  ["a bigint literal", "10n"],
  ["two minuses", "--1"],
  ["a Unicode minus", "\u22121"],
  ["Arabic-Indic digits", "\u0661\u0662"],
  ["fullwidth digits", "\uff11\uff10"],
  ["infinity", "Infinity"],
  ["NUL inside", "1\u00000"],
];

describe("money", () => {
  test.each(MALFORMED)("%s is not an amount", (_name, value) => {
    expect(amount.safeParse(value).success).toBe(false);
    expect(nonNegativeAmount.safeParse(value).success).toBe(false);
  });

  // The ledger refuses a well-formed amount that is out of range, by its own code. The schema accepts it, exactly.
  test.each([
    "0",
    "1",
    "-1",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "9".repeat(38),
    `-${"9".repeat(38)}`,
  ])("%s is an amount and stays unchanged", (value) => {
    expect(amount.parse(value)).toBe(value);
  });

  test("39 digits are not an amount, because they exceed the database's arithmetic", () => {
    expect(amount.safeParse("9".repeat(39)).success).toBe(false);
    expect(amount.safeParse(`-${"9".repeat(39)}`).success).toBe(false);
  });

  test.each([
    ["0", true],
    ["9223372036854775806", true],
    ["9223372036854775807", true],
    ["9223372036854775808", false],
    ["9999999999999999999", false],
    ["10000000000000000000", false],
    ["-1", false],
  ])("a limit of %s fits 64 bits and is not negative: %s", (value, fits) => {
    expect(nonNegativeAmount.safeParse(value).success).toBe(fits);
  });

  test("every integer of 64 bits is an amount, and is read exactly", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MAX_AMOUNT_MINOR - 1n, max: MAX_AMOUNT_MINOR }), (minor) => {
        expect(BigInt(amount.parse(minor.toString()))).toBe(minor);
        expect(nonNegativeAmount.safeParse(minor.toString()).success).toBe(minor >= 0n);
      }),
    );
  });

  test("a string is an amount exactly when it is the decimal form of an integer", () => {
    const near = fc.string({ unit: fc.constantFrom(..."0019-+e. _"), maxLength: 12 });
    fc.assert(
      fc.property(near, (value) => {
        const canonical = /^-?[0-9]+$/.test(value) && BigInt(value).toString() === value;
        expect(amount.safeParse(value).success, JSON.stringify(value)).toBe(canonical);
      }),
      { numRuns: 1_000 },
    );
  });

  // A refusal is a value; a schema that throws is an internal error to the client.
  test("no string makes the check of a limit throw", () => {
    for (const value of ["abcdefghijklmnopqrs", "1234567890123456.50", "-".repeat(19), "\u0661".repeat(25), "1".repeat(1_000_000)]) {
      expect(() => nonNegativeAmount.safeParse(value), value.slice(0, 30)).not.toThrow();
    }
  });

  test("the available balance is exact beyond 2^53", () => {
    expect(availableMinor(9_007_199_254_740_993n, 1n)).toBe(9_007_199_254_740_992n);
    expect(availableMinor(0n, MAX_AMOUNT_MINOR)).toBe(-MAX_AMOUNT_MINOR);
  });
});

describe("currencies", () => {
  test.each([
    ["JPY", 0],
    ["KRW", 0],
    ["EUR", 2],
    ["USD", 2],
    ["CHF", 2],
    ["KWD", 3],
    ["BHD", 3],
  ])("%s has %i decimals", (code, decimals) => {
    expect(currency.parse(code)).toBe(code);
    expect(minorUnitDecimals.get(code)).toBe(decimals);
  });

  test.each(["eur", "Eur", "EURO", "EU", "", "XXX", "XTS", "XAU", "DEM", "EUR ", "\u0395UR", "constructor", "__proto__", "size"])(
    "%j is not a currency",
    (code) => {
      expect(currency.safeParse(code).success).toBe(false);
    },
  );

  test("the table lists each code once, as three capitals", () => {
    for (const code of minorUnitDecimals.keys()) expect(code).toMatch(/^[A-Z]{3}$/);
    expect(minorUnitDecimals.size).toBeGreaterThan(140);
  });

  // ISO 4217 amendment 176: the Caribbean guilder replaced ANG on 31 March 2025.
  test("the Caribbean guilder is a currency, its predecessor is not", () => {
    expect(currency.safeParse("ANG").success).toBe(false);
    expect(currency.safeParse("XCG").success).toBe(true);
  });
});
