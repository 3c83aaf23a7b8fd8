// The lines of exports, apart from where their rows come from: what was cut never looks complete, and a reader who is slow holds nothing in memory.
import type { ExportedPage } from "@ledge/shared/contracts/exports";
import { describe, expect, test } from "vitest";
import { CSV, lineWriter, NDJSON } from "../../workers/kit/src/export/line-writers.ts";
import { exportStream } from "../../workers/kit/src/export/export-stream.ts";
import { csvRows } from "../support/statement.ts";

const rows = Array.from({ length: 10 }, (_, index) => ({ place: `trf_${index}`, item: { id: `trf_${index}`, amount: String(index) } }));
const writer = (mediaType = NDJSON, isWhole = true) => lineWriter(mediaType, "transfer", ["id", "amount"], isWhole);

/** Rows in pages of three; a piece is where it begins. */
const pages = (from: number): ExportedPage<{ id: string; amount: string }, number> => ({
  rows: rows.slice(from, from + 3),
  next: from + 3 < rows.length ? from + 3 : null,
});
const text = async (stream: ReadableStream<Uint8Array>): Promise<string> => await new Response(stream).text();
const NDJSON_END = '{"end":true,"count":10}\n';

describe("an export", () => {
  test("has a line for each row, numbered through its pages, and its end", async () => {
    const whole = await text(await exportStream({ writer: writer(), piece: 0, counted: 0, read: async (from) => pages(from) }));
    const lines = whole.split("\n");
    expect(lines[0]).toBe('{"position":"1-trf_0","id":"trf_0","amount":"0"}');
    expect(lines.at(9)).toContain('"10-trf_9"');
    expect(whole.endsWith(NDJSON_END)).toBe(true);
  });

  test.each([NDJSON, CSV])("as %s that goes on after any line is the rest of the same bytes", async (mediaType) => {
    const read = async (from: number) => pages(from);
    const whole = await text(await exportStream({ writer: writer(mediaType), piece: 0, counted: 0, read }));
    for (let counted = 1; counted <= rows.length; counted += 1) {
      const rest = await text(await exportStream({ writer: writer(mediaType, false), piece: counted, counted, read }));
      expect(whole.endsWith(rest)).toBe(true);
      expect(whole.slice(0, -rest.length)).toContain(`${counted}-trf_${counted - 1}`);
    }
  });

  test("is read one page ahead of its reader, and no further once its reader has left", async () => {
    const read: number[] = [];
    const stream = await exportStream({ writer: writer(), piece: 0, counted: 0, read: async (from) => (read.push(from), pages(from)) });
    expect(read).toEqual([0]);
    const reader = stream.getReader();
    await reader.read();
    expect(read).toEqual([0, 3]);
    await reader.cancel();
    expect(read).toEqual([0, 3]);
  });

  test("whose first page cannot be read fails before it begins, and one of a later page is cut without an end", async () => {
    const failing = (at: number) => async (from: number) => {
      if (from === at) throw new Error("the database has left");
      return pages(from);
    };
    await expect(exportStream({ writer: writer(), piece: 0, counted: 0, read: failing(0) })).rejects.toThrow("the database has left");
    const reader = (await exportStream({ writer: writer(), piece: 0, counted: 0, read: failing(6) })).getReader();
    let cut = "";
    const readOn = async (): Promise<void> => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) cut += new TextDecoder().decode(part.value);
    };
    await expect(readOn()).rejects.toThrow("the database has left");
    expect(cut).not.toContain('"end"');
  });

  test("of more pages than one request may have ends without its end, and goes on after its last line", async () => {
    const read = async (from: number) => pages(from);
    const cut = await text(await exportStream({ writer: writer(), piece: 0, counted: 0, read, mostPages: 2 }));
    expect(cut.split("\n")).toHaveLength(7);
    expect(cut).not.toContain('"end"');
    const rest = await text(await exportStream({ writer: writer(NDJSON, false), piece: 6, counted: 6, read, mostPages: 2 }));
    expect(cut + rest).toBe(await text(await exportStream({ writer: writer(), piece: 0, counted: 0, read })));
  });

  test("says of a row that cannot be shown where it is, and counts it", async () => {
    const read = async (): Promise<ExportedPage<{ id: string; amount: string }, number>> => ({
      rows: [{ place: "trf_0", item: null }],
      next: null,
    });
    const lines = async (mediaType: string) => await text(await exportStream({ writer: writer(mediaType), piece: 0, counted: 0, read }));
    expect(await lines(NDJSON)).toBe('{"position":"1-trf_0","unreadable":true}\n{"end":true,"count":1}\n');
    expect(csvRows(await lines(CSV))).toEqual([
      { kind: "unreadable", position: "1-trf_0", id: "", amount: "", count: "" },
      { kind: "end", position: "", id: "", amount: "", count: "1" },
    ]);
  });
});

describe("a cell of CSV", () => {
  const cellOf = (value: unknown): string => {
    const [row] = csvRows(`${lineWriter(CSV, "x", ["value"], true).head}${lineWriter(CSV, "x", ["value"], false).line("1-x", { value })}`);
    return row?.["value"] as string;
  };

  test("of JSON is exactly the value, and holds no formula whatever separator a reader uses", () => {
    const value = { "=1": ["+2", "-3", "a;=4", "b\t@5", 'c"=6', "＝7", "d|=8", "\n=9", "' =10"] };
    const cell = cellOf(value);
    expect(JSON.parse(cell)).toEqual(value);
    expect(cell).not.toMatch(/(?:^|[,;|\t"'])\s*[=+@＝-]/);
  });

  test.each(["0", "1050", "-1050", "-9223372036854775808"])("of an amount is a number (%s)", (amount) => {
    expect(cellOf(amount)).toBe(amount);
  });

  test("of text that would begin a formula shows it instead", () => {
    expect([cellOf("=1+1"), cellOf("-1+1"), cellOf(null)]).toEqual(["'=1+1", "'-1+1", ""]);
  });
});
