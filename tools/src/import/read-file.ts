// Reads a transactions CSV into a plan, or into every fault it has, by line. Pure over the text: a file with one fault gives
// no plan at all, so nothing of it can be posted, and an amount is never a JavaScript number.
import { MAX_AMOUNT_MINOR, minorUnitsPattern } from "@ledge/shared/money";
import { CsvError, parse } from "csv-parse/sync";
import { houseCode, type ImportPlan, type Line, planImport, signedAmountMinor } from "./plan.ts";

const COLUMNS = [
  "date",
  "account",
  "line",
  "transaction_id",
  "direction",
  "operation",
  "purpose",
  "counterparty_bank",
  "counterparty_account",
  "amount_minor",
  "balance_after_minor",
] as const;
type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Account and transaction ids become part of Idempotency-Keys: their alphabet, and room under their 255 characters. */
const ID = /^[A-Za-z0-9_.:-]{1,100}$/;
const LINE_NUMBER = /^[1-9][0-9]{0,8}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Operation and purpose together make a description, which the contract limits to 500 characters. */
const TEXT_MAX_LENGTH = 200;
const TEXT_COLUMNS = ["operation", "purpose", "counterparty_bank", "counterparty_account"] as const;

/** What is wrong with a line of the file; the header is line 1. */
export interface LineFault {
  readonly fileLine: number;
  readonly detail: string;
}

export type ReadOutcome = { readonly ok: true; readonly plan: ImportPlan } | { readonly ok: false; readonly faults: readonly LineFault[] };

/** Reads and checks the whole text. */
export function readTransactions(text: string): ReadOutcome {
  const records = parseCsv(text);
  if (!Array.isArray(records)) return { ok: false, faults: [records] };
  const [header, ...rows] = records;
  if (header?.cells.join() !== COLUMNS.join()) {
    return { ok: false, faults: [{ fileLine: 1, detail: `the header must be ${COLUMNS.join()}` }] };
  }
  const faults: LineFault[] = [];
  const lines: Line[] = [];
  const faultsAcrossLines = acrossLines();
  for (const { cells, fileLine } of rows) {
    if (cells.length !== COLUMNS.length) {
      faults.push({ fileLine, detail: `has ${cells.length} columns, not ${COLUMNS.length}` });
      continue;
    }
    const row = Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index]])) as Cells;
    const details = faultsWithin(row);
    // Ids and numbers of a faulty line are still compared with the others', so that one run shows everything that is wrong.
    details.push(...faultsAcrossLines(row, fileLine));
    faults.push(...details.map((detail) => ({ fileLine, detail })));
    if (details.length === 0) lines.push(toLine(row, fileLine));
  }
  return faults.length === 0 ? { ok: true, plan: planImport(lines) } : { ok: false, faults };
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly fileLine: number;
}

function parseCsv(text: string): CsvRecord[] | LineFault {
  try {
    const records = parse(text, { bom: true, info: true, relaxColumnCount: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ cells: record, fileLine: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fileLine: Number(error["lines"] ?? 1), detail: error.message };
  }
}

function faultsWithin(row: Cells): string[] {
  const faults: string[] = [];
  if (!isDate(row.date)) faults.push(`date "${row.date}" is not a YYYY-MM-DD that exists`);
  if (!ID.test(row.account)) faults.push(`account "${row.account}" is not 1 to 100 of A-Z a-z 0-9 _ . : -`);
  if (!ID.test(row.transaction_id)) faults.push(`transaction_id "${row.transaction_id}" is not 1 to 100 of A-Z a-z 0-9 _ . : -`);
  if (!LINE_NUMBER.test(row.line)) faults.push(`line "${row.line}" is not a positive integer`);
  if (row.direction !== "credit" && row.direction !== "debit") faults.push(`direction "${row.direction}" is not credit or debit`);
  if (!isAmount(row.amount_minor)) faults.push(`amount_minor "${row.amount_minor}" is not a non-negative 64-bit integer`);
  if (!minorUnitsPattern.test(row.balance_after_minor)) faults.push(`balance_after_minor "${row.balance_after_minor}" is not an integer`);
  for (const column of TEXT_COLUMNS) {
    if (row[column].length > TEXT_MAX_LENGTH) faults.push(`${column} is longer than ${TEXT_MAX_LENGTH} characters`);
    if (row[column].includes("\u0000")) faults.push(`${column} contains NUL`);
  }
  if (houseCode(row.operation) === null) faults.push(`operation "${row.operation}" makes no house account code`);
  return faults;
}

/** Checks that need the lines before: unique transactions, and per account numbers 1..n and a balance that fits 64 bits. */
function acrossLines(): (row: Cells, fileLine: number) => string[] {
  const firstLineOf = new Map<string, number>();
  const accounts = new Map<string, { nextLine: number; balanceMinor: bigint }>();
  return (row, fileLine) => {
    const faults: string[] = [];
    const firstLine = firstLineOf.get(row.transaction_id);
    if (firstLine === undefined) firstLineOf.set(row.transaction_id, fileLine);
    else faults.push(`transaction_id "${row.transaction_id}" is already on line ${firstLine}`);

    const state = accounts.get(row.account) ?? { nextLine: 1, balanceMinor: 0n };
    accounts.set(row.account, state);
    const line = LINE_NUMBER.test(row.line) ? Number(row.line) : state.nextLine;
    if (line !== state.nextLine) faults.push(`line ${line} of account ${row.account} comes where ${state.nextLine} is due`);
    state.nextLine = line + 1; // one gap is one fault, not one on every line after it

    if (isAmount(row.amount_minor) && (row.direction === "credit" || row.direction === "debit")) {
      state.balanceMinor += signedAmountMinor({ direction: row.direction, amountMinor: BigInt(row.amount_minor) });
      const sizeMinor = state.balanceMinor < 0n ? -state.balanceMinor : state.balanceMinor;
      if (sizeMinor > MAX_AMOUNT_MINOR) faults.push(`the balance of account ${row.account} does not fit 64 bits`);
    }
    return faults;
  };
}

const isAmount = (value: string): boolean => minorUnitsPattern.test(value) && !value.startsWith("-") && BigInt(value) <= MAX_AMOUNT_MINOR;

/** `Date` rolls 30 February over to March: only a date that comes back unchanged exists. */
function isDate(value: string): boolean {
  const instant = new Date(`${value}T00:00:00Z`);
  return DATE.test(value) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

function toLine(row: Cells, fileLine: number): Line {
  return {
    fileLine,
    account: row.account,
    line: Number(row.line),
    transactionId: row.transaction_id,
    date: row.date,
    direction: row.direction === "credit" ? "credit" : "debit",
    operation: row.operation,
    purpose: row.purpose,
    counterpartyBank: row.counterparty_bank,
    counterpartyAccount: row.counterparty_account,
    amountMinor: BigInt(row.amount_minor),
    balanceAfterMinor: BigInt(row.balance_after_minor),
  };
}
