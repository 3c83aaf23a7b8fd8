// Parses the repository's Markdown files into their headings, links, code spans, code blocks and tables. It reads only.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { Marked, type Token, type Tokens } from "marked";
import { ROOT } from "@ledge/repository/root";

export interface Document {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Anchors of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** The targets of links and images, as written. */
  readonly links: readonly string[];
  /**
   * Code spans, in runs: those of one run are separated by ", " alone, as in "`tests/unit/paths`, `access`".
   */
  readonly spans: readonly (readonly string[])[];
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  readonly tables: readonly (readonly (readonly string[])[])[];
}

/** @param paths of Markdown files, from the repository's root. */
export const readDocuments = (paths: readonly string[]): Document[] =>
  paths.map((path) => parseDocument(path, readFileSync(join(ROOT, path), "utf8")));

/** Parses a file's Markdown. @internal Tests parse planted documents. */
export function parseDocument(path: string, text: string): Document {
  const marked = new Marked({ gfm: true });
  const tokens = marked.lexer(text);
  const slugger = new GithubSlugger();
  const [anchors, links, runs, blocks, tables] = [
    new Set<string>(),
    [] as string[],
    [] as string[][],
    [] as Tokens.Code[],
    [] as string[][][],
  ];
  const visit = (token: Token): void => {
    if (token.type === "heading") anchors.add(slugger.slug(token["text"]));
    else if (token.type === "link" || token.type === "image") links.push(token["href"]);
    else if (token.type === "code") blocks.push(token as Tokens.Code);
    else if (token.type === "table") tables.push(cellsOf(token as Tokens.Table));
  };
  marked.walkTokens(tokens, (token) => {
    visit(token);
    for (const siblings of inlineLists(token)) runs.push(...runsOf(siblings));
  });
  const read = blocks.map(({ lang = "", text: code }) => ({ language: lang, text: code }));
  return { path, text, anchors, links, spans: runs, blocks: read, tables };
}

/** Lists of sibling tokens in a line of text that has code spans, or in the cells of a table. */
function inlineLists(token: Token): readonly (readonly Token[])[] {
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [...header, ...rows.flat()].map(({ tokens }) => tokens);
  }
  const { tokens } = token as { readonly tokens?: readonly Token[] };
  return tokens?.some(({ type }) => type === "codespan") === true ? [tokens] : [];
}

function runsOf(siblings: readonly Token[]): string[][] {
  const runs: string[][] = [];
  let continues = false;
  for (const token of siblings) {
    if (token.type === "codespan") {
      if (continues) runs.at(-1)?.push(token["text"]);
      else runs.push([token["text"]]);
      continues = true;
    } else {
      continues = continues && token.raw === ", ";
    }
  }
  return runs;
}

const cellsOf = ({ header, rows }: Tokens.Table): string[][] => [header, ...rows].map((row) => row.map(({ text }) => text));
