// XML 1.0 as text: elements, and whatever a person wrote as their content. Nothing else here knows how to escape.

/** An element; its content is XML already. */
export const element = (name: string, ...content: readonly string[]): string => `<${name}>${content.join("")}</${name}>`;

/** What is no Char (XML 1.0, 2.2), neither literally nor as a reference: most controls, surrogates, U+FFFE and U+FFFF. */
const NO_CHAR = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const REPLACEMENT = "\uFFFD";
/** CR is there because a parser makes LF of a literal one (XML 1.0, 2.11); `>` because `]]>` may not stand in content (2.4). */
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/** Whether every character of a text is one of XML's. */
export const isXmlText = (text: string): boolean => text.search(NO_CHAR) < 0;

/** Any string as character data. */
export const characters = (text: string): string =>
  text.replace(NO_CHAR, REPLACEMENT).replace(/[&<>"'\r]/g, (character) => ESCAPES[character] as string);

/** `text` in pieces of at most `maxLength` characters, counted as XML Schema counts them: code points, so no pair is torn. */
export function pieces(text: string, maxLength: number): string[] {
  const points = Array.from(text);
  const count = Math.ceil(points.length / maxLength);
  return Array.from({ length: count }, (_, index) => points.slice(index * maxLength, (index + 1) * maxLength).join(""));
}
