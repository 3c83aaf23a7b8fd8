// The contract that a platform has to serve: that of its own commit. After a rollback an earlier one serves than is checked out.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { currentCommit } from "@ledge/repository/commit";

const FILE = "openapi/ledge.v1.json";
const MOST_BYTES = 64 * 1024 * 1024;
/** What a platform says of itself goes to git as an argument. */
const COMMIT = /^[0-9a-f]{40}$/;

interface Contract {
  readonly paths: object;
}

/**
 * The contract of that commit; the folder's file when it is the commit of the folder, or one that the repository does not have.
 *
 * @param root of the repository. @param commit as the platform says it; null: it says none.
 */
export function contractOf(root: string, commit: string | null): Contract {
  const text = commit === null || !COMMIT.test(commit) || commit === currentCommit(root) ? null : committed(root, commit);
  return JSON.parse(text ?? readFileSync(join(root, FILE), "utf8")) as Contract;
}

function committed(root: string, commit: string): string | null {
  try {
    return execFileSync("git", ["show", `${commit}:${FILE}`], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: MOST_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}
