// Every text file of the repository, as it is on disk, and the rules of its words. Reads only.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import type { TextFile, WordRules } from "./words.ts";

/** Git takes a file for binary that has a NUL in its first 8,000 bytes. */
const BYTES_LOOKED_AT = 8_000;

/** What git tracks or would track. */
export function readRepository(): TextFile[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  const paths = [...new Set(listed.split("\0"))].filter((path) => path !== "" && existsSync(join(ROOT, path)));
  return paths.flatMap((path) => {
    const bytes = readFileSync(join(ROOT, path));
    return bytes.subarray(0, BYTES_LOOKED_AT).includes(0) ? [] : [{ path, text: bytes.toString("utf8") }];
  });
}

export const readWordRules = (): WordRules => JSON.parse(readFileSync(new URL("./words.json", import.meta.url), "utf8")) as WordRules;
