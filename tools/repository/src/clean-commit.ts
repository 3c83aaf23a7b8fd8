// Checks that the checkout is clean: what is released must be a commit, so that its configurations and migrations are those of the artifact.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How many changed files an error lists. */
const LINES_QUOTED = 5;

/** The full id of the commit that is checked out. @throws when anything differs from it, untracked files included. */
export async function cleanCommit(root: string): Promise<string> {
  const git = async (...args: string[]): Promise<string> => (await promisify(execFile)("git", ["-C", root, ...args])).stdout.trim();
  const changes = await git("status", "--porcelain", "--untracked-files=all");
  if (changes !== "") {
    const lines = changes.split("\n");
    const more = lines.length > LINES_QUOTED ? `\n  … and ${lines.length - LINES_QUOTED} more` : "";
    throw new Error(
      `The tree is dirty: what would be released is no commit. Commit or remove:\n${lines
        .slice(0, LINES_QUOTED)
        .map((line) => `  ${line}`)
        .join("\n")}${more}`,
    );
  }
  return await git("rev-parse", "HEAD");
}
