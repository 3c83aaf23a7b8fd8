// Finds what a source imports, types included, without a compiler: the one of TypeScript 7 has no API to ask, and the tools that
// parse by themselves skip what they do not know. Its blind spots are tested in rooms.test.ts.
import { posix } from "node:path";
import type { Source } from "./sources.ts";

/**
 * Comments, strings and templates, in one pass, so that one is not taken for another. Blind spot: a backtick in a regular
 * expression opens a template here; write it \x60, as this one does.
 */
const LITERALS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\x60(?:[^\x60\\]|\\[\s\S])*\x60/g;
/** `from "x"`, `import "x"`, `import("x")`, `require("x")`; also in a type. */
const SPECIFIER = /\b(?:from\s*|import\s*\(?\s*|require\s*\(\s*)"(\d+)"/g;

/** The specifiers that a source imports, in order, each once. */
export function importsOf(source: Source): string[] {
  const strings: string[] = [];
  // A string becomes its number, so that an import quoted in a string is no import.
  const code = source.text.replace(LITERALS, (literal) => (/^["']/.test(literal) ? `"${strings.push(literal.slice(1, -1)) - 1}"` : " "));
  return [...new Set([...code.matchAll(SPECIFIER)].map((match) => strings[Number(match[1])] as string))];
}

export const isRelative = (specifier: string): boolean => specifier.startsWith(".");

/** The path from the root that a relative import leads to. */
export const targetOf = (source: Source, specifier: string): string => posix.join(posix.dirname(source.path), specifier);

/** The package of a bare import: `@ledge/shared` of `@ledge/shared/result`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
