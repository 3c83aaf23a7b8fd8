// Which version a conditional change names (RFC 9110, section 13.1.1): one that the caller saw, or none.
import { describe, expect, test } from "vitest";
import { versionToChange } from "../../workers/kit/src/if-match.ts";

const named = (ifMatch: string | null) =>
  versionToChange(new Request("https://x.test/", { method: "PATCH", headers: ifMatch === null ? {} : { "If-Match": ifMatch } }));

describe("If-Match", () => {
  test.each([
    ['"1"', 1],
    ['"0"', 0],
    ['"999999999999999"', 999_999_999_999_999],
    // Blanks around a header's value are no part of it.
    [' "7" ', 7],
  ])("%s names a version", (ifMatch, version) => {
    expect(named(ifMatch)).toEqual({ ok: true, value: version });
  });

  test("is required", () => {
    expect(named(null)).toMatchObject({ ok: false, refusal: { code: "precondition_required" } });
  });

  test.each([
    ["a weak tag, which says only much the same", 'W/"1"'],
    ["any version", "*"],
    ["a list", '"1", "2"'],
    ["two lines of one header", '"1","1"'],
    ["no quotes", "1"],
    ["nothing", ""],
    ["an empty tag", '""'],
    ["a sign", '"-1"'],
    ["a fraction", '"1.0"'],
    ["hexadecimal digits", '"0x1"'],
    ["more digits than a number holds", '"9007199254740993"'],
    ["another's tag", '"abc"'],
  ])("that names %s names no version that was seen", (_what, ifMatch) => {
    expect(named(ifMatch)).toMatchObject({ ok: false, refusal: { code: "precondition_failed" } });
  });
});
