// Writes XML 1.0 as text: elements and character data. All escaping of XML is here.

/** An element; its content must be XML already. */
export const element = (name: string, ...content: readonly string[]): string => `<${name}>${content.join("")}</${name}>`;

/** Characters that XML cannot contain, neither literally nor as a reference (XML 1.0, 2.2, Char): most controls, surrogates, U+FFFE and U+FFFF. */
const NO_CHAR = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const REPLACEMENT = "\uFFFD";
/** CR is escaped because a parser turns a literal CR into LF (XML 1.0, 2.11); `>` because content must not have `]]>` (2.4). */
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/** Whether XML can contain every character of a text. */
export const isXmlText = (text: string): boolean => text.search(NO_CHAR) < 0;

/** Any string as character data. */
export const characters = (text: string): string =>
  text.replace(NO_CHAR, REPLACEMENT).replace(/[&<>"'\r]/g, (character) => ESCAPES[character] as string);

/** `text` in pieces of at most `maxLength` code points, as XML Schema counts, so that no surrogate pair is split. */
export function pieces(text: string, maxLength: number): string[] {
  const points = Array.from(text);
  const count = Math.ceil(points.length / maxLength);
  return Array.from({ length: count }, (_, index) => points.slice(index * maxLength, (index + 1) * maxLength).join(""));
}
