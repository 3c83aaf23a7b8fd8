// The repository's files as the fences see them: those that git tracks or would track, with their content on disk. Read only.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A source file, real or planted; `path` is relative to the root, with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every file that is or would be committed. Sorted. */
export function repositoryFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && existsSync(join(ROOT, path))).sort();
}

const GENERATED = /\/worker-configuration\.d\.ts$|^openapi\/client\/src\/ledge\.v1\.ts$/;

/** The TypeScript that people write. */
export function handwrittenSources(): Source[] {
  const paths = repositoryFiles().filter((path) => path.endsWith(".ts") && !GENERATED.test(path));
  return paths.map((path) => ({ path, text: readRepositoryFile(path) }));
}

export const readRepositoryFile = (path: string): string => readFileSync(join(ROOT, path), "utf8");
