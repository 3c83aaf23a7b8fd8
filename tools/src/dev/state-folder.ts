// The folder that holds what outlives a start. What Ledge makes in it is known by name: --state may be any folder, and what Ledge did not
// make is not Ledge's to delete.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { z } from "zod";

/** All but the pid file, which is this very process's claim, and what opens the database. */
const MADE = ["postgres", "postgres.new", "workers", "worker-secrets.env"];
/** The logins' passwords, the pepper of its API keys, an operator's key: of no use without the database, and it of little without them. */
const OPENS_DATABASE = ["secrets.json", "dev.json"];
/** Only the owner may read what is in the state folder. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const PERMISSIONS = 0o777;
const CHOOSE = "Choose another folder: npm start -- --state FOLDER";

/**
 * Makes the folder, and tries whether it keeps what it is given: Postgres will ask no less. `/proc` and the like do not.
 *
 * @throws with what is wrong with the folder.
 */
export function openStateFolder(stateDir: string): void {
  const probe = join(stateDir, `.probe-${process.pid}`);
  try {
    makeFolder(stateDir);
    mkdirSync(probe);
    writeFileSync(join(probe, "written"), "kept");
    renameSync(join(probe, "written"), join(probe, "renamed"));
    if (readFileSync(join(probe, "renamed"), "utf8") !== "kept") throw new Error("does not keep what is written to it");
    chmodSync(probe, PRIVATE_FOLDER);
    const isPrivate = process.platform === "win32" || (statSync(probe).mode & PERMISSIONS) === PRIVATE_FOLDER;
    if (!isPrivate) throw new Error("does not keep the permissions of files, which Postgres and secrets need");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`The state folder ${stateDir} ${code === undefined ? message : `takes no files (${code})`}. ${CHOOSE}`, {
      cause: error,
    });
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

/** Removes what earlier starts made. Nothing of it may be in use. @param databaseStays the database is not in the folder. */
export function removeMade(stateDir: string, databaseStays: boolean): void {
  for (const name of databaseStays ? MADE : [...MADE, ...OPENS_DATABASE]) rmSync(join(stateDir, name), { recursive: true, force: true });
}

/**
 * What a state file says; null when there is none.
 *
 * @param remedy what to do about a file that says something else, as a sentence.
 * @throws for a file that cannot be read, or does not say what `shape` asks for. Its content is never quoted: it may be secret.
 */
export function readStateFile<T>(file: string, shape: z.ZodType<T>, remedy: string): T | null {
  if (!existsSync(file)) return null;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file} ${code === undefined ? "is no JSON" : `cannot be read (${code})`}. ${remedy}`, { cause: error });
  }
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, code }) => `${path.join(".") || "the whole"}: ${code}`).join(", ");
  throw new Error(`${file} is not what npm start writes (${faults}). ${remedy}`);
}

/** Writes a state file whole or not at all, whatever ends the process meanwhile. */
export function writeStateFile(file: string, content: object): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeFileSync(`${file}.new`, text, { mode: PRIVATE_FILE });
  renameSync(`${file}.new`, file);
}
