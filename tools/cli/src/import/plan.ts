// What an import is to do, as data: accounts with their lines, the overdraft each needs, the house accounts on the other side.
// Pure; it never reads a file and never speaks to the platform.
import { type HouseAccountPlan, houseAccountFor } from "./house-account-for.ts";

/** One transaction of the file, checked. */
export interface Line {
  /** Where it stands in the file, for the reader of an error. */
  readonly fileLine: number;
  readonly account: string;
  /** Its order within the account, 1..n. */
  readonly line: number;
  /** Unique within the account. */
  readonly transactionId: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** As the account holder sees it: credit is money in. */
  readonly direction: "credit" | "debit";
  readonly operation: string;
  readonly purpose: string;
  readonly counterpartyBank: string;
  readonly counterpartyAccount: string;
  readonly amountMinor: bigint;
  /** The balance that the bank itself recorded after this line. */
  readonly balanceAfterMinor: bigint;
}

export interface AccountPlan {
  readonly account: string;
  readonly overdraftMinor: bigint;
  /** In posting order. */
  readonly lines: readonly Line[];
}

export interface ImportPlan {
  readonly accounts: readonly AccountPlan[];
  /** The house accounts that the lines move money from and to, by code. */
  readonly houseAccounts: readonly HouseAccountPlan[];
  readonly lineCount: number;
}

/** What a line does to its account's balance. */
export const signedAmountMinor = (line: Pick<Line, "direction" | "amountMinor">): bigint =>
  line.direction === "credit" ? line.amountMinor : -line.amountMinor;

/** How far below zero the account goes at its lowest, from a start at zero; 0 when it never does. */
export function overdraftNeededMinor(lines: readonly Pick<Line, "direction" | "amountMinor">[]): bigint {
  let balanceMinor = 0n;
  let lowestMinor = 0n;
  for (const line of lines) {
    balanceMinor += signedAmountMinor(line);
    if (balanceMinor < lowestMinor) lowestMinor = balanceMinor;
  }
  return -lowestMinor;
}

/** A line of nothing moves no money: the platform refuses a transfer of zero, so such a line is only checked. */
export const isTransfer = (line: Line): boolean => line.amountMinor > 0n;

/** Groups checked lines, each account's in file order. */
export function planImport(lines: readonly Line[]): ImportPlan {
  const byAccount = new Map<string, Line[]>();
  const houseAccounts = new Map<string, HouseAccountPlan>();
  for (const line of lines) {
    const ofAccount = byAccount.get(line.account);
    if (ofAccount === undefined) byAccount.set(line.account, [line]);
    else ofAccount.push(line);
    const houseAccount = houseAccountFor(line.operation);
    if (isTransfer(line)) houseAccounts.set(houseAccount.code, houseAccount);
  }
  const accounts = [...byAccount].map(([account, ofAccount]) => ({
    account,
    overdraftMinor: overdraftNeededMinor(ofAccount),
    lines: ofAccount,
  }));
  const byCode = [...houseAccounts.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  return { accounts, houseAccounts: byCode, lineCount: lines.length };
}
