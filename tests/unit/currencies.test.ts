// The currencies: each code of ISO 4217 list one as it was published (tests/data) is either supported with its minor unit or left out for a reason
// that the code states.
import { readFileSync } from "node:fs";
import { LIST_ONE_PUBLISHED, minorUnitDecimals } from "@ledge/shared/currencies";
import { currency, currencyCode } from "@ledge/shared/schema";
import { describe, expect, test } from "vitest";

/** Codes of the list that are not used for payments, though the list gives them a minor unit and does not call them funds. */
const UNITS_OF_ACCOUNT = ["UYW", "XAD"];

const list = readFileSync(new URL("../data/iso-4217-list-one.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => row.split(",") as [code: string, minorUnits: string, fund: string, name: string]);

describe("the currencies", () => {
  test("are list one without funds, units of account and codes without a minor unit, each with the list's decimals", () => {
    const wanted = list.filter(([code, minorUnits, fund]) => /^\d$/.test(minorUnits) && fund === "" && !UNITS_OF_ACCOUNT.includes(code));
    expect([...minorUnitDecimals].sort()).toEqual(wanted.map(([code, minorUnits]) => [code, Number(minorUnits)]).sort());
  });

  test("are as many as the list had when it was published, without duplicates", () => {
    expect([LIST_ONE_PUBLISHED, list.length, minorUnitDecimals.size]).toEqual(["2026-01-01", 178, 155]);
    expect(Object.groupBy([...minorUnitDecimals.values()], String)).toMatchObject({
      0: { length: 16 },
      2: { length: 132 },
      3: { length: 7 },
    });
  });

  test.each(["XCG", "ZWG", "SLE", "VED", "VES", "MRU", "STN", "EUR"])("%s is a currency", (code) => {
    expect(currency.parse(code)).toBe(code);
  });

  test.each(["BGN", "HRK", "ANG", "ZWL", "SLL", "CUC", "XAU", "XXX", "XTS", "XDR", "CLF", "CHE", "eur", "EU", "EURO", "", "ＥＵＲ"])(
    "%j is not a currency, and the message names a valid one",
    (code) => {
      expect(currency.safeParse(code).error?.issues[0]?.message).toBe("must be a currency of ISO 4217's list one, such as EUR");
    },
  );

  test("of an answer may be one that has left the list, because accounts in it still exist", () => {
    expect(currencyCode.parse("BGN")).toBe("BGN");
  });
});
