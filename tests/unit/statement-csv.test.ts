// Statements as CSV: RFC 4180, a file that can be verified by itself, and nothing in it that a spreadsheet would execute.
import { describe, expect, test } from "vitest";
import { ACCOUNT, csvRows, OTHER_ACCOUNT, rendered, REVERSED, sampleOf, small, TRANSACTION, TRANSFER } from "../support/statement.ts";

const described = (description: string | null) => sampleOf({}, [{ direction: "credit", amount: "1", description }]);
const readBack = async (description: string) => csvRows(await rendered("csv", described(description)))[1]?.["description"];

describe("a statement as CSV", () => {
  test("is a header, an opening row, a row per entry and a closing row, each ended by CRLF", async () => {
    expect(await rendered("csv", small)).toBe(
      [
        "kind,account,currency,name,normal_side,basis,version,transaction,transfer,reversal_of,direction,amount_minor,amount_decimal,change_minor,change_decimal,balance_minor,balance_decimal,external_id,description,counterparty_account,counterparty_name,effective_at,created_at",
        `opening,${ACCOUNT},EUR,Ada Lovelace,credit,recorded,,,,,,,,,,250,2.50,,,,,2026-11-01T00:00:00Z,2026-12-01T06:00:00.123Z`,
        `entry,${ACCOUNT},EUR,,,,1,${TRANSACTION},${TRANSFER},,credit,1050,10.50,1050,10.50,1300,13.00,,"'=Rent, ""May"" & <June>",${OTHER_ACCOUNT},Grace Hopper,2026-11-05T00:00:00Z,2026-11-05T10:00:00.5Z`,
        `entry,${ACCOUNT},EUR,,,,2,${TRANSACTION},${TRANSFER},${REVERSED},debit,50,0.50,-50,-0.50,1250,12.50,A-1001,,${OTHER_ACCOUNT},,2026-11-05T00:00:00Z,2026-11-05T10:00:00.5Z`,
        `entry,${ACCOUNT},EUR,,,,3,${TRANSACTION},,,debit,1255,12.55,-1255,-12.55,-5,-0.05,,,,,2026-11-05T00:00:00Z,2026-11-05T10:00:00.5Z`,
        `closing,${ACCOUNT},EUR,Ada Lovelace,credit,recorded,,,,,,,,,,-5,-0.05,,,,,2026-12-01T00:00:00Z,2026-12-01T06:00:00.123Z`,
        "",
      ].join("\r\n"),
    );
  });

  test.each([
    ["credit", "credit", "5"],
    ["credit", "debit", "-5"],
    ["debit", "debit", "5"],
    ["debit", "credit", "-5"],
  ] as const)("on a %s-normal account a %s changes the balance by %s", async (normalSide, direction, change) => {
    const rows = csvRows(await rendered("csv", sampleOf({ normal_side: normalSide }, [{ direction, amount: "5" }])));
    expect(rows[1]).toMatchObject({ amount_minor: "5", change_minor: change, balance_minor: change });
  });

  test("has its two balances and no entry when nothing happened", async () => {
    const rows = csvRows(await rendered("csv", sampleOf({ opening_balance: "-7", name: null }, [])));
    expect(rows.map(({ kind, balance_minor, name }) => [kind, balance_minor, name])).toEqual([
      ["opening", "-7", ""],
      ["closing", "-7", ""],
    ]);
  });

  // statement-csv-injection tests that no reader finds a formula. This table shows how little the text changes for it.
  test.each([
    ["=1+1", "'=1+1"],
    ["-5", "'-5"],
    ["＝1", "'＝1"],
    ["\ttab", "'\ttab"],
    ["\r\n=1", "'\r\n'=1"],
    [" =1", " '=1"],
    ["Rent;=1+1;May", "Rent;'=1+1;May"],
    ["a, +1, b", "a, '+1, b"],
  ])("%j becomes %j, and nothing else changes", async (text, shown) => {
    expect(await readBack(text)).toBe(shown);
    const named = csvRows(await rendered("csv", sampleOf({ name: text }, [])));
    expect(named.map(({ name }) => name)).toEqual([shown, shown]);
  });

  test.each([
    ["JPY", "1050", "1050"],
    ["JPY", "0", "0"],
    ["EUR", "1050", "10.50"],
    ["EUR", "-5", "-0.05"],
    ["KWD", "1050", "1.050"],
    ["KWD", "-5", "-0.005"],
    ["EUR", "-9223372036854775808", "-92233720368547758.08"],
  ])("in %s, %s minor units are %s beside them", async (currency, minor, decimal) => {
    const rows = csvRows(await rendered("csv", sampleOf({ currency, opening_balance: minor }, [])));
    expect(rows.map((row) => [row["balance_minor"], row["balance_decimal"]])).toEqual([
      [minor, decimal],
      [minor, decimal],
    ]);
  });

  test.each(["Rent", "1+1=2", "a@b.example", "'t Hooft", "A - B", "Smith & Co.; since 1902", "§ 5-7", "👩🏽‍🚀", "a\u0000b\u0007"])(
    "text like %j is unchanged",
    async (text) => {
      expect(await readBack(text)).toBe(text);
    },
  );

  test("a description cannot end its cell or its row", async () => {
    const hostile = 'x",opening,"\r\nclosing,acct,EUR,"';
    expect(await readBack(hostile)).toBe(hostile);
    expect(csvRows(await rendered("csv", described(hostile)))).toHaveLength(3);
  });

  test("amounts beyond 2^53 stay exact", async () => {
    const rows = csvRows(
      await rendered("csv", sampleOf({ opening_balance: "9007199254740993" }, [{ direction: "credit", amount: "9214364837600034814" }])),
    );
    expect(rows.map(({ balance_minor }) => balance_minor)).toEqual(["9007199254740993", "9223372036854775807", "9223372036854775807"]);
  });
});
