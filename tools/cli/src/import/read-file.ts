// Reads a transactions CSV into a plan, or into every fault it has, by line. Pure over the bytes: a file with one fault gives
// no plan at all, so nothing of it can be posted, and an amount is never a JavaScript number.
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

/** Account and transaction ids become part of Idempotency-Keys: characters that are visible in ASCII, and room under their 255. */
const ID = /^[A-Za-z0-9_.:-]{1,100}$/;
const LINE_NUMBER = /^[1-9][0-9]{0,8}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Enough of a cell to find it again; a whole one may be megabytes. */
const QUOTED_LENGTH = 80;
const LINE_FEED = 0x0a;

/** What is wrong with a line of the file; the header is line 1. */
export interface LineFault {
  readonly fileLine: number;
  readonly detail: string;
}

export type ReadOutcome = { readonly ok: true; readonly plan: ImportPlan } | { readonly ok: false; readonly faults: readonly LineFault[] };

export interface ReadOptions {
  /** Of all amounts in the file. */
  readonly currency: string;
  /** A date after it is a fault. */
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
    // Ids and numbers of a faulty line are still compared with the others', so that one run shows everything that is wrong.
    details.push(...faultsAcrossLines(row, fileLine));
    faults.push(...details.map((detail) => ({ fileLine, detail })));
    if (line !== null) lines.push(line);
  }
  return faults.length === 0 ? { ok: true, plan: planImport(lines) } : { ok: false, faults };
}

/** The text of the bytes; a wrong encoding must not pass as replacement characters in somebody's payment. */
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
  // No byte of a longer character is a line feed: lines can be decoded one by one.
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
    // What csv-parse counts is where a record ends; a quoted cell may hold line feeds, and a record begins after the one before.
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

/** A cell as it may be shown: what would move a terminal's cursor or turn its text around is escaped. */
const quoted = (cell: string): string =>
  JSON.stringify(cell.length > QUOTED_LENGTH ? `${cell.slice(0, QUOTED_LENGTH)}…` : cell).replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );

/** Checks that need the lines before: per account unique transactions, numbers 1..n, and balances that fit 64 bits, on both sides. */
function acrossLines(): (row: Cells, fileLine: number) => string[] {
  const firstLineOf = new Map<string, number>();
  const accounts = new Map<string, { nextLine: number; balanceMinor: bigint }>();
  const houses = new Map<string, { credit: bigint; debit: bigint }>();
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
      // Accounts are posted side by side, in no order that the file shows: whichever comes first, neither side alone may overflow.
      const house = houses.get(houseAccountFor(row.operation).code) ?? { credit: 0n, debit: 0n };
      houses.set(houseAccountFor(row.operation).code, house);
      house[row.direction] += amountMinor;
      if (!fits(house[row.direction])) faults.push(`all amounts of operation ${quoted(row.operation)} together do not fit 64 bits`);
    }
    return faults;
  };
}

const fits = (valueMinor: bigint): boolean => (valueMinor < 0n ? -valueMinor : valueMinor) <= MAX_AMOUNT_MINOR;
const isDirection = (value: string): value is "credit" | "debit" => value === "credit" || value === "debit";
const isBalance = (value: string): boolean => minorUnitsPattern.test(value) && fits(BigInt(value));
const isAmount = (value: string): boolean => isBalance(value) && !value.startsWith("-");

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
    direction: row.direction as Line["direction"],
    operation: row.operation,
    purpose: row.purpose,
    counterpartyBank: row.counterparty_bank,
    counterpartyAccount: row.counterparty_account,
    amountMinor: BigInt(row.amount_minor),
    balanceAfterMinor: BigInt(row.balance_after_minor),
  };
}
