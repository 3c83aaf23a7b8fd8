// docs/asvs.md against its standard's numbers and against the code: a row for every number, sums that add up, and inventories of cryptography and of log
// lines that name every source which has them. Whether a row is true is for its reader.
import { rowsUnder, spansOf } from "@ledge/verification/documents/claims";
import { parseDocument } from "@ledge/verification/documents/documents";
import { describe, expect, test } from "vitest";
import { handwrittenSources, readRepositoryFile, type Source } from "./support/sources.ts";

/** How many requirements each section of a chapter has (OWASP ASVS 5.0.0). */
const CHAPTERS = { V2: [3, 3, 5, 2], V4: [5, 5, 2, 4], V8: [4, 4, 3, 2], V11: [4, 5, 5, 4, 2, 2, 2], V16: [1, 5, 4, 3, 4] } as const;
const STATUSES = ["met", "partly", "not met", "provider's", "does not apply"];
/** What is deployed or published, or makes what is. */
const PRODUCT = /^(?:(?:workers\/[\w-]+|shared|core-service|openapi\/client)\/src|tools\/(?:database|delivery)\/src)\//;
const CRYPTOGRAPHY = /\bcrypto\b|["']@noble\/|\bMath\s*\.\s*random\b|["'](?:uuid|jose)["']/;
const LOG_LINE = /["']@ledge\/shared\/telemetry\/(?:log|background)["']/;

const page = parseDocument("docs/asvs.md", readRepositoryFile("docs/asvs.md"));
const chapters = Object.entries(CHAPTERS);
const pathsIn = (heading: string): string[] => [
  ...new Set(rowsUnder(page, heading).flatMap((row) => spansOf(row.at(-1) ?? "").filter((span) => span.endsWith(".ts")))),
];

/** The sources of the product whose code, without comments, has the pattern. */
function sourcesWith(pattern: RegExp, sources: readonly Source[]): string[] {
  const code = ({ text }: Source): string => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  return sources.filter((source) => PRODUCT.test(source.path) && pattern.test(code(source))).map(({ path }) => path);
}

describe("the page on the ASVS", () => {
  test.each(chapters)("has every number of %s once and in order, each with a level, a status and how or why", (chapter, sections) => {
    const expected = sections.flatMap((count, section) =>
      Array.from({ length: count }, (_, index) => `${chapter.slice(1)}.${section + 1}.${index + 1}`),
    );
    const rows = rowsUnder(page, chapter);
    expect(rows.map(([number]) => number)).toEqual(expected);
    for (const [number, level, asked = "", status = "", how = ""] of rows) {
      expect(["1", "2", "3"], number).toContain(level);
      expect(STATUSES, number).toContain(status);
      expect([asked.length > 10, how.length > 10], number).toEqual([true, true]);
    }
  });

  test("has in what is met a source to look up", () => {
    const met = chapters.flatMap(([chapter]) => rowsUnder(page, chapter)).filter(([, , , status]) => status === "met");
    const without = met.filter(([, , , , how = ""]) => !/`[\w-]+\/|\]\(|As \d|paragraph above/.test(how));
    expect(without.map(([number]) => number)).toEqual([]);
  });

  test.each(chapters)("has sums of %s that add up", (chapter) => {
    const statuses = rowsUnder(page, chapter).map(([, , , status]) => status);
    const sums = rowsUnder(page, "Chapter").find(([name]) => name === chapter);
    expect(sums).toEqual([chapter, ...STATUSES.map((status) => String(statuses.filter((one) => one === status).length))]);
  });

  test("names in its inventory every source of the product that uses cryptography or randomness, and no other", () => {
    expect(pathsIn("For").sort()).toEqual(sourcesWith(CRYPTOGRAPHY, handwrittenSources()).sort());
  });

  test("names in its inventory every source of the product that writes a log line, and no other", () => {
    expect(pathsIn("Operation").sort()).toEqual(sourcesWith(LOG_LINE, handwrittenSources()).sort());
  });
});

describe("a source that uses cryptography", () => {
  test.each([
    "const id = crypto.randomUUID();",
    'const { subtle } = globalThis["crypto"];',
    'import { createHash } from "node:crypto";',
    'import { md5 } from "@noble/hashes/legacy.js";',
    "const { random } = { random: Math.random };",
    'import { v4 } from "uuid";',
  ])("is found by %s", (text) => {
    expect(sourcesWith(CRYPTOGRAPHY, [{ path: "workers/a/src/a.ts", text }])).toEqual(["workers/a/src/a.ts"]);
    expect(sourcesWith(CRYPTOGRAPHY, [{ path: "workers/a/src/a.ts", text: `// ${text}` }])).toEqual([]);
  });
});
