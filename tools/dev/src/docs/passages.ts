// Splits a page at its headings into the plain text passages that the search index has.
import GithubSlugger from "github-slugger";
import type { Token } from "marked";
import { plainText } from "./plain-text.ts";

/** The part of a page from one heading to the next. */
export interface Passage {
  /** The heading's anchor; null: the part before the first heading. */
  readonly anchor: string | null;
  /** The heading as text; before the first heading the page's title. */
  readonly title: string;
  readonly text: string;
}

/** The passages of a page, with anchors as GitHub makes them. */
export function passagesOf(tokens: readonly Token[]): Passage[] {
  const slugger = new GithubSlugger();
  const passages: { anchor: string | null; title: string; text: string[] }[] = [];
  for (const token of tokens) {
    if (token.type === "heading") {
      const title = plainText(token["text"]);
      passages.push({ anchor: token["depth"] === 1 ? null : slugger.slug(token["text"]), title, text: [] });
    } else {
      passages.at(-1)?.text.push(textOf(token));
    }
  }
  return passages.map(({ text, ...passage }) => ({ ...passage, text: text.filter((part) => part !== "").join(" ") }));
}

function textOf(token: Token): string {
  if (token.type === "code") return plainText(token["text"]);
  if (token.type === "table") {
    const cells = [...token["header"], ...token["rows"].flat()] as { readonly text: string }[];
    return plainText(cells.map(({ text }) => text).join(" "));
  }
  return plainText(token.raw.replace(/^\s*(?:[-*>]|\d+\.)\s/gm, ""));
}
