// Text that clients give us, of two kinds: a line (names, ids of their own, keys of metadata) and lines (descriptions, reasons, values of
// metadata). It comes back as it was sent: nothing is trimmed or normalized; what could not come back, or would mislead who reads it, is
// refused when it is sent.
import { z } from "zod";

// Members of a character class, as ECMA-262, Python, Java and PCRE all read them.

/** C0, DEL and C1: no glyphs, and XML 1.0 (2.2 Char) has no way to write most of them. */
const CONTROLS = "\\u0000-\\u001F\\u007F-\\u009F";
/** The same without TAB, LF and CR, which texts of several lines are made with. */
const OTHER_CONTROLS = "\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F";
/** LINE SEPARATOR and PARAGRAPH SEPARATOR. */
const SEPARATORS = "\\u2028\\u2029";
/**
 * Embeddings, overrides and isolates (UAX #9, 2.1 to 2.4): with them a text shows its letters in another order than it has them, which makes
 * one payee look like another (UTR #36, 2.5; CVE-2021-42574). The marks LRM, RLM and ALM stay: they order what is around them, as mixed text needs.
 */
const REORDERING = "\\u202A-\\u202E\\u2066-\\u2069";
/** Noncharacters that XML has no way to write (1.0, 2.2): a statement would say something else. */
const NO_CHARACTERS = "\\uFFFE\\uFFFF";
/** White_Space within a line (Unicode, PropList). */
const BLANKS = " \\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000";
/**
 * Default_Ignorable_Code_Point of the first plane (Unicode, DerivedCoreProperties), interlinear annotations and the empty braille pattern: what
 * shows nothing. Of the other planes none can be named: tools that compile a pattern without ECMA-262's flag `u` refuse such a range.
 */
const INVISIBLE =
  "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u2060-\\u2065\\u206A-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB";

/** What tells one kind from the other. */
interface Kind {
  /** Refused wherever it stands. */
  readonly refused: string;
  readonly refusedWords: string;
  /** Shows nothing. */
  readonly unseen: string;
  /** Refused at the beginning and the end; empty: nothing is. */
  readonly outside: string;
}

const LINE: Kind = {
  refused: CONTROLS + SEPARATORS + REORDERING + NO_CHARACTERS,
  refusedWords: "must not have control characters, line ends, or characters that reorder text (U+202A to U+202E, U+2066 to U+2069)",
  unseen: BLANKS + INVISIBLE,
  outside: BLANKS,
};
const LINES: Kind = {
  refused: OTHER_CONTROLS + REORDERING + NO_CHARACTERS,
  refusedWords:
    "must not have control characters but tabs and line ends, or characters that reorder text (U+202A to U+202E, U+2066 to U+2069)",
  unseen: `\\t\\n\\r${SEPARATORS}${BLANKS}${INVISIBLE}`,
  outside: "",
};

/** One visible character, and around it what is not refused. */
function patternOf({ refused, unseen, outside }: Kind): string {
  const [any, visible, edge] = [`[^${refused}]`, `[^${refused}${unseen}]`, `[^${refused}${outside}]`];
  return outside === "" ? `^${any}*${visible}${any}*$` : `^(?:${edge}${any}*)?${visible}(?:${any}*${edge})?$`;
}

/** What is wrong with a text of a kind, in words; null: nothing. Linear, where the pattern is not: it stands in the contract alone. */
type Judge = (value: string, maxLength: number) => string | null;

function judgeOf({ refused, refusedWords, unseen, outside }: Kind): Judge {
  const [has, shows] = [new RegExp(`[${refused}]`, "u"), new RegExp(`[^${unseen}]`, "u")];
  const atEdge = outside === "" ? null : new RegExp(`^[${outside}]|[${outside}]$`, "u");
  return (value, maxLength) => {
    if (value === "") return "must not be empty";
    // A code point is one or two code units: what is twice too long need not be counted.
    if (value.length > 2 * maxLength || lengthOf(value) > maxLength) return `must have at most ${maxLength} characters`;
    if (!value.isWellFormed()) return "must be well-formed Unicode: it has half of a surrogate pair";
    if (has.test(value)) return refusedWords;
    if (!shows.test(value)) return "must have a character that can be seen";
    return atEdge?.test(value) === true ? "must not begin or end with a blank" : null;
  };
}

