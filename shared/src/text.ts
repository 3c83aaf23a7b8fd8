// Text that clients send, of two kinds: a line (names, external ids, keys of metadata) and lines (descriptions, reasons, values of metadata). It
// comes back as it was sent: nothing is trimmed or normalized. Text that could not come back unchanged, or would mislead a reader, is refused.
import { z } from "zod";

// Members of a character class, in the syntax that ECMA-262, Python, Java and PCRE share.

/** C0, DEL and C1: no glyphs, and XML 1.0 (2.2 Char) has no way to write most of them. */
const CONTROLS = "\\u0000-\\u001F\\u007F-\\u009F";
/** The same without TAB, LF and CR, which texts of several lines need. */
const OTHER_CONTROLS = "\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F";
/** LINE SEPARATOR and PARAGRAPH SEPARATOR. */
const SEPARATORS = "\\u2028\\u2029";
/**
 * Embeddings, overrides and isolates (UAX #9, 2.1 to 2.4): with them a text is shown in another order than its characters have, which can make
 * one payee look like another (UTR #36, 2.5; CVE-2021-42574). The marks LRM, RLM and ALM are allowed: text in scripts of both directions needs them.
 */
const REORDERING = "\\u202A-\\u202E\\u2066-\\u2069";
/** Noncharacters that XML cannot contain (1.0, 2.2): a statement could not repeat them. */
const NO_CHARACTERS = "\\uFFFE\\uFFFF";
/** White_Space within a line (Unicode, PropList). */
const BLANKS = " \\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000";
/**
 * Invisible characters: Default_Ignorable_Code_Point of the first plane (Unicode, DerivedCoreProperties), interlinear annotations and the empty
 * braille pattern. Those of other planes cannot be listed: tools that compile a pattern without ECMA-262's flag `u` refuse such a range.
 */
const INVISIBLE =
  "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u2060-\\u2065\\u206A-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB";

/** How the two kinds of text differ. */
interface Kind {
  /** Characters that are refused anywhere. */
  readonly refused: string;
  readonly refusedMessage: string;
  /** Characters that show nothing. */
  readonly unseen: string;
  /** Characters that are refused at the beginning and at the end; empty: none. */
  readonly outside: string;
}

const LINE: Kind = {
  refused: CONTROLS + SEPARATORS + REORDERING + NO_CHARACTERS,
  refusedMessage: "must not have control characters, line ends, or characters that reorder text (U+202A to U+202E, U+2066 to U+2069)",
  unseen: BLANKS + INVISIBLE,
  outside: BLANKS,
};
const LINES: Kind = {
  refused: OTHER_CONTROLS + REORDERING + NO_CHARACTERS,
  refusedMessage:
    "must not have control characters but tabs and line ends, or characters that reorder text (U+202A to U+202E, U+2066 to U+2069)",
  unseen: `\\t\\n\\r${SEPARATORS}${BLANKS}${INVISIBLE}`,
  outside: "",
};

/** At least one visible character, and around it any that are not refused. */
function patternOf({ refused, unseen, outside }: Kind): string {
  const [any, visible, edge] = [`[^${refused}]`, `[^${refused}${unseen}]`, `[^${refused}${outside}]`];
  return outside === "" ? `^${any}*${visible}${any}*$` : `^(?:${edge}${any}*)?${visible}(?:${any}*${edge})?$`;
}

/** The fault of a text of a kind, as a message; null: it is valid. It takes linear time, which the pattern does not: that is for the contract alone. */
type Judge = (value: string, maxLength: number) => string | null;

function judgeOf({ refused, refusedMessage, unseen, outside }: Kind): Judge {
  const [has, shows] = [new RegExp(`[${refused}]`, "u"), new RegExp(`[^${unseen}]`, "u")];
  const atEdge = outside === "" ? null : new RegExp(`^[${outside}]|[${outside}]$`, "u");
  return (value, maxLength) => {
    if (value === "") return "must not be empty";
    // A code point is one or two code units: a text of twice the length is too long without counting.
    if (value.length > 2 * maxLength || lengthOf(value) > maxLength) return `must have at most ${maxLength} characters`;
    if (!value.isWellFormed()) return "must be well-formed Unicode: it has half of a surrogate pair";
    if (has.test(value)) return refusedMessage;
    if (!shows.test(value)) return "must have a character that can be seen";
    return atEdge?.test(value) === true ? "must not begin or end with a blank" : null;
  };
}

