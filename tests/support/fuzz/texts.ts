// Text by a schema's pattern and length, with everything that commonly breaks text handling: planes, marks, joiners, line ends, lengths in code
// points, and text that looks like markup, a formula or SQL.
import fc from "fast-check";

/** Characters whose bytes, code units or direction are easily handled wrongly. A text contains those that its pattern allows. */
const CHARACTERS = [
  ..."aZ09 _-.,;:!?'\"`\\/<>&=+@#%{}[]()*^~|$",
  ...["é", "ß", "ſ", "İ", "ı", "e\u0301", "\u1e9b\u0323", "ﬁ", "Ω", "Ω", "字", "\u3042", "한", "\u1112\u1161\u11ab", "अ", "\u0e33"],
  ...["\u0628", "\u05d0", "\u200e", "\u200f", "\u061c", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u00a0", "\u3000"],
  ...["\n", "\r\n", "\r", "\t", "\u2028", "\u2029"],
  ...["\ue000", "\uf8ff", "\ufffd", "\ufdd0", "\ud7ff"],
  ...["𝔘", "👩🏽‍🚀", "🇪🇺", "\u{1fffd}", "\u{20000}", "\u{2fffe}", "\u{30000}", "\u{e0041}", "\u{f0000}", "\u{10fffd}", "\u{10ffff}"],
];
/** Whole texts that have broken programs. */
const STUMBLES = [
  ..."null|undefined|NaN|true|0|-0|1e3|__proto__|constructor|=1+1|+1|-1|@SUM(A1)|;=1+1;|'; DROP TABLE x; --".split("|"),
  ...']]>|<![CDATA[x]]>|&amp;|&#13;|<b>|{{x}}|${x}|%s|%00|\\u0000|\\x00|a,b|"quoted"|data: x|event: y|id: z|2026-11-22|infinity|epoch'.split(
    "|",
  ),
];

export interface Shape {
  readonly pattern: string;
  readonly minLength: number;
  readonly maxLength: number;
}

const lengthOf = (text: string): number => [...text].length;

/** Each is made once, because a pattern is tried on every character. */
const made = new Map<string, fc.Arbitrary<string>>();

/** Texts that match a pattern and a length in code points. Most are short, some have the maximum length. */
export function textOf(shape: Shape): fc.Arbitrary<string> {
  const key = JSON.stringify(shape);
  const texts = made.get(key) ?? makeTexts(shape);
  made.set(key, texts);
  return texts;
}

/** Texts of the maximum length, of characters that take more than one unit or byte; of any length where the text is not free. */
export function longestTextOf({ pattern, minLength, maxLength }: Shape): fc.Arbitrary<string> {
  const whole = new RegExp(pattern, "u");
  const one = CHARACTERS.filter((character) => lengthOf(character) === 1 && whole.test(`a${character}a`));
  if (one.length === 0) return textOf({ pattern, minLength, maxLength });
  const ends = ["𝔘", "é", "字", "\u0628"] as const;
  return fc
    .tuple(
      fc.constantFrom(...ends),
      fc.array(fc.constantFrom(...one), { minLength: maxLength - 2, maxLength: maxLength - 2 }),
      fc.constantFrom(...ends),
    )
    .map(([first, middle, last]) => first + middle.join("") + last);
}

function makeTexts({ pattern, minLength, maxLength }: Shape): fc.Arbitrary<string> {
  const [whole, fits] = [new RegExp(pattern, "u"), (text: string) => lengthOf(text) >= minLength && lengthOf(text) <= maxLength];
  const one = CHARACTERS.filter((character) => whole.test(`a${character}a`) && fits(`a${character}a`));
  const stumbles = STUMBLES.filter((text) => whole.test(text) && fits(text));
  if (one.length === 0) return fc.stringMatching(whole).filter(fits);
  const some = fc.string({ unit: fc.constantFrom(...one), minLength: 1, maxLength: Math.min(maxLength, 12) });
  return fc
    .oneof(
      { arbitrary: some, weight: 8 },
      { arbitrary: longestTextOf({ pattern, minLength, maxLength }), weight: 1 },
      ...(stumbles.length === 0 ? [] : [{ arbitrary: fc.constantFrom(...stumbles), weight: 2 }]),
      { arbitrary: fc.stringMatching(whole), weight: 1 },
    )
    .filter((text) => whole.test(text) && fits(text));
}
