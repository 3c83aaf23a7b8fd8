// Finds citations in comments and documents of something that the repository does not have: a document, a law, a decision, or an entry of a
// list that is kept elsewhere. A reader must be able to look up every source.
import { basename } from "node:path/posix";

export interface Text {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

export interface Citable {
  /** Every file of the repository. */
  readonly paths: ReadonlySet<string>;
  /** The numbers of the laws and of the decisions. */
  readonly laws: ReadonlySet<number>;
  readonly decisions: ReadonlySet<number>;
}

/** Files in a language with comments, and Markdown. All other files are generated from these, or are data. */
export const CITING = /\.(?:ts|mjs|js|sql|md|tf|toml|ya?ml|py|sh)$/;
const COMMENT = /(?:^|\s)(?:\/\/|\/\*\*?|\*)\s(.*)/;
const COMMENT_OF_SQL = /(?:^|\s)--\s(.*)/;
const COMMENT_OF_CONFIGURATION = /(?:^|\s)#\s(.*)/;
/** A line break within a comment, with the comment's mark on the next line. */
const LINE_BREAK = /\s*\n\s*(?:\/\/|\*|--|#)?\s*/g;
const ADDRESS = /https?:\S+/g;
/** A Markdown file's name; one with `NNNN` is a pattern and no citation. */
const DOCUMENT = /(?<![\w*$}>/.-])(?![\w/]*\bNNNN)[\w./-]*\w\.md\b/g;
/** One number or several: "law 5", "laws 11 to 17", "decisions 12, 14 and 35". */
const NUMBERED = /\b(law|decision|promise|requirement|issue|ticket)s? ((?:#?\d+(?:, | and | to )?)+)/gi;

/** Each citation without a target, as "path: what". */
export function missingCitations(texts: readonly Text[], citable: Citable): string[] {
  const names = Map.groupBy(citable.paths, (path) => basename(path));
  const isThere = (cited: string): boolean => {
    const below = cited.replace(/^(?:\.{1,2}\/)+/, "");
    return (names.get(basename(cited)) ?? []).some((path) => path === below || path.endsWith(`/${below}`));
  };
  return texts.flatMap(({ path, text }) => [
    ...documentsIn(path, text)
      .filter((cited) => !isThere(cited))
      .map((cited) => `${path}: there is no document ${cited}`),
    ...numbersIn(text)
      .filter(([list, number]) => !citedLists(citable)[list]?.has(number))
      .map(([list, number]) => `${path}: there is no ${list} ${number}`),
  ]);
}

const citedLists = ({ laws, decisions }: Citable): Readonly<Record<string, ReadonlySet<number>>> => ({ law: laws, decision: decisions });

/** The Markdown files that a file names: in a test only those in comments, since its strings are data; in any other file all. */
function documentsIn(path: string, text: string): string[] {
  const isTest = path.startsWith("tests/") && !path.endsWith(".md");
  const comment = /\.(?:ts|mjs|js)$/.test(path) ? COMMENT : path.endsWith(".sql") ? COMMENT_OF_SQL : COMMENT_OF_CONFIGURATION;
  const read = isTest ? text.split("\n").map((line) => comment.exec(line)?.[1] ?? "") : [text];
  return read.flatMap((part) => part.replaceAll(ADDRESS, "").match(DOCUMENT) ?? []);
}

function numbersIn(text: string): (readonly [list: string, number: number])[] {
  return [...text.replaceAll(LINE_BREAK, " ").matchAll(NUMBERED)].flatMap(([, list = "", numbers = ""]) =>
    (numbers.match(/\d+/g) ?? []).map((number) => [list.toLowerCase(), Number(number)] as const),
  );
}

/** The numbers of the laws in the list in ARCHITECTURE.md, which writes "(5) available = …" or "Law 22 (audit) has its number …". */
export function lawsOf(architecture: string): Set<number> {
  const list = /^## The laws$(.*?)^## /ms.exec(architecture)?.[1] ?? "";
  return new Set([...list.matchAll(/\((\d+)\) |^Law (\d+) /gm)].map(([, listed, kept]) => Number(listed ?? kept)));
}

/** The numbers of the decisions, from the names of their files. */
export const decisionsOf = (paths: Iterable<string>): Set<number> =>
  new Set([...paths].flatMap((path) => /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] ?? []).map(Number));
