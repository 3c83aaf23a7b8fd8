// The folder that holds what outlives a start. --state may name any folder: what does not carry Ledge's mark is neither written to nor deleted
// from.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderFault, isMarked, MADE, MARK_FILE, MARK_TEXT, OPENS_DATABASE, probeName } from "./owned-folder.ts";

const PRIVATE_FOLDER = 0o700;
const PERMISSIONS = 0o777;
const CHOOSE = "Choose another folder: npm start -- --state FOLDER";
/** An operator's key is never committed, wherever in a repository the folder is. */
const IGNORE_FILE = ".gitignore";
const IGNORE_ALL = "*\n";

/**
 * Makes the folder, or takes one that is Ledge's or empty; tries whether it keeps what it is given: Postgres will ask no less; and marks it.
 *
 * @param root the repository's root, which is never a state folder.
 * @throws with what is wrong with the folder, before anything in a folder of somebody else's is changed.
 */
export function openStateFolder(stateDir: string, root: string): void {
  try {
    const fault = folderFault(stateDir, root);
    if (fault !== null) throw new Error(fault);
    makeFolder(stateDir);
    tryAndMark(stateDir);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`The state folder ${stateDir} ${code === undefined ? message : `takes no files (${code})`}. ${CHOOSE}`, {
      cause: error,
    });
  }
}

function tryAndMark(stateDir: string): void {
  const probe = join(stateDir, probeName(process.pid));
  const [written, renamed] = [join(probe, "written"), join(probe, "renamed")];
  const keep = (name: string, text: string): void => {
    writeFileSync(written, text);
    renameSync(written, join(stateDir, name));
  };
  try {
    mkdirSync(probe);
    writeFileSync(written, "kept");
    renameSync(written, renamed);
    if (readFileSync(renamed, "utf8") !== "kept") throw new Error("does not keep what is written to it");
    chmodSync(probe, PRIVATE_FOLDER);
    const isPrivate = process.platform === "win32" || (statSync(probe).mode & PERMISSIONS) === PRIVATE_FOLDER;
    if (!isPrivate) throw new Error("does not keep the permissions of files, which Postgres and secrets need");
    // The mark comes first: a start that is interrupted here leaves a folder that the next one takes.
    if (!isMarked(stateDir)) keep(MARK_FILE, MARK_TEXT);
    if (!existsSync(join(stateDir, IGNORE_FILE))) keep(IGNORE_FILE, IGNORE_ALL);
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** Folder by folder: Node's own way of making all of them at once never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another start was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * Removes what earlier starts made. Nothing of it may be in use.
 *
 * @param databaseStays the database is not in the folder.
 * @throws for a folder without Ledge's mark, of which nothing is deleted.
 */
export function removeMade(stateDir: string, databaseStays: boolean): void {
  if (!isMarked(stateDir)) throw new Error(`${stateDir} carries no mark of Ledge: nothing in it is Ledge's to delete.`);
  for (const name of databaseStays ? MADE : [...MADE, ...OPENS_DATABASE]) rmSync(join(stateDir, name), { recursive: true, force: true });
}
