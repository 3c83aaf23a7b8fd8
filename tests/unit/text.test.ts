// Clients' text (law 29): accepted text comes back as it was sent; text that cannot be stored, or would mislead its reader, is refused with the
// reason. The contract's patterns agree with the code, character by character.
import { email, line, lines } from "@ledge/shared/text";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const MAX = 10;
type Schema = ReturnType<typeof line> | typeof email;
const wordsOf = (schema: Schema, value: unknown): string | null => schema.safeParse(value).error?.issues[0]?.message ?? null;
const written = (schema: Schema): { pattern: string; maxLength: number } => {
  const json = z.toJSONSchema(schema) as unknown as { $defs?: Record<string, never> };
  return Object.values(json.$defs ?? {})[0] ?? (json as never);
};

/** Characters on both sides of every rule, and of every plane. */
const edges = fc.constantFrom(
  ..."aZ0é字🂡𝔘\u{10fffd}\u{e0041}",
  ..."\u0000\u0008\t\n\u000b\f\r\u001f \u007f\u0080\u0085\u009f\u00a0\u00ad\u034f",
  ..."\u061c\u115f\u1160\u1680\u180e\u2000\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u202f\u205f\u2060\u2066\u2069\u2800\u3000\u3164",
  ..."\ufe0f\ufeff\uffa0\ufffd\ufffe\uffff",
);
const near = fc.oneof(fc.string({ unit: edges, maxLength: MAX + 2 }), fc.string({ unit: "binary", maxLength: MAX + 2 }));

