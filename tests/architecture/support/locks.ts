// Finds every lock that the product's code takes, in TypeScript and in the functions of the database. A row that an UPDATE locks by itself is not meant:
// it cannot be left out.
import type { Source } from "./sources.ts";

const LOCK =
  /\.for\(\s*([^)]*?)\s*\)|\bFOR\s+(?:NO\s+KEY\s+UPDATE|UPDATE|KEY\s+SHARE|SHARE)\b|\bLOCK\s+TABLE\b|\bpg_(?:try_)?advisory_\w*lock\w*/gi;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|--.*$/gm;
const FUNCTION = /\bfunction\s+(\w+)|\bconst\s+(\w+)\s*=/g;

/** Whether a file of the product may take locks: core-service and the functions of the database. */
export const mayLock = (path: string): boolean => /^core-service\/src\/.*\.ts$|^migrations\/functions\/.*\.sql$/.test(path);

/** Each lock as `path function: what it says`, in the order of the files. */
export function locksIn(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => mayLock(path))
    .flatMap(({ path, text }) => {
      // Comments keep their length, so that a place in the text stays one.
      const code = text.replace(COMMENT, (comment) => " ".repeat(comment.length));
      return [...code.matchAll(LOCK)].map(
        (found) => `${path}${path.endsWith(".ts") ? ` ${enclosing(code, found.index)}` : ""}: ${found[0]}`,
      );
    });
}

/** The function that a place of TypeScript is in: the last that begins at the start of a line before it. */
function enclosing(code: string, index: number): string {
  const before = code
    .slice(0, index)
    .split("\n")
    .filter((line) => /^(?:export\s+)?(?:async\s+)?(?:function|const)\b/.test(line));
  const [found] = [...(before.at(-1) ?? "").matchAll(FUNCTION)];
  return found?.[1] ?? found?.[2] ?? "";
}
