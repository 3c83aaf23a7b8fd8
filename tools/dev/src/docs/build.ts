// Writes the docs site to .build/docs, from which the docs Worker serves it. Files that are up to date are not touched, so that a platform
// which is serving them is not disturbed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { renderSite } from "./site.ts";

const FOLDER = join(ROOT, ".build/docs");

/** Brings the folder up to date. Returns how many files were written. @throws when a page cannot be made. */
export function buildDocs(): number {
  const files = renderSite();
  mkdirSync(FOLDER, { recursive: true });
  const stale = [...files].filter(
    ([path, content]) => !existsSync(join(FOLDER, path)) || readFileSync(join(FOLDER, path), "utf8") !== content,
  );
  // The map has assets before the pages that link to them, so no page is there without its assets.
  for (const [path, content] of stale) {
    mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
    writeFileSync(join(FOLDER, path), content);
  }
  const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of there) {
    const file = join(entry.parentPath, entry.name);
    if (!files.has(relative(FOLDER, file).split(sep).join("/"))) rmSync(file);
  }
  return stale.length;
}