describe.each([
  ["a line", line(MAX)],
  ["lines", lines(MAX)],
])("%s", (_name, schema) => {
  const { pattern, maxLength } = written(schema);
  const byContract = (value: string): boolean =>
    value.isWellFormed() && new RegExp(pattern, "u").test(value) && [...value].length <= maxLength;

  test("agrees with the contract's pattern and length, character by character, and comes back as it was sent", () => {
    fc.assert(
      fc.property(near, (value) => {
        const taken = schema.safeParse(value);
        expect(taken.success, JSON.stringify(value)).toBe(byContract(value));
        if (taken.success) expect(taken.data).toBe(value);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ["nothing", "", "must not be empty"],
    ["too much", "x".repeat(MAX + 1), `must have at most ${MAX} characters`],
    ["half of a pair", "a\ud800", "must be well-formed Unicode: it has half of a surrogate pair"],
    ["halves in the wrong order", "\udc00\ud800", "must be well-formed Unicode: it has half of a surrogate pair"],
    ["blanks", "   ", "must have a character that can be seen"],
    ["blanks of other scripts", "\u3000\u00a0\u2003", "must have a character that can be seen"],
    ["invisible characters", "\u200b\u200d\u2060\ufeff", "must have a character that can be seen"],
    ["invisible letters", "\u3164\u115f\uffa0\u2800", "must have a character that can be seen"],
    ["marks of annotation", "\ufff9\ufffa\ufffb", "must have a character that can be seen"],
  ])("is not %s", (_what, value, words) => {
    expect(wordsOf(schema, value)).toBe(words);
  });

  test.each([
    ["NUL", "a\u0000b"],
    ["a BEL", "a\u0007b"],
    ["an escape", "\u001b[31mred"],
    ["DEL", "a\u007fb"],
    ["NEL, of C1", "a\u0085b"],
    ["an override", "\u202egpj.exe"],
    ["an embedding", "a\u202ab\u202c"],
    ["an isolate", "a\u2066b\u2069"],
    ["a noncharacter", "a\uffff"],
  ])("has no %s", (_what, value) => {
    expect(wordsOf(schema, value)).toMatch(/^must not have control characters/);
  });

  test.each([
    ["an accent of its own, which is not composed", "e\u0301"],
    ["the same letter composed", "\u00e9"],
    ["Arabic with a mark of direction", "\u0628\u200f!"],
    ["Persian with a joiner", "\u0645\u06cc\u200c\u062e"],
    ["a family of joined pictures", "👨‍👩‍👧"],
    ["letters of the second plane", "𝔘𝔫"],
    ["private use", "\ue000\u{10fffd}"],
    ["text that resembles a formula", "=1+1"],
    ["text that resembles markup", "<b>&amp;"],
    ["a blank inside", "a b"],
    ["as many astral characters as fit", "𝔘".repeat(MAX)],
  ])("may have %s", (_what, value) => {
    expect(schema.parse(value)).toBe(value);
  });

  test("refuses a megabyte quickly", () => {
    const value = `${"a".repeat(1_000_000)}\u0000`;
    expect(wordsOf(schema, value)).toBe(`must have at most ${MAX} characters`);
  });
});

describe("the difference between the kinds", () => {
  test.each(["a\nb", "a\r\nb", "a\tb", "a\u2028b", "a\u2029b"])("%j is several lines and not one", (value) => {
    expect([line(MAX).safeParse(value).success, lines(MAX).safeParse(value).success]).toEqual([false, true]);
  });

  test.each([" a", "a ", "\u3000a", "a\u00a0"])("%j begins or ends with a blank and is allowed only in text of several lines", (value) => {
    expect(wordsOf(line(MAX), value)).toBe("must not begin or end with a blank");
    expect(lines(MAX).parse(value)).toBe(value);
  });
});

describe("an e-mail address", () => {
  test.each([
    "ada@example.com",
    "a@b.cd",
    "a@b.c",
    "first.last+tag@sub.example.co.uk",
    "!#$%&'*+/=?^_`{|}~-@example.com",
    "double..dot@example.com",
    "ada@xn--mnchen-3ya.de",
    "info@münchen.de",
    "ada@example.xn--p1ai",
    "иван@пример.рф",
    "用户@例子.广告",
    "ada@1.example.com",
    `${"a".repeat(64)}@example.com`,
    `a@${"b".repeat(63)}.com`,
    `${"a".repeat(61)}@${`${"b".repeat(62)}.`.repeat(3)}com`,
  ])("may be %s", (value) => {
    expect(email.parse(value)).toBe(value);
  });

  test.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@example",
    "ada@.com",
    "ada@example..com",
    "ada@example.com.",
    "ada@-example.com",
    "ada@example-.com",
    "ada@127.0.0.1",
    "ada@[127.0.0.1]",
    '"ada lovelace"@example.com',
    "ada lovelace@example.com",
    " ada@example.com",
    "ada@example.com ",
    "ada@example.com\n",
    "ada@exa mple.com",
    ".ada@example.com",
    "ada.@example.com",
    "ada@@example.com",
    "ada@example.com, bob@example.com",
    "Ada <ada@example.com>",
    "ada\u202e@example.com",
    "ada\u200b@example.com",
    "ada@exam\u00adple.com",
    "ada\u0000@example.com",
    "ada＠example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(64)}.com`,
    `a@${`${"b".repeat(60)}.`.repeat(5)}com`,
  ])("is not %j", (value) => {
    expect(wordsOf(email, value)).toMatch(/^must (?:be an e-mail address|have at most 254)/);
  });

  test("agrees with the contract's pattern and length, and comes back as it was sent", () => {
    const { pattern, maxLength } = written(email);
    const unit = fc.constantFrom(..."aZ0.-@é字+_ \u200b\u202e\n", "xn--", "com");
    fc.assert(
      fc.property(fc.tuple(fc.string({ unit, maxLength: 6 }), fc.string({ unit, maxLength: 8 })), ([local, domain]) => {
        const value = `${local}@${domain}`;
        const taken = email.safeParse(value);
        expect(taken.success, value).toBe(new RegExp(pattern, "u").test(value) && [...value].length <= maxLength);
        if (taken.success) expect(taken.data).toBe(value);
      }),
      { numRuns: 5_000 },
    );
  });
});
