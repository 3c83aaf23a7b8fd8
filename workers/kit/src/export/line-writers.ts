// The lines of an export, as NDJSON and as CSV: each with its position, and a last one that says how many there were. An answer without it was cut.
import { cell, jsonCell, LINE_END } from "../csv.ts";

export type Item = Readonly<Record<string, unknown>>;

export interface LineWriter {
  readonly contentType: string;
  readonly fileEnding: string;
  /** What comes before the first line. */
  readonly head: string;
  /** @param item null: the row cannot be shown. */
  line(position: string, item: Item | null): string;
  end(count: number): string;
}

export const NDJSON = "application/x-ndjson";
export const CSV = "text/csv";

const ndjson: LineWriter = {
  contentType: NDJSON,
  fileEnding: "ndjson",
  head: "",
  line: (position, item) => `${JSON.stringify(item === null ? { position, unreadable: true } : { position, ...item })}\n`,
  end: (count) => `${JSON.stringify({ end: true, count })}\n`,
};

/** Digits and a minus sign are no formula, and an amount with an apostrophe would be no number. */
const INTEGER = /^-?[0-9]+$/;

function cellOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return jsonCell(value);
  return typeof value === "string" && INTEGER.test(value) ? value : cell(value as string | number | null | undefined);
}

/**
 * One row a line, of the kind that `kind` says, or `unreadable`; the last one is of kind `end` and has the count. Values that are no text, number or null are
 * JSON. What goes on after a position has no header, so that both parts joined are the whole.
 */
function csv(kind: string, columns: readonly string[], isWhole: boolean): LineWriter {
  const row = (cells: readonly string[]): string => cells.join(",") + LINE_END;
  const blank = columns.map(() => "");
  return {
    contentType: `text/csv; charset=utf-8; header=${isWhole ? "present" : "absent"}`,
    fileEnding: "csv",
    head: isWhole ? row(["kind", "position", ...columns, "count"]) : "",
    line: (position, item) =>
      item === null
        ? row(["unreadable", cell(position), ...blank, ""])
        : row([kind, cell(position), ...columns.map((column) => cellOf(item[column])), ""]),
    end: (count) => row(["end", "", ...blank, String(count)]),
  };
}

/** @param kind what a line is, for formats that say so. @param isWhole whether the export begins with the first line. */
export const lineWriter = (mediaType: string, kind: string, columns: readonly string[], isWhole: boolean): LineWriter =>
  mediaType === CSV ? csv(kind, columns, isWhole) : ndjson;
