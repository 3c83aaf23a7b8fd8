// The transactions file: what is accepted, the message of each fault, and the plan of a valid file.
import { existsSync, readFileSync } from "node:fs";
import { houseAccountFor } from "@ledge/cli/import/house-account-for";
import { overdraftNeededMinor } from "@ledge/cli/import/plan";
import { readTransactions } from "@ledge/cli/import/read-file";
import { describe, expect, test } from "vitest";

const FILE = new URL("../../../shared/data/czech-bank/transactions.csv", import.meta.url);
const HEADER =
  "date,account,line,transaction_id,direction,operation,purpose,counterparty_bank,counterparty_account,amount_minor,balance_after_minor";
const GOOD = "1993-01-01,576,1,171812,credit,cash_deposit,,,,90000,90000";

const NOW = new Date("2026-11-22T00:00:00Z");
const readBytes = (bytes: Uint8Array) => readTransactions(bytes, { currency: "CZK", now: NOW });
const readText = (text: string) => readBytes(new TextEncoder().encode(text));
const read = (...lines: string[]) => readText([HEADER, ...lines, ""].join("\n"));
const faultsOf = (...lines: string[]) => {
  const outcome = read(...lines);
  return outcome.ok ? [] : outcome.faults.map(({ fileLine, detail }) => `${fileLine}: ${detail}`);
};

