// Makes text that a spreadsheet might run as a formula into text that it shows (CSV injection, by OWASP's list): an apostrophe in front of a
// formula marks it as text. Nothing is removed.

/** The first characters of formulas; the wide and small forms begin formulas in East Asian locales. */
const FORMULA = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";
/**
 * Where some reader may begin a cell: after separators of other locales (a field that is quoted for readers of commas is not quoted for readers
 * of semicolons, because its quote is not at the beginning of their cell), after quotes, which a lenient reader removes, and after everything
 * that some reader takes for the end of a line.
 */
const CELL = "^|[,;|\\t\"'\\r\\n\\v\\f\\u0085\\u2028\\u2029]";
/** A formula at the beginning of a cell, after blanks, which some readers remove. */
const HIDDEN_FORMULA = new RegExp(`(${CELL})(\\s*)(?=${FORMULA})`, "g");
/** Some readers remove these from the start of a cell, and then interpret what is left. */
const STARTS_WITH_CONTROL = /^[\t\r\n]/;

/** The text with an apostrophe before everything that would begin a formula, whatever separator a reader uses. */
export function defuse(text: string): string {
  const defused = text.replace(HIDDEN_FORMULA, "$1$2'");
  return STARTS_WITH_CONTROL.test(defused) ? `'${defused}` : defused;
}

/**
 * JSON with everything that would begin a formula written as JSON's own escape, so that it says the same. Only strings have such characters after what may
 * begin a cell: no number of ours is negative.
 */
export const escapeFormulas = (json: string): string =>
  json.replace(new RegExp(`(${CELL})(\\s*)(${FORMULA})`, "g"), (_all, cell: string, blanks: string, first: string) => {
    return `${cell}${blanks}\\u${first.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
