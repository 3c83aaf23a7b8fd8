// Which of two commits came first, as far as this clone knows.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What `git merge-base --is-ancestor` exits with for no. */
const NO = 1;

/** Whether `commit` is an ancestor of `later`. @throws when this clone cannot say: it has not all of the history, or no such commit. */
export async function isAncestor(root: string, commit: string, later: string): Promise<boolean> {
  const git = async (...args: string[]): Promise<string> => (await promisify(execFile)("git", ["-C", root, ...args])).stdout.trim();
  if ((await git("rev-parse", "--is-shallow-repository")) === "true") {
    throw new Error(
      `This clone has not all of the history, so that it cannot say whether ${commit} is older than ${later}: git fetch --unshallow.`,
    );
  }
  try {
    await git("merge-base", "--is-ancestor", commit, later);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === NO) return false;
    throw new Error(`This clone cannot say whether ${commit} is older than ${later}, which it does not have: git fetch.`);
  }
}
