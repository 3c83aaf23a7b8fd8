// The rules of taste, where a machine can judge them: sizes, names, openings, no barrels. Generated files are not judged.
import { describe, expect, test } from "vitest";
import { handwrittenSources } from "./support/sources.ts";
import { tasteless } from "./support/taste.ts";

const OPENING = "// What this is.\n";
const judge = (path: string, text: string): string[] => tasteless([{ path, text }]);

describe("taste", () => {
  test("every source is short, well named, opens with a description, and is no barrel", () => {
    expect(tasteless(handwrittenSources())).toEqual([]);
  });

  test.each([
    ["301 lines are too many", "a/b.ts", `${OPENING}${"const a = 1;\n".repeat(300)}`, /301 lines/],
    ["a folder named utils says nothing", "a/utils/b.ts", `${OPENING}const a = 1;`, /"utils"/],
    ["a file named helpers says nothing", "a/helpers.ts", `${OPENING}const a = 1;`, /"helpers"/],
    ["a test of common says nothing", "a/common.test.ts", `${OPENING}const a = 1;`, /"common"/],
    ["a manager says nothing", "a/manager.ts", `${OPENING}const a = 1;`, /"manager"/],
    ["camel case is no file name", "a/openAccount.ts", `${OPENING}const a = 1;`, /kebab/],
    ["a file that opens with code has no description", "a/b.ts", 'import "./c.ts";\n// Late.', /opens? with/],
    ["a barrel is refused, whatever its name", "a/b.ts", `${OPENING}export * from "./c.ts";\nexport { d,\n e } from "./d.ts";`, /barrel/],
  ])("%s", (_law, path, text, fault) => {
    expect(judge(path, text)).toEqual([expect.stringMatching(fault)]);
  });

  test("300 lines, an index of Worker classes, and a re-export beside code are allowed", () => {
    expect(judge("a/b.ts", `${OPENING}${"const a = 1;\n".repeat(299)}`)).toEqual([]);
    expect(judge("core-service/src/index.ts", `${OPENING}export { A } from "./a.ts";`)).toEqual([]);
    expect(judge("workers/x/src/index.ts", `${OPENING}export { A } from "./a.ts";\nexport default {};`)).toEqual([]);
  });
});
