// Formats results as text: a title, and a table with numbers aligned to the right.

/** A title, and under it the lines of a table. @param rows the first one is the header; all have the same number of cells. */
export const table = (title: string, rows: readonly (readonly string[])[]): string =>
  [title, ...tableLines(rows).map((line) => `  ${line}`)].join("\n");

/** The lines of a table. @param rows the first one is the header; all have the same number of cells. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number): boolean => rows.slice(1).some((row) => !/^[-\d.,×%–]*( ms)?$/.test(row[column] ?? ""));
  const texts = widths.map((_, column) => isText(column));
  return rows.map((row) =>
    row
      .map((cell, column) => (texts[column] ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

export const whole = (value: number): string => (Number.isFinite(value) ? Math.round(value).toLocaleString("en-US") : "–");
export const times = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 1)}×` : "–");
export const milliseconds = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(2)} ms` : "–");
