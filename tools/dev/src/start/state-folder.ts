// The folder for everything that is kept between starts. --state may name any folder, so one without Ledge's mark must neither be written to nor
// deleted from.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderFault, isMarked, MADE, MARK_FILE, MARK_TEXT, OPENS_DATABASE, probeName } from "./owned-folder.ts";

const PRIVATE_FOLDER = 0o700;
const PERMISSIONS = 0o777;
const CHOOSE = "Choose another folder: npm start -- --state FOLDER";
/** Keeps an operator's key out of commits, in whatever repository the folder is. */
const IGNORE_FILE = ".gitignore";
const IGNORE_ALL = "*\n";

/**
 * Makes the folder, or uses one that is Ledge's or empty; tests that it keeps files and permissions, as Postgres needs; and marks it.
 *
 * @param root the repository's root, which must not be a state folder.
 * @throws with the fault of the folder, before anything in a folder of somebody else is changed.
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

/** Makes a folder and those above it, one by one: Node's `recursive` option never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another start has made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * Removes everything that earlier starts made. It must not be in use.
 *
 * @param databaseStays whether the database is elsewhere: then the files that open it stay.
 * @throws when the folder has no mark of Ledge; nothing in it is deleted then.
 */
export function removeMade(stateDir: string, databaseStays: boolean): void {
  if (!isMarked(stateDir)) throw new Error(`${stateDir} carries no mark of Ledge: nothing in it is deleted.`);
  for (const name of databaseStays ? MADE : [...MADE, ...OPENS_DATABASE]) rmSync(join(stateDir, name), { recursive: true, force: true });
}
