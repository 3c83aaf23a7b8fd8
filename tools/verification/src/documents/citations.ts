// What comments and documents cite and the repository does not have: another document, a law, a decision, or an entry of a list that is
// written elsewhere. A reader must be able to look up whatever a reason rests on.
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

/** Written in a language that has comments, or Markdown. Everything else is made of these, or is data. */
export const CITING = /\.(?:ts|mjs|js|sql|md|tf|toml|ya?ml|py|sh)$/;
const COMMENT = /(?:^|\s)(?:\/\/|\/\*\*?|\*)\s(.*)/;
const COMMENT_OF_SQL = /(?:^|\s)--\s(.*)/;
const COMMENT_OF_CONFIGURATION = /(?:^|\s)#\s(.*)/;
/** What goes on in the next line, behind its mark of a comment. */
const LINE_BREAK = /\s*\n\s*(?:\/\/|\*|--|#)?\s*/g;
const ADDRESS = /https?:\S+/g;
/** `NNNN` is any number. */
const DOCUMENT = /(?<![\w*$}>/.-])(?![\w/]*\bNNNN)[\w./-]*\w\.md\b/g;
/** One number or several: "law 5", "laws 11 to 17", "decisions 12, 14 and 35". */
const NUMBERED = /\b(law|decision|promise|requirement|issue|ticket)s? ((?:#?\d+(?:, | and | to )?)+)/gi;

/** Each citation of what is not there, as "path: what". */
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

/** Names of Markdown files: in the comments of a test, whose strings are data, and anywhere in another file. */
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

/** The numbers of the laws, as their list in ARCHITECTURE.md has them: "(5) available = …", "Law 22 (audit) has its number …". */
export function lawsOf(architecture: string): Set<number> {
  const list = /^## The laws$(.*?)^## /ms.exec(architecture)?.[1] ?? "";
  return new Set([...list.matchAll(/\((\d+)\) |^Law (\d+) /gm)].map(([, listed, kept]) => Number(listed ?? kept)));
}

/** The numbers of the decisions, by the names of their files. */
export const decisionsOf = (paths: Iterable<string>): Set<number> =>
  new Set([...paths].flatMap((path) => /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] ?? []).map(Number));
