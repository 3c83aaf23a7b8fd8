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

/** `import(x)` or `require(x)` of anything but one plain string. */
const COMPUTED = /\b(?:import|require)\s*\((?!\s*"\d+"\s*[,)])/;

/** The specifiers that a source imports, in order, each once. */
export function importsOf(source: Source): string[] {
  const { code, strings } = withoutLiterals(source);
  return [...new Set([...code.matchAll(SPECIFIER)].map((match) => strings[Number(match[1])] as string))];
}

/** Whether a source imports what only its run decides, or what is written as a template: `importsOf` cannot say what that is. */
export const hasComputedImport = (source: Source): boolean => COMPUTED.test(withoutLiterals(source).code);

/** The code with each string as its number, so that an import quoted in a string is no import. */
function withoutLiterals(source: Source): { readonly code: string; readonly strings: readonly string[] } {
  const strings: string[] = [];
  const code = source.text.replace(LITERALS, (literal) => (/^["']/.test(literal) ? `"${strings.push(literal.slice(1, -1)) - 1}"` : " "));
  return { code, strings };
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

/** The circles of a graph of imports, each once, as "a → b → a". Finds one wherever there is any. */
export function circlesOf(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const found = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) return void found.add([...trail.slice(start), node].join(" → "));
    if (done.has(node)) return;
    for (const target of graph.get(node) ?? []) visit(target, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return [...found];
}