/** In code points, as JSON Schema (validation, 6.3.1) and Postgres count. */
const lengthOf = (value: string): number => [...value].length;

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

/** One line: a name, an external id, a key. It neither begins nor ends with a blank. @param maxLength in code points. */
export const line = textOf(LINE);
/** Text of one or more lines. @param maxLength in code points. */
export const lines = textOf(LINES);

/** The name of something, for people. */
export const name = line(200).meta({ id: "Name", description: "One line; neither begins nor ends with a blank" });
/** An id that the client has given to something in its own systems. */
export const externalId = line(255).meta({
  id: "ExternalId",
  description: "An id of your own: one line; neither begins nor ends with a blank",
});
/** A description or a reason. */
export const text = lines(500).meta({ id: "Text", description: "Text of one or more lines" });

/** Not allowed in an address: controls, blanks, invisible and reordering characters, private use, and noncharacters. */
const NO_LETTERS =
  "\\u007F-\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u1680\\u180B-\\u180F\\u2000-\\u206F\\u2800\\u3000\\u3164\\uE000-\\uF8FF\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFF";
/** RFC 5321's Atom (RFC 5322, 3.2.3) and letters of other scripts: of ASCII, neither blanks nor `"(),.:;<>@[\]`. */
const ATOM = `\\u0000-\\u0020"(),.:;<>@[\\\\\\]${NO_LETTERS}`;
/** Letters and digits of any script: of ASCII, nothing else. */
const SIGNS = `\\u0000-/:-@[-\`{-~${NO_LETTERS}`;
const LABEL = `[^${SIGNS}](?:(?:[^${SIGNS}]|-){0,61}[^${SIGNS}])?`;
/** A top-level label does not begin with a digit (RFC 3696, section 2): so no IP address passes for a name. */
const EMAIL_PATTERN = `^[^${ATOM}](?:(?:[^${ATOM}]|\\.){0,62}[^${ATOM}])?@(?:${LABEL}\\.)+(?:[^${SIGNS}0-9](?:(?:[^${SIGNS}]|-){0,61}[^${SIGNS}])?)$`;
const EMAIL = new RegExp(EMAIL_PATTERN, "u");
/** RFC 5321, section 4.5.3.1.3: a path has at most 256 octets, two of them the brackets. */
const EMAIL_MAX_LENGTH = 254;

/**
 * An e-mail address as a Mailbox of RFC 5321 (section 4.1.2), as browsers accept it (WHATWG HTML, 4.10.5.1.5): before the @ 1 to 64 characters
 * of atoms and dots, no dot first or last; after it a name of at least two labels of up to 63. Letters of other scripts are accepted on both
 * sides (RFC 6531, section 3.3; a name may also be given as `xn--…`). No quoted local part, no address literal, no comment. Whether the mailbox
 * exists is not checked.
 */
export const email = z
  .string()
  .superRefine((value, context) => {
    if (value.length > 2 * EMAIL_MAX_LENGTH || lengthOf(value) > EMAIL_MAX_LENGTH)
      context.addIssue({ code: "custom", message: `must have at most ${EMAIL_MAX_LENGTH} characters` });
    // The pattern cannot refuse half of a surrogate pair: engines whose text has none (Rust's, Go's) do not compile a pattern that lists it.
    else if (!value.isWellFormed() || !EMAIL.test(value))
      context.addIssue({ code: "custom", message: "must be an e-mail address, such as ada@example.com" });
  })
  .meta({
    id: "Email",
    description:
      "A Mailbox of RFC 5321 without quotes and literals, with letters of other scripts (RFC 6531). Whether it exists is not checked",
    maxLength: EMAIL_MAX_LENGTH,
    pattern: EMAIL_PATTERN,
    example: "ada@example.com",
  });
