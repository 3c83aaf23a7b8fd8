// The strict JSON parser: a text has one meaning or is a fault. It never throws, whatever the bytes, and agrees with JSON.parse on every text without
// duplicate members.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { escapePointer, parseJson } from "../../workers/kit/src/parse-json.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const raw = (...bytes: number[]): Uint8Array => new Uint8Array(bytes);
const parse = (text: string) => parseJson(bytesOf(text));
const NOT_JSON = { ok: false, fault: { pointer: "", detail: "the body is not JSON in UTF-8" } };

describe("strict JSON", () => {
  test.each([
    ["nothing", ""],
    ["blanks", "  "],
    ["trailing garbage", "{} x"],
    ["two values", "{}{}"],
    ["a trailing comma", '{"a":1,}'],
    ["a comment", '{"a":1} // no'],
    ["single quotes", "{'a':1}"],
    ["a bare name", "{a:1}"],
    ["NaN", '{"a":NaN}'],
    ["a leading zero", '{"a":01}'],
    ["a plus", '{"a":+1}'],
    ["an unclosed string", '{"a":"'],
    ["a line feed in a string", '"a\nb"'],
    ["a bad escape", '"\\x41"'],
    ["a byte order mark", "\ufeff{}"],
    ["a hundred thousand unclosed arrays", "[".repeat(100_000)],
    ["fifty thousand unclosed objects", '{"a":'.repeat(50_000)],
  ])("%s is a fault", (_name, text) => {
    expect(parse(text)).toEqual(NOT_JSON);
  });

  test.each([
    ["a lone continuation byte", raw(0x22, 0x80, 0x22)],
    ["an overlong quote", raw(0xc0, 0xa2)],
    ["a surrogate in UTF-8", raw(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ["a truncated character", raw(0x22, 0xe2, 0x82, 0x22)],
    ["UTF-16", raw(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00)],
    ["above U+10FFFF", raw(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22)],
  ])("%s is a fault", (_name, bytes) => {
    expect(parseJson(bytes)).toEqual(NOT_JSON);
  });

  test("a body with more members than any schema allows is a fault, and is not parsed", () => {
    const bodyOf = (count: number): string => `{${Array.from({ length: count }, (_, at) => `"m${at}":":"`).join(",")}}`;
    expect(parse(bodyOf(60_000)).ok).toBe(true);
    expect(parse(bodyOf(60_001))).toEqual({ ok: false, fault: { pointer: "", detail: "has more than 60000 members" } });
    const parsed = vi.spyOn(JSON, "parse");
    parse(bodyOf(60_001));
    expect(parsed).not.toHaveBeenCalled();
    parsed.mockRestore();
  });

  test.each([
    ["at the top", '{"a":1,"a":2}', "/a"],
    ["though the values are equal", '{"a":1,"a":1}', "/a"],
    ["under an escape", '{"a":1,"\\u0061":2}', "/a"],
    ["under two escapes", '{"\\u0061mount":"1","am\\u006funt":"2"}', "/amount"],
    ["with an escaped slash", '{"a\\/b":1,"a/b":2}', "/a~1b"],
    ["beyond the first plane", '{"\\ud83d\\ude00":1,"\u{1f600}":2}', "/\u{1f600}"],
    ["with no name", '{"":1,"":2}', "/"],
    ["named __proto__", '{"__proto__":1,"__proto__":2}', "/__proto__"],
    ["in a nested object", '{"a":{"b":{"c":1,"c":2}}}', "/a/b/c"],
    ["in an array of objects", '[{"a":1},{"a":1,"b":2,"a":3}]', "/1/a"],
    ["in nested arrays", '{"t":[[],[{"x":1},{"x":1,"x":1}]]}', "/t/1/1/x"],
    ["after a nested object of the same name", '{"a":{"a":1},"a":2}', "/a"],
    ["the first of two", '{"b":1,"b":2,"a":1,"a":2}', "/b"],
  ])("a repeated member, %s, is a fault that shows its place", (_name, text, pointer) => {
    expect(parse(text)).toEqual({ ok: false, fault: { pointer, detail: "the member appears twice" } });
  });

  test.each([
    '{"a":1,"A":2}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a":{"x":1},"b":{"x":1}}',
    '{"\u00e9":1,"e\u0301":2}',
    '{"a":"a","b":"a"}',
  ])("%s has no duplicate: equal names are in different objects, or differ", (text) => {
    expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test("a large number is read as JSON.parse reads it, because schemas accept no numbers for money", () => {
    for (const text of ["123456789012345678901234567890", "1e999", "-0", "0.1"]) {
      expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }
  });

  test.each([
    ["arrays", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("closed %s a hundred thousand deep are a fault or a value, never a crash", (_name, open, close) => {
    const text = open.repeat(100_000) + (open === "[" ? "" : "1") + close.repeat(100_000);
    expect(() => parse(text)).not.toThrow();
  });

  test("a value without duplicates equals that of JSON.parse", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom("", " ", "\n\t"), (text, blank) => {
        expect(parse(blank + text + blank)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test("a member that is repeated anywhere, in any spelling, is found at its place", () => {
    const step = fc.oneof(
      fc.string({ unit: "binary", maxLength: 3 }).filter((name) => name.isWellFormed()),
      fc.nat({ max: 3 }),
    );
    const spell = (name: string, escaped: boolean): string =>
      escaped
        ? `"${[...Array(name.length).keys()].map((at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, "0")}`).join("")}"`
        : JSON.stringify(name);
    const name = fc.string({ unit: "binary", maxLength: 4 }).filter((value) => value.isWellFormed());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), name, fc.boolean(), fc.boolean(), (path, twice, one, other) => {
        let text = `{${spell(twice, one)}:[{}],"\\u0000-":{},${spell(twice, other)}:1}`;
        for (const part of path.toReversed()) {
          text = typeof part === "number" ? `[${"0,".repeat(part)}${text}]` : `{${JSON.stringify(part)}:${text}}`;
        }
        const pointer = [...path, twice].map((part) => `/${escapePointer(String(part))}`).join("");
        expect(parse(text)).toEqual({ ok: false, fault: { pointer, detail: "the member appears twice" } });
      }),
      { numRuns: 300 },
    );
  });

  test("any bytes have a result", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void parseJson(bytes)));
  });

  test("a segment of a pointer is escaped by RFC 6901", () => {
    expect(escapePointer("a/b~c~1")).toBe("a~1b~0c~01");
  });
});
