// Plans an import as data: the accounts with their lines, the overdraft limit that each needs, and the house accounts on the other side. Pure: it
// must neither read a file nor call the platform.
import { type HouseAccountPlan, houseAccountFor } from "./house-account-for.ts";

/** One transaction of the file, checked. */
export interface Line {
  /** Its line number in the file, for error messages. */
  readonly fileLine: number;
  readonly account: string;
  /** Its number within the account, 1..n. */
  readonly line: number;
  /** Unique within the account. */
  readonly transactionId: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** From the account holder's view: credit is money in. */
  readonly direction: "credit" | "debit";
  readonly operation: string;
  readonly purpose: string;
  readonly counterpartyBank: string;
  readonly counterpartyAccount: string;
  readonly amountMinor: bigint;
  /** The balance after this line, as the bank recorded it. */
  readonly balanceAfterMinor: bigint;
}

export interface AccountPlan {
  readonly account: string;
  readonly overdraftMinor: bigint;
  /** The earliest day of its lines: YYYY-MM-DD. */
  readonly openedOn: string;
  /** In posting order. */
  readonly lines: readonly Line[];
}

export interface ImportPlan {
  readonly accounts: readonly AccountPlan[];
  /** The house accounts that the lines move money from and to, by code. */
  readonly houseAccounts: readonly HouseAccountPlan[];
  readonly lineCount: number;
}

/** The change of the account's balance by a line. */
export const signedAmountMinor = (line: Pick<Line, "direction" | "amountMinor">): bigint =>
  line.direction === "credit" ? line.amountMinor : -line.amountMinor;

/** How far below zero the account goes at its lowest, from a start at zero; 0 when it never does. @internal A rule, tested as a table. */
export function overdraftNeededMinor(lines: readonly Pick<Line, "direction" | "amountMinor">[]): bigint {
  let balanceMinor = 0n;
  let lowestMinor = 0n;
  for (const line of lines) {
    balanceMinor += signedAmountMinor(line);
    if (balanceMinor < lowestMinor) lowestMinor = balanceMinor;
  }
  return -lowestMinor;
}

/** Whether a line is posted: the platform refuses a transfer of zero, so only the balance of such a line is checked. */
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
    openedOn: ofAccount.map(({ date }) => date).reduce((earliest, date) => (date < earliest ? date : earliest)),
    lines: ofAccount,
  }));
  const byCode = [...houseAccounts.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  return { accounts, houseAccounts: byCode, lineCount: lines.length };
}
