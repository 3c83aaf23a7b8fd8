// The TypeScript of the client's README as one program, and the output that the README shows for it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";

export interface ReadmeProgram {
  readonly source: string;
  /** The text after the arrows, line by line. */
  readonly prints: readonly string[];
}

export function readmeProgram(): ReadmeProgram {
  const readme = readFileSync(join(ROOT, "openapi/client/README.md"), "utf8");
  const source = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join("\n");
  const arrows = [...source.matchAll(/\/\/ → (.*)$/gm)];
  return { source, prints: arrows.flatMap(([, printed]) => (printed as string).split(" → ")) };
}
