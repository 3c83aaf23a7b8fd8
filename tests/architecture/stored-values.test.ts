// Only the strict parsers turn text into times and counters in the core (law 29): the engine's own parser of dates guesses, and Drizzle's columns for
// times and numbers use it or lose precision beyond 2^53.
import { describe, expect, test } from "vitest";
import { handwrittenSources, type Source } from "./support/sources.ts";

const READERS = "core-service/src/database/stored-values.ts";

const LOOSE: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bnew Date\((?!\s*\))/, "readInstant, or later, instead of new Date(…)"],
  [/\bDate\.(?:parse|UTC)\b/, "readInstant instead of Date.parse and Date.UTC"],
  [/\b(?:timestamp|time|interval)\("/, "instant instead of Drizzle's own column for times"],
  [
    /\bbigint\("\w+", \{ mode: "number" \}\)(?!\.primaryKey\(\)\.generatedAlwaysAsIdentity\(\))/,
    "integer64 instead of Drizzle's column, which rounds",
  ],
  [/\bparseFloat\b|\bparseInt\b/, "readInteger instead of parseInt and parseFloat"],
];

/** The places where the core parses text loosely, as "path:line: what instead". */
export const looseReads = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path }) => path.startsWith("core-service/src/") && path !== READERS)
    .flatMap(({ path, text }) =>
      text
        .split("\n")
        .flatMap((line, index) => LOOSE.filter(([pattern]) => pattern.test(line)).map(([, instead]) => `${path}:${index + 1}: ${instead}`)),
    );

describe("the core parses stored values by the strict parsers alone", () => {
  test("the core never uses the engine's parser of dates, or a number that rounds", () => {
    expect(looseReads(handwrittenSources())).toEqual([]);
  });

  test.each([
    "const at = new Date(row.created_at);",
    "const at = new Date(Date.parse(text));",
    'createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }),',
    'version: bigint("version", { mode: "number" }).notNull(),',
    "const version = Number.parseInt(row.version, 10);",
  ])("a file with %s is found", (line) => {
    expect(looseReads([{ path: "core-service/src/ledger/planted.ts", text: line }])).not.toEqual([]);
  });

  test("the current time, and columns that only the database fills, are allowed", () => {
    const text = 'now: () => new Date(),\nseq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),\n';
    expect(looseReads([{ path: "core-service/src/lane/planted.ts", text }])).toEqual([]);
  });
});
