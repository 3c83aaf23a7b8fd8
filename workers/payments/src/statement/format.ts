// The formats of a statement: their media types, file names and limits.
import type { StatementHead } from "@ledge/shared/contracts/statement";
import { CAMT053_MAX_MINOR } from "./camt053.ts";

export type StatementFormat = "json" | "csv" | "camt053";

/** By the media type that was negotiated (workers/kit/negotiate). */
const FORMATS: Readonly<Record<string, StatementFormat>> = { "application/json": "json", "text/csv": "csv", "application/xml": "camt053" };
const MEDIA_TYPES: Readonly<Record<StatementFormat, string>> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8; header=present",
  camt053: "application/xml; charset=utf-8",
};
const FILE_ENDINGS: Readonly<Record<StatementFormat, string>> = { json: "json", csv: "csv", camt053: "camt053.xml" };

/** @throws RangeError for a media type that is no format of a statement. */
export function formatOf(mediaType: string): StatementFormat {
  const format = FORMATS[mediaType];
  if (format === undefined) throw new RangeError(`no statement is ${mediaType}`);
  return format;
}

/** The largest amount and balance, in minor units and without sign, that a format can hold; null: any. */
export const maxMinorOf = (format: StatementFormat): bigint | null => (format === "camt053" ? CAMT053_MAX_MINOR : null);

/** Whether a format can hold a statement's amounts. Judged before anything is written: later the stream could only be aborted. */
export function holds(format: StatementFormat, head: StatementHead, largestAmount: string): boolean {
  const max = maxMinorOf(format);
  const amounts = [head.opening_balance, head.closing_balance, largestAmount].map(BigInt);
  return max === null || amounts.every((minor) => minor <= max && minor >= -max);
}

export const mediaTypeOf = (format: StatementFormat): string => MEDIA_TYPES[format];

/** Only letters, digits, `_`, `-` and `.`, so that it needs no quoting in a header or a shell. */
export const fileNameOf = (format: StatementFormat, head: StatementHead): string =>
  `statement-${head.account}-${compact(head.from)}-${compact(head.to)}.${FILE_ENDINGS[format]}`;

/** ISO 8601's basic form to the second: 20261101T000000Z. */
const compact = (time: string): string => time.replace(/[-:]|\.\d+/g, "");
