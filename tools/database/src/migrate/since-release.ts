// Compares the database's text with that of the newest release, by its tag: it counts as deployed where no database can be read.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type DatabaseText, type Migration, readDatabaseText } from "./database-text.ts";
import { faultsOfFunctions } from "./expand-functions.ts";
import { faultsOfExpansion, phaseOf } from "./expand-only.ts";
import { pending } from "./history.ts";

const FOLDER = "migrations";
/** Upper bound for the output of git: more than all migrations will ever have. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface Release {
  readonly tag: string;
  readonly text: DatabaseText;
}

/**
 * The newest release among the ancestors of the commit that is checked out in `root`; null: there is none, or this is no repository.
 *
 * @throws when the clone is shallow and has no tag.
 */
export async function newestRelease(root: string): Promise<Release | null> {
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)("git", ["-C", root, ...args], { maxBuffer: MAX_OUTPUT_BYTES })).stdout;
  const tag = (await git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*").catch(() => "")).trim();
  if (tag === "" && (await git("rev-parse", "--is-shallow-repository").catch(() => "")).trim() === "true") {
    throw new Error("This clone has no history, so that what was released cannot be seen: git fetch --unshallow --tags");
  }
  if (tag === "") return null;
  const copy = mkdtempSync(join(tmpdir(), "ledge-release-"));
  try {
    mkdirSync(join(copy, FOLDER));
    const paths = (await git("ls-tree", "-r", "-z", "--name-only", tag, "--", `${FOLDER}/`)).split("\0").filter((path) => path !== "");
    for (const path of paths) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), await git("show", `${tag}:${path}`));
    }
    return { tag, text: readDatabaseText(pathToFileURL(`${join(copy, FOLDER)}/`)) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Changes in `text` that could break the runtime of the release, or that a released text does not allow, as sentences. */
export async function faultsSince({ tag, text: released }: Release, text: DatabaseText): Promise<string[]> {
  let added: Migration[];
  try {
    added = pending(text.migrations, released.migrations);
  } catch (error) {
    return [`Since ${tag}: ${(error as Error).message}`];
  }
  const contracting = added.filter((migration) => phaseOf(migration) === "contract");
  return [...(await faultsOfExpansion(added)), ...(await faultsOfFunctions(released.functions, text.functions, contracting))];
}
