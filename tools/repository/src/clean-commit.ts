// What is released is a commit: the checkout must be clean, so that configs and migrations are those of the artifact.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Lines of a dirty tree that are worth quoting. */
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
