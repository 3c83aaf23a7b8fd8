// Three readers of camt.053, by three authors in three languages, and the values that each finds in a statement, in the same form. Each is called as
// its users call it, and values that it does not read are missing in its answer.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PYTHON, PYTHON_PACKAGES } from "./missing.ts";

export interface ReadEntry {
  /** A decimal; a debit is negative. */
  readonly amount: string;
  /** Days. */
  readonly booked?: string | undefined;
  readonly valued?: string | undefined;
  readonly reference?: string | undefined;
  readonly endToEndId?: string | undefined;
  readonly payer?: string | undefined;
  readonly isReversal?: boolean;
  readonly description?: string | undefined;
}

export interface ReadStatement {
  readonly account?: string;
  readonly sequence?: number;
  readonly currency: string;
  readonly opening: string;
  readonly closing: string;
  readonly opened?: string;
  readonly closed?: string;
  readonly entries: readonly ReadEntry[];
}

/** iso20022.js, from npm: its amounts are hundredths in floats for any currency, and its reversal indicator compares a boolean with a word. */
export async function readWithIso20022Js(xml: string, decimals: number): Promise<ReadStatement> {
  const module = new URL("node_modules/iso20022.js/dist/index.mjs", import.meta.url).href;
  const { CashManagementEndOfDayReport } = (await import(module)) as any;
  const [statement, ...more] = CashManagementEndOfDayReport.fromXML(xml).statements;
  if (more.length > 0) throw new Error("more than one statement");
  const signed = ({ amount, creditDebitIndicator }: any): string =>
    `${creditDebitIndicator === "debit" ? "-" : ""}${(amount / 100).toFixed(decimals)}`;
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const balance = (type: string) => statement.balances.find((one: any) => one.type === type);
  return {
    account: statement.account.accountNumber,
    sequence: statement.electronicSequenceNumber,
    currency: statement.account.currency,
    opening: signed(balance("OPBD")),
    closing: signed(balance("CLBD")),
    opened: day(balance("OPBD").date),
    closed: day(balance("CLBD").date),
    entries: statement.entries.map((entry: any) => ({
      amount: signed(entry),
      booked: day(entry.bookingDate),
      reference: entry.accountServicerReferenceId,
    })),
  };
}

/** pycamt, from PyPI: its balances, but not its entries, have been floats. */
export function readWithPycamt(xml: string, decimals: number): ReadStatement {
  const script = fileURLToPath(new URL("read_with_pycamt.py", import.meta.url));
  const found = withFile(xml, (path) =>
    JSON.parse(
      execFileSync(PYTHON, [script, path], { env: { ...process.env, PYTHONPATH: PYTHON_PACKAGES }, encoding: "utf8", maxBuffer: 2 ** 26 }),
    ),
  );
  if (found.version !== "camt.053.001.08") throw new Error(`pycamt takes it for ${found.version}`);
  const [statement] = found.statements;
  return {
    currency: statement.Currency,
    opening: Number(statement.OpeningBalance).toFixed(decimals),
    closing: Number(statement.ClosingBalance).toFixed(decimals),
    opened: statement.OpeningBalanceDate,
    closed: statement.ClosingBalanceDate,
    entries: found.entries.map((entry: any) => ({
      amount: `${entry.CreditDebitIndicator === "DBIT" ? "-" : ""}${entry.Amount}`,
      booked: entry.BookingDate,
      valued: entry.ValueDate,
      reference: entry.TransactionID,
      endToEndId: entry.EndToEndId,
      payer: entry.DebtorName,
      isReversal: entry.ReversalIndicator === "true",
      description: entry.RemittanceInformation,
    })),
  };
}

/** AqBanking, from Debian: the importer behind GnuCash, KMyMoney and others. Its newest profile of camt.053 is that of version 04. */
export function readWithAqBanking(xml: string, decimals: number): ReadStatement {
  const context = withFile(xml, (path, folder) => {
    const context = join(folder, "context");
    const importing = ["import", "--importer=xml", "--profile=camt_053_001_04", "-f", path, "-c", context];
    execFileSync("aqbanking-cli", ["-n", "-D", folder, ...importing], { env: { ...process.env, HOME: folder }, stdio: "pipe" });
    return readFileSync(context, "utf8");
  });
  const member = (group: string, name: string): string | undefined =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(group)?.[1]?.replaceAll("%2F", "/").replaceAll("%3A", ":");
  const groups = (name: string): string[] =>
    Array.from(context.matchAll(new RegExp(`\\b${name} \\{([^{}]*)\\} #${name}\\b`, "g")), (match) => match[1] as string);
  // "1050/100:EUR", reduced or not.
  const amount = (group: string): string => {
    const [, numerator, denominator = "1"] = /^(-?\d+)(?:\/(\d+))?:/.exec(member(group, "value") ?? "") ?? [];
    return (Number(numerator) / Number(denominator)).toFixed(decimals);
  };
  const day = (group: string, name: string): string | undefined => member(group, name)?.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  const [opening, closing] = groups("balance") as [string, string];
  return {
    currency: member(context, "currency") ?? "",
    opening: amount(opening),
    closing: amount(closing),
    opened: day(opening, "date") ?? "",
    closed: day(closing, "date") ?? "",
    entries: groups("transaction").map((group) => ({
      amount: amount(group),
      booked: day(group, "date"),
      valued: day(group, "valutaDate"),
    })),
  };
}

function withFile<Value>(xml: string, use: (path: string, folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), "ledge-importer-"));
  try {
    const path = join(folder, "statement.xml");
    writeFileSync(path, xml);
    return use(path, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
