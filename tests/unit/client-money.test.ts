// The client's money functions: decimals and minor units convert exactly in both directions, and nothing is guessed.
import { decimalsOf, toDecimal, toMinorUnits } from "@ledge/client/money";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("money", () => {
  test.each([
    ["12.50", "EUR", 1250n],
    ["12.5", "EUR", 1250n],
    ["12", "EUR", 1200n],
    ["0.01", "EUR", 1n],
    ["0", "EUR", 0n],
    ["-0.05", "EUR", -5n],
    ["007.00", "EUR", 700n],
    ["1250", "JPY", 1250n],
    ["1.234", "KWD", 1234n],
    ["92233720368547758.07", "EUR", 9_223_372_036_854_775_807n],
  ])("%s %s is %d minor units", (decimal, currency, minor) => {
    expect(toMinorUnits(decimal, currency)).toBe(minor);
  });

  test.each([
    [1250n, "EUR", "12.50"],
    ["1250", "EUR", "12.50"],
    [5n, "EUR", "0.05"],
    ["-5", "EUR", "-0.05"],
    [0n, "EUR", "0.00"],
    [1250n, "JPY", "1250"],
    [1n, "KWD", "0.001"],
    [-9_223_372_036_854_775_808n, "EUR", "-92233720368547758.08"],
  ])("%s minor units of %s are %s", (minor, currency, decimal) => {
    expect(toDecimal(minor, currency)).toBe(decimal);
  });

  test.each([
    ["12.345", "EUR", "12.345 has 3 decimals, EUR has 2"],
    ["12.50", "JPY", "12.50 has 2 decimals, JPY has 0"],
    ["92233720368547758.08", "EUR", "does not fit 64 bits"],
    ["1,250.00", "EUR", '"1,250.00" is no decimal such as 12.50'],
    ["12,50", "EUR", "no decimal"],
    ["1e3", "EUR", "no decimal"],
    ["+1", "EUR", "no decimal"],
    [" 1", "EUR", "no decimal"],
    [".5", "EUR", "no decimal"],
    ["5.", "EUR", "no decimal"],
    ["", "EUR", "no decimal"],
    ["١٢", "EUR", "no decimal"],
    ["9".repeat(1_000_000), "EUR", "no decimal"],
    ["1", "eur", '"eur" is no currency of ISO 4217'],
    ["1", "XAU", "no currency"],
  ])("%s %s is refused with a reason", (decimal, currency, words) => {
    expect(() => toMinorUnits(decimal, currency)).toThrow(RangeError);
    expect(() => toMinorUnits(decimal, currency)).toThrow(words);
  });

  test.each(["12.5", "1e3", "", "0x10"])("%j is not an integer of minor units", (minor) => {
    expect(() => toDecimal(minor, "EUR")).toThrow("is no integer of minor units");
  });

  test("converting there and back gives the same amount, in every currency, over all 64 bits", () => {
    const limit = 2n ** 63n - 1n;
    const amounts = fc.bigInt({ min: -limit, max: limit });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...minorUnitDecimals.keys()), (minor, currency) => {
        const decimal = toDecimal(minor, currency);
        expect(decimal.split(".")[1]?.length ?? 0).toBe(decimalsOf(currency));
        expect(toMinorUnits(decimal, currency)).toBe(minor);
      }),
    );
  });
});
