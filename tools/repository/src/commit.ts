// Finds the commit of a folder's code, which the platform shows (`GET /healthz`).
import { execFileSync } from "node:child_process";

/** The full hash of HEAD; null where there is no git or no repository, as in an unpacked archive. */
export function currentCommit(folder: string): string | null {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}
