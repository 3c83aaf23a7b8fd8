// Decides whether a folder belongs to Ledge, which writes to and deletes from folders with its mark only. A folder may get the mark when it is empty
// or does not exist, or when its contents show that an older Ledge, which left no marks, used it. Nothing here writes.
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { TRACE_FILES } from "../trace/receiver.ts";
import { readSecrets } from "./secrets.ts";

/** The file that marks a folder as Ledge's, by its first line. */
export const MARK_FILE = ".ledge-state";
const FIRST_LINE = "This folder belongs to Ledge.";
export const MARK_TEXT =
  `${FIRST_LINE}\n\nnpm start made this file when it began to keep its state here. npm start -- --fresh deletes the database, the secrets and\n` +
  "the keys beside it. Without this file Ledge neither writes to the folder nor deletes from it.\n";
/** Names that a start makes and that the next one can make again. The pid file is not among them: it is the claim of a running start. */
export const MADE = ["postgres", "postgres.new", "workers", "worker-secrets.env", ...TRACE_FILES];
/** Files with the logins' passwords, the API keys' pepper and an operator's key: of no use without the database, and needed to open it. */
export const OPENS_DATABASE = ["secrets.json", "dev.json"];
const WRITTEN = new Set([...MADE, ...OPENS_DATABASE, "pid"]);
/** The default state folder in the checkout, which git ignores: other commands keep files in it, and other state folders may be in it. */
const CHECKOUTS_OWN = ".ledge";
/** The folder with which a start tests a state folder. An interrupted start leaves it behind. */
export const probeName = (pid: number): string => `.probe-${pid}`;
const PROBE = /^\.probe-\d+$/;
/** Folders of the operating system: their files are lost with the machine's next start, or are devices. */
const SYSTEMS_OWN = ["/dev", "/proc", "/sys"];
/** The only folder that Wrangler makes in `workers`. */
const WRANGLERS = "v3";
const SHOWN_NAMES = 3;

/** Whether Ledge has marked the folder as its own. */
export function isMarked(folder: string): boolean {
  try {
    return readFileSync(join(folder, MARK_FILE), "utf8").split("\n", 1)[0] === FIRST_LINE;
  } catch {
    return false; // there is no mark, or it cannot be read
  }
}

/**
 * Why a folder must not be a state folder, as the rest of a sentence that begins with its name; null: there is no reason.
 *
 * @param root the repository's root.
 * @throws the system's error when the folder cannot be listed.
 */
export function folderFault(stateDir: string, root: string): string | null {
  const real = realPath(resolve(stateDir));
  if (isWithin(realpathSync(root), real)) return "is the repository or what it is in";
  const system = SYSTEMS_OWN.find((folder) => process.platform !== "win32" && isWithin(real, folder));
  if (system !== undefined) return `is in ${system}, which is the system's own`;
  const outer = outerStateFolder(real);
  if (outer !== null) return `is what Ledge keeps in the state folder ${outer}`;
  if (!existsSync(real) || isMarked(real)) return null;
  const isCheckoutsOwn = real === join(realpathSync(root), CHECKOUTS_OWN);
  const names = readdirSync(real).filter((name) => (isCheckoutsOwn ? WRITTEN.has(name) : !PROBE.test(name)));
  if (names.length === 0 || isOlder(real)) return null;
  const shown = names.slice(0, SHOWN_NAMES).join(", ") + (names.length > SHOWN_NAMES ? ", …" : "");
  return (
    `holds files, and no mark of Ledge (${shown}): Ledge neither writes there nor deletes. If an older Ledge made them, put back the ` +
    "secrets.json that it wrote, or move them away. Otherwise take a folder that is empty or not there yet"
  );
}

/**
 * Whether an older Ledge, which left no marks, used the folder: its secrets are there, and everything else with a name that Ledge deletes looks
 * like Ledge's. A folder `workers` of somebody else must not be deleted.
 */
function isOlder(folder: string): boolean {
  const isCluster = (name: string): boolean => !existsSync(join(folder, name)) || existsSync(join(folder, name, "PG_VERSION"));
  const workers = join(folder, "workers");
  try {
    if (existsSync(workers) && readdirSync(workers).some((name) => name !== WRANGLERS)) return false;
    return isCluster("postgres") && isCluster("postgres.new") && readSecrets(folder) !== null;
  } catch {
    return false; // damaged secrets do not prove that the folder is Ledge's
  }
}

/** The state folder whose database, Workers' data or files contain the folder; null: there is none. */
function outerStateFolder(folder: string): string | null {
  const parent = dirname(folder);
  if (parent === folder) return null;
  if (WRITTEN.has(basename(folder)) && (isMarked(parent) || isOlder(parent))) return parent;
  return outerStateFolder(parent);
}

/** The path with symbolic links resolved; its end need not exist. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), basename(path));
}

/** Whether a path is a folder or below it. */
function isWithin(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
