// Text that a spreadsheet might run, made text that it shows. What is dangerous is OWASP's list (CSV injection); an apostrophe in front of it
// marks it as text for a spreadsheet. Nothing is taken away.

/** What a cell of a formula begins with; the wide and small forms are formulas in East Asian locales. */
const FORMULA = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";
/**
 * Where some reader begins a cell: separators of other locales (a field that is quoted for a comma is not, for a semicolon: its quote is
 * not where the cell begins), quotes, which a lenient reader takes away, and whatever anyone takes for the end of a line.
 */
const CELL = "^|[,;|\\t\"'\\r\\n\\v\\f\\u0085\\u2028\\u2029]";
/** With blanks between, which some readers take away. */
const HIDDEN_FORMULA = new RegExp(`(${CELL})(\\s*)(?=${FORMULA})`, "g");
/** Some readers take these away from the start of a cell, and look again at what is then the start. */
const STARTS_WITH_CONTROL = /^[\t\r\n]/;

/** The text with an apostrophe before whatever would start a formula, for readers of any separator. */
export function defuse(text: string): string {
  const defused = text.replace(HIDDEN_FORMULA, "$1$2'");
  return STARTS_WITH_CONTROL.test(defused) ? `'${defused}` : defused;
}
