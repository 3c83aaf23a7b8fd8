// The words that this repository does not use, because a reader would need a key to them, and what to write instead. Judges names of files and
// everything in them: an identifier is taken apart into its words. Decides nothing about meaning: what a rule cannot judge is allowed by name.
import { matchesGlob } from "node:path/posix";

/** @internal Tests plant some of it. */
export interface Banned {
  /** A word with its forms, or a phrase: lower case, a blank between words. */
  readonly words: readonly string[];
  /** What to write instead, by meaning. */
  readonly write: string;
  /** It is meant otherwise, and fine, directly before one of these words or directly after one. */
  readonly fineBefore?: readonly string[];
  readonly fineAfter?: readonly string[];
  /** Pieces of text in which it is fine, to the letter: a value of the API as code quotes it. */
  readonly fineAs?: readonly string[];
}

/** Files whose text is somebody else's or made of text that is judged. */
interface Unjudged {
  /** A pattern of paths, from the repository's root. */
  readonly files: string;
  readonly why: string;
}

/** A use of a banned word that was reviewed. */
interface Allowance extends Unjudged {
  readonly word: string;
}

export interface WordRules {
  readonly banned: readonly Banned[];
  readonly unjudged: readonly Unjudged[];
  readonly allowed: readonly Allowance[];
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface BannedUse {
  readonly path: string;
  /** From 1; 0: the file's name. */
  readonly line: number;
  readonly word: string;
  readonly write: string;
}

interface Word {
  readonly word: string;
  readonly line: number;
}

/** The parts of an identifier: `rowOf`, `HTTPRow` and `row_of` are two words each. */
const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

const wordsOf = (text: string, line: number): Word[] => (text.match(WORD) ?? []).map((word) => ({ word: word.toLowerCase(), line }));

/** Every use of a banned word in the files that are judged, and not allowed there. */
export function bannedUses(files: readonly TextFile[], rules: WordRules): BannedUse[] {
  return usesIn(judgedOf(files, rules), rules).filter((use) => !rules.allowed.some((allowance) => isAllowed(use, allowance)));
}

/** Entries of the lists that excuse nothing, and entries without a reason: a list of exceptions must not outlive them. */
export function staleRules(files: readonly TextFile[], rules: WordRules): string[] {
  const uses = usesIn(judgedOf(files, rules), rules);
  const reasonless = [...rules.unjudged, ...rules.allowed].filter(({ why }) => why.trim() === "");
  return [
    ...rules.unjudged
      .filter(({ files: pattern }) => !files.some(({ path }) => matchesGlob(path, pattern)))
      .map(({ files: pattern }) => `no file is ${pattern}, which is not judged`),
    ...rules.allowed
      .filter((allowance) => !uses.some((use) => isAllowed(use, allowance)))
      .map(({ files: pattern, word }) => `${pattern} does not use "${word}", which is allowed there`),
    ...reasonless.map(({ files: pattern }) => `the exception for ${pattern} has no reason`),
  ];
}

const isAllowed = (use: BannedUse, { files, word }: Allowance): boolean => use.word === word && matchesGlob(use.path, files);

const judgedOf = (files: readonly TextFile[], { unjudged }: WordRules): TextFile[] =>
  files.filter(({ path }) => !unjudged.some(({ files: pattern }) => matchesGlob(path, pattern)));

function usesIn(files: readonly TextFile[], { banned }: WordRules): BannedUse[] {
  const byFirst = Map.groupBy(
    banned.flatMap((rule) => rule.words.map((phrase) => ({ rule, phrase, words: phrase.split(" ") }))),
    ({ words }) => words[0],
  );
  const fine = banned.flatMap(({ fineAs = [] }) => fineAs);
  const judged = (text: string): string => fine.reduce((rest, piece) => rest.replaceAll(piece, ""), text);
  return files.flatMap(({ path, text }) =>
    [
      wordsOf(path, 0),
      judged(text)
        .split("\n")
        .flatMap((line, index) => wordsOf(line, index + 1)),
    ].flatMap((words) =>
      words.flatMap(({ word: first, line }, at) =>
        (byFirst.get(first) ?? [])
          .filter(({ rule, words: phrase }) => isUse(words, at, phrase, rule))
          .map(({ rule: { write }, phrase }) => ({ path, line, word: phrase, write })),
      ),
    ),
  );
}

function isUse(words: readonly Word[], at: number, phrase: readonly string[], { fineBefore = [], fineAfter = [] }: Banned): boolean {
  if (!phrase.every((word, index) => words[at + index]?.word === word)) return false;
  return !fineBefore.includes(words[at + phrase.length]?.word ?? "") && !fineAfter.includes(words[at - 1]?.word ?? "");
}