/** In code points, as JSON Schema (validation, 6.3.1) and Postgres count. */
export const lengthOf = (value: string): number => [...value].length;

const textOf = (kind: Kind) => {
  const [judge, pattern] = [judgeOf(kind), patternOf(kind)];
  return (maxLength: number) =>
    z
      .string()
      .superRefine((value, context) => {
        const fault = judge(value, maxLength);
        if (fault !== null) context.addIssue({ code: "custom", message: fault });
      })
      .meta({ minLength: 1, maxLength, pattern });
};

/** One line: a name, an id of the client's own, a key. Neither begins nor ends with a blank. @param maxLength in code points. */
export const line = textOf(LINE);
/** Text of one or more lines. @param maxLength in code points. */
export const lines = textOf(LINES);

/** What people call something. */
export const name = line(200).meta({ id: "Name", description: "One line; neither begins nor ends with a blank" });
/** What something is called in a client's own books. */
export const externalId = line(255).meta({
  id: "ExternalId",
  description: "An id of your own: one line; neither begins nor ends with a blank",
});
/** A description or a reason. */
export const text = lines(500).meta({ id: "Text", description: "Text of one or more lines" });

/** Not in an address: controls, blanks, what shows nothing or reorders, private use, and what is no character. */
const NO_LETTERS =
  "\\u007F-\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u1680\\u180B-\\u180F\\u2000-\\u206F\\u2800\\u3000\\u3164\\uE000-\\uF8FF\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFF";
/** RFC 5321's Atom (RFC 5322, 3.2.3) and letters of other scripts: of ASCII, neither blanks nor `"(),.:;<>@[\]`. */
const ATOM = `\\u0000-\\u0020"(),.:;<>@[\\\\\\]${NO_LETTERS}`;
/** Letters and digits of any script: of ASCII, nothing else. */
const SIGNS = `\\u0000-/:-@[-\`{-~${NO_LETTERS}`;
const LABEL = `[^${SIGNS}](?:(?:[^${SIGNS}]|-){0,61}[^${SIGNS}])?`;
/** A top-level label does not begin with a digit (RFC 3696, section 2): so no address of numbers passes for a name. */
const EMAIL_PATTERN = `^[^${ATOM}](?:(?:[^${ATOM}]|\\.){0,62}[^${ATOM}])?@(?:${LABEL}\\.)+(?:[^${SIGNS}0-9](?:(?:[^${SIGNS}]|-){0,61}[^${SIGNS}])?)$`;
const EMAIL = new RegExp(EMAIL_PATTERN, "u");
/** RFC 5321, section 4.5.3.1.3: a path has at most 256 octets, two of them the brackets. */
const EMAIL_MAX_LENGTH = 254;

/**
 * An e-mail address as a Mailbox of RFC 5321 (section 4.1.2), read as browsers read it (WHATWG HTML, 4.10.5.1.5): before the @ 1 to 64 atoms
 * and dots, none first or last; after it a name of at least two labels of up to 63. Letters of other scripts are taken on both sides (RFC
 * 6531, section 3.3; a name may also be given as `xn--…`). No quoted local part, no address literal, no comment. Whether anybody reads
 * there, only a letter finds out.
 */
export const email = z
  .string()
  .superRefine((value, context) => {
    if (value.length > 2 * EMAIL_MAX_LENGTH || lengthOf(value) > EMAIL_MAX_LENGTH)
      context.addIssue({ code: "custom", message: `must have at most ${EMAIL_MAX_LENGTH} characters` });
    // Half of a surrogate pair is for no pattern to refuse: engines whose text has none (Rust's, Go's) do not compile one that names it.
    else if (!value.isWellFormed() || !EMAIL.test(value))
      context.addIssue({ code: "custom", message: "must be an e-mail address, such as ada@example.com" });
  })
  .meta({
    id: "Email",
    description: "A Mailbox of RFC 5321 without quotes and literals, with letters of other scripts (RFC 6531); never checked for a reader",
    maxLength: EMAIL_MAX_LENGTH,
    pattern: EMAIL_PATTERN,
    example: "ada@example.com",
  });
