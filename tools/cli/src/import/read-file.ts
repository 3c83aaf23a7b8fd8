// Reads a transactions CSV into a plan, or into the list of all its faults by line. Pure. A file with any fault must give no plan, so that nothing of
// it is posted, and an amount must never be a JavaScript number.
import { MAX_AMOUNT_MINOR, minorUnitsPattern } from "@ledge/shared/money";
import { CsvError, parse } from "csv-parse/sync";
import { houseAccountFor } from "./house-account-for.ts";
import { judgeLine } from "./judge-line.ts";
import { type ImportPlan, type Line, planImport, signedAmountMinor } from "./plan.ts";

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

/** Account and transaction ids become part of Idempotency-Keys, which take up to 255 visible ASCII characters. */
const ID = /^[A-Za-z0-9_.:-]{1,100}$/;
const LINE_NUMBER = /^[1-9][0-9]{0,8}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** How much of a cell an error quotes: a whole one may have megabytes. */
const QUOTED_LENGTH = 80;
const LINE_FEED = 0x0a;

/** A fault of a line of the file; the header is line 1. */
export interface LineFault {
  readonly fileLine: number;
  readonly detail: string;
}

export type ReadOutcome = { readonly ok: true; readonly plan: ImportPlan } | { readonly ok: false; readonly faults: readonly LineFault[] };

export interface ReadOptions {
  /** The currency of all amounts in the file. */
  readonly currency: string;
  /** A later date in the file is a fault. */
  readonly now: Date;
}

/** Reads and checks the whole file. */
export function readTransactions(bytes: Uint8Array, options: ReadOptions): ReadOutcome {
  const text = decodeUtf8(bytes);
  if (typeof text !== "string") return { ok: false, faults: [text] };
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
    const line = details.length === 0 ? toLine(row, fileLine) : null;
    if (line !== null) details.push(...judgeLine(line, options.currency, options.now));
    // Ids and numbers of a faulty line are also compared with other lines, so that one run shows all faults.
    details.push(...faultsAcrossLines(row, fileLine));
    faults.push(...details.map((detail) => ({ fileLine, detail })));
    if (line !== null) lines.push(line);
  }
  return faults.length === 0 ? { ok: true, plan: planImport(lines) } : { ok: false, faults };
}

/** Decodes the bytes; a wrong encoding must not put replacement characters into a payment's text. */
function decodeUtf8(bytes: Uint8Array): string | LineFault {
  const decode = (part: Uint8Array): string | null => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(part);
    } catch {
      return null;
    }
  };
  const text = decode(bytes);
  if (text !== null) return text;
  // In UTF-8 no byte of a longer character is a line feed, so that lines can be decoded one by one.
  for (let from = 0, fileLine = 1; ; fileLine += 1) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end === -1 || decode(bytes.subarray(from, end)) === null) return { fileLine, detail: "is not UTF-8" };
    from = end + 1;
  }
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
    // csv-parse gives the line on which a record ends. A quoted cell may have line feeds, so a record begins after the end of the one before.
    return records.map(({ record }, index) => ({ cells: record, fileLine: (records[index - 1]?.info.lines ?? 0) + 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fileLine: Number(error["lines"] ?? 1), detail: error.message };
  }
}

function faultsWithin(row: Cells): string[] {
  const faults: string[] = [];
  if (!isDate(row.date)) faults.push(`date ${quoted(row.date)} is not a YYYY-MM-DD that exists`);
  if (!ID.test(row.account)) faults.push(`account ${quoted(row.account)} is not 1 to 100 of A-Z a-z 0-9 _ . : -`);
  if (!ID.test(row.transaction_id)) faults.push(`transaction_id ${quoted(row.transaction_id)} is not 1 to 100 of A-Z a-z 0-9 _ . : -`);
  if (!LINE_NUMBER.test(row.line)) faults.push(`line ${quoted(row.line)} is not a positive integer`);
  if (!isDirection(row.direction)) faults.push(`direction ${quoted(row.direction)} is not credit or debit`);
  if (!isAmount(row.amount_minor)) faults.push(`amount_minor ${quoted(row.amount_minor)} is not a non-negative 64-bit integer`);
  if (!isBalance(row.balance_after_minor)) {
    faults.push(`balance_after_minor ${quoted(row.balance_after_minor)} is not a 64-bit integer`);
  }
  return faults;
}

/** Quotes a cell for an error message. Characters that control a terminal or the direction of text are escaped. */
const quoted = (cell: string): string =>
  JSON.stringify(cell.length > QUOTED_LENGTH ? `${cell.slice(0, QUOTED_LENGTH)}…` : cell).replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );

/** Returns a check that compares each line with those before it: unique transactions and numbers 1..n per account, and balances that fit 64 bits. */
function acrossLines(): (row: Cells, fileLine: number) => string[] {
  const firstLineOf = new Map<string, number>();
  const accounts = new Map<string, { nextLine: number; balanceMinor: bigint }>();
  const houseAccounts = new Map<string, { credit: bigint; debit: bigint }>();
  return (row, fileLine) => {
    const faults: string[] = [];
    const transaction = JSON.stringify([row.account, row.transaction_id]);
    const firstLine = firstLineOf.get(transaction);
    if (firstLine === undefined) firstLineOf.set(transaction, fileLine);
    else faults.push(`transaction_id ${quoted(row.transaction_id)} of account ${quoted(row.account)} is already on line ${firstLine}`);

    const state = accounts.get(row.account) ?? { nextLine: 1, balanceMinor: 0n };
    accounts.set(row.account, state);
    const line = LINE_NUMBER.test(row.line) ? Number(row.line) : state.nextLine;
    if (line !== state.nextLine) faults.push(`line ${line} of account ${quoted(row.account)} comes where ${state.nextLine} is due`);
    state.nextLine = line + 1; // one gap is one fault, not one on every line after it

    if (isAmount(row.amount_minor) && isDirection(row.direction)) {
      const amountMinor = BigInt(row.amount_minor);
      state.balanceMinor += signedAmountMinor({ direction: row.direction, amountMinor });
      if (!fits(state.balanceMinor)) faults.push(`the balance of account ${quoted(row.account)} does not fit 64 bits`);
      // Accounts are posted concurrently, in an order that the file does not decide: the sum of each side alone must fit.
      const sums = houseAccounts.get(houseAccountFor(row.operation).code) ?? { credit: 0n, debit: 0n };
      houseAccounts.set(houseAccountFor(row.operation).code, sums);
      sums[row.direction] += amountMinor;
      if (!fits(sums[row.direction])) faults.push(`all amounts of operation ${quoted(row.operation)} together do not fit 64 bits`);
    }
    return faults;
  };
}

const fits = (valueMinor: bigint): boolean => (valueMinor < 0n ? -valueMinor : valueMinor) <= MAX_AMOUNT_MINOR;
const isDirection = (value: string): value is "credit" | "debit" => value === "credit" || value === "debit";
const isBalance = (value: string): boolean => minorUnitsPattern.test(value) && fits(BigInt(value));
const isAmount = (value: string): boolean => isBalance(value) && !value.startsWith("-");

/** Whether a date exists: `Date` turns 30 February into a day in March, so the date must come back unchanged. */
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
    direction: row.direction as Line["direction"],
    operation: row.operation,
    purpose: row.purpose,
    counterpartyBank: row.counterparty_bank,
    counterpartyAccount: row.counterparty_account,
    amountMinor: BigInt(row.amount_minor),
    balanceAfterMinor: BigInt(row.balance_after_minor),
  };
}