describe("a transactions file", () => {
  test.each([
    ["a malformed date", GOOD.replace("1993-01-01", "01/01/93"), 'date "01/01/93" is not a YYYY-MM-DD that exists'],
    ["a day that does not exist", GOOD.replace("1993-01-01", "1993-02-30"), 'date "1993-02-30" is not a YYYY-MM-DD that exists'],
    ["a negative amount", GOOD.replace(",90000,", ",-90000,"), 'amount_minor "-90000" is not a non-negative 64-bit integer'],
    ["an amount with decimals", GOOD.replace(",90000,", ",900.00,"), 'amount_minor "900.00" is not a non-negative 64-bit integer'],
    ["an amount with an exponent", GOOD.replace(",90000,", ",9e4,"), 'amount_minor "9e4" is not a non-negative 64-bit integer'],
    ["an amount beyond 64 bits", GOOD.replace(",90000,", ",9223372036854775808,"), "is not a non-negative 64-bit integer"],
    ["no amount", GOOD.replace(",90000,", ",,"), 'amount_minor "" is not a non-negative 64-bit integer'],
    ["no balance", GOOD.replace(/90000$/, ""), 'balance_after_minor "" is not a 64-bit integer'],
    ["a balance beyond 64 bits", GOOD.replace(/90000$/, "-9223372036854775808"), "is not a 64-bit integer"],
    ["a third direction", GOOD.replace("credit", "both"), 'direction "both" is not credit or debit'],
    ["a line number of zero", GOOD.replace("576,1,", "576,0,"), 'line "0" is not a positive integer'],
    ["an account that starts at line 2", GOOD.replace("576,1,", "576,2,"), 'line 2 of account "576" comes where 1 is due'],
    ["a transaction id that fits no key", GOOD.replace("171812", "17 1812"), 'transaction_id "17 1812" is not 1 to 100 of'],
    ["a date in the future", GOOD.replace("1993-01-01", "2026-11-23"), 'date "2026-11-23" is in the future'],
    ["a year outside the platform's range", GOOD.replace("1993-01-01", "0000-01-01"), "date "],
    ["an operation with NUL", GOOD.replace("cash_deposit", "cash\0deposit"), "operation and purpose must not have control characters"],
    ["a purpose with NUL", GOOD.replace("deposit,,", "deposit,\0,"), "operation and purpose must not have control characters"],
    [
      "a purpose that reorders text",
      GOOD.replace("deposit,,", "deposit,\u202e,"),
      "operation and purpose must not have control characters",
    ],
    ["a purpose that is too long", GOOD.replace("deposit,,", `deposit,${"x".repeat(487)},`), "operation and purpose "],
    ["an operation too long for a name", GOOD.replace("cash_deposit", "x".repeat(201)), "operation "],
    ["a counterparty's bank that is too long", GOOD.replace(",,,90", `,${"x".repeat(501)},,90`), "counterparty_bank "],
    ["a counterparty's account with NUL", GOOD.replace(",,,90", ",,\0,90"), "counterparty_account must not have control characters"],
    ["a cell that would rewrite the terminal", GOOD.replace("1993", "\u001b[2J\u202e1993"), 'date "\\u001b[2J\\u{202e}1993-01-01"'],
    ["a missing column", GOOD.replace(",,,,", ",,,"), "has 10 columns, not 11"],
    ["a blank line", "", "has 1 columns, not 11"],
    ["an open quote", GOOD.replace("cash_deposit", '"cash_deposit'), "Quote Not Closed"],
  ])("%s is a fault of its line", (_title, line, fault) => {
    const faults = faultsOf(line);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^[23]: /); // an open quote ends where the file does
    expect(faults[0]).toContain(fault);
  });

  test("the header matches exactly or nothing is read", () => {
    for (const header of ["", HEADER.replace("date", "Date"), `${HEADER},more`, HEADER.replace("date,account", "account,date")]) {
      const outcome = readText(`${header}\n${GOOD}\n`);
      expect(outcome.ok ? [] : outcome.faults.map((fault) => fault.fileLine), header).toEqual([1]);
    }
  });

  test("a duplicate transaction of an account is a fault, and two accounts may use the same ids", () => {
    expect(faultsOf(GOOD, GOOD.replace("576,1,", "576,2,"))).toEqual(['3: transaction_id "171812" of account "576" is already on line 2']);
    expect(faultsOf(GOOD, GOOD.replace("576,1,", "704,1,"))).toEqual([]);
  });

  test("a gap in an account's lines is one fault, and every faulty line of the file is reported", () => {
    const line = (number: number, id: string) => GOOD.replace("576,1,171812", `576,${number},${id}`);
    expect(faultsOf(GOOD, line(3, "a"), line(4, "b"), line(5, "c").replace("credit", "x"))).toEqual([
      '3: line 3 of account "576" comes where 2 is due',
      '5: direction "x" is not credit or debit',
    ]);
  });

  test("a balance beyond 64 bits is a fault before anything is posted", () => {
    const most = GOOD.replace(",90000,", ",9223372036854775807,");
    expect(faultsOf(most, GOOD.replace("576,1,171812", "576,2,2").replace("deposit", "").replace(",90000,", ",1,"))).toEqual([
      '3: the balance of account "576" does not fit 64 bits',
    ]);
  });

  test("the amounts of an operation that together exceed 64 bits are a fault, whichever accounts they belong to", () => {
    const most = (account: string) => GOOD.replace("576,1,171812", `${account},1,${account}`).replace(",90000,", ",9223372036854775807,");
    expect(faultsOf(most("a"), most("b"))).toEqual(['3: all amounts of operation "cash_deposit" together do not fit 64 bits']);
    expect(faultsOf(most("a"), most("b").replace("cash_deposit", "other"))).toEqual([]);
    expect(faultsOf(most("a"), most("b").replace("credit", "debit"))).toEqual([]);
  });

  test("today is not in the future, and a description may be as long as the platform allows", () => {
    expect(faultsOf(GOOD.replace("1993-01-01", "2026-11-22").replace("deposit,,", `deposit,${"x".repeat(486)},`))).toEqual([]);
  });

  test("bytes that are not UTF-8 are a fault of their line", () => {
    const bytes = new TextEncoder().encode([HEADER, GOOD, GOOD.replace("576", "é"), ""].join("\n"));
    const latin1 = bytes.filter((byte) => byte !== 0xc3); // cuts an é of two bytes in half
    const outcome = readBytes(latin1);
    expect(outcome).toEqual({ ok: false, faults: [{ fileLine: 3, detail: "is not UTF-8" }] });
  });

  test("a line is named by its first line number, also after cells with line feeds", () => {
    const long = GOOD.replace("deposit,,", 'deposit,"a\nb\nc",');
    expect(faultsOf(long, GOOD.replace("credit", "x").replace("576,1,171812", "576,2,2"))).toEqual([
      '5: direction "x" is not credit or debit',
    ]);
  });

  test("amounts beyond 2^53 stay exact", () => {
    const outcome = read(GOOD.replace(",90000,90000", ",9007199254740993,9007199254740993"));
    expect(outcome.ok && outcome.plan.accounts[0]?.lines[0]?.amountMinor).toBe(9_007_199_254_740_993n);
  });

  test("each operation has one house account, the unnamed one too, and an account keeps the order of its lines", () => {
    const outcome = read(
      GOOD,
      GOOD.replace("576,1,171812", "704,1,1"),
      GOOD.replace("576,1,171812", "576,2,2").replace("cash_deposit", ""),
      GOOD.replace("576,1,171812", "576,3,3").replace("cash_deposit", "only_zero").replace(",90000,", ",0,"),
    );
    expect(outcome).toMatchObject({
      ok: true,
      plan: {
        houseAccounts: [
          { code: "cash_deposit", name: null },
          { code: "unspecified", name: null },
        ],
        lineCount: 4,
        accounts: [{ account: "576", lines: [{ line: 1 }, { line: 2 }, { line: 3 }] }, { account: "704" }],
      },
    });
  });

  test("a house account's code is the operation where that is a valid code, and otherwise a digest with the operation as its name", () => {
    const said = ["cash_deposit", "Cash Deposit", "", "  ", "ATM (2)", "Příjem převodem"].map(houseAccountFor);
    const codes = ["cash_deposit", "cash_deposit", "unspecified", "unspecified", "atm_2", "prijem_prevodem"];
    expect(said).toEqual(codes.map((code) => ({ code, name: null })));
    const unsaid = ["внесение наличных", "снятие", "現金", "£", "1st", "x".repeat(64), "Straße", "a б", "a в"];
    const accounts = unsaid.map(houseAccountFor);
    expect(accounts.map(({ name }) => name)).toEqual(unsaid);
    expect(new Set(accounts.map(({ code }) => code)).size).toBe(unsaid.length);
    for (const { code } of accounts) expect(code).toMatch(/^operation_[0-9a-f]{16}$/);
    expect(houseAccountFor("снятие")).toEqual({ code: "operation_bea2acbfcef52cc0", name: "снятие" });
  });
});

describe("the overdraft an account needs", () => {
  test.each([
    ["zero, without lines", [], 0n],
    ["zero, when it never goes below zero", [100n, -100n, 50n], 0n],
    ["its lowest balance, not its last", [100n, -150n, -20n, 500n], 70n],
    ["its first withdrawal, when it starts with one", [-9_007_199_254_740_993n, 1n], 9_007_199_254_740_993n],
  ])("is %s", (_title, amounts, overdraftMinor) => {
    const lines = amounts.map((amount) =>
      amount < 0n ? ({ direction: "debit", amountMinor: -amount } as const) : ({ direction: "credit", amountMinor: amount } as const),
    );
    expect(overdraftNeededMinor(lines)).toBe(overdraftMinor);
  });
});

// Input data outside the repository, never committed to it. CI has it and must run this.
const absent = !existsSync(FILE) && process.env["CI"] !== "true";
describe(
  absent
    ? "the Czech bank's file (skipped: shared/data/czech-bank/transactions.csv is not beside the repository)"
    : "the Czech bank's file",
  () => {
    test.skipIf(absent)("is read completely, and its recorded balances follow from its lines", () => {
      const outcome = readBytes(readFileSync(FILE));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults.slice(0, 5)));
      expect(outcome.plan.lineCount).toBe(9_046);
      expect(outcome.plan.accounts).toHaveLength(591);
      expect(outcome.plan.houseAccounts.map(({ code }) => code)).toEqual([
        "cash_deposit",
        "cash_withdrawal",
        "interest_credit",
        "transfer_in",
        "transfer_out",
      ]);
      for (const { lines, overdraftMinor } of outcome.plan.accounts) {
        const lowestMinor = lines.reduce((lowest, line) => (line.balanceAfterMinor < lowest ? line.balanceAfterMinor : lowest), 0n);
        expect(overdraftMinor).toBe(-lowestMinor);
      }
    });
  },
);
