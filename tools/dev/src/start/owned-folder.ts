// Whose a folder is: Ledge writes to and deletes from folders that carry its mark, and from no other. A folder gets the mark when it is empty or
// not there yet, or when an older Ledge, which left no marks, used it by all that can be seen. Nothing here writes.
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { readSecrets } from "./secrets.ts";

/** The file that makes a folder Ledge's. Its first line is what counts. */
export const MARK_FILE = ".ledge-state";
const FIRST_LINE = "This folder belongs to Ledge.";
export const MARK_TEXT =
  `${FIRST_LINE}\n\nnpm start made this file when it began to keep its state here. npm start -- --fresh deletes the database, the secrets and\n` +
  "the keys beside it. Without this file Ledge neither writes to the folder nor deletes from it.\n";
/** What a start makes and the next one needs not; also the pid file, which is a running start's claim, and not to be deleted. */
export const MADE = ["postgres", "postgres.new", "workers", "worker-secrets.env"];
/** The logins' passwords, the pepper of its API keys, an operator's key: of no use without the database, and it of little without them. */
export const OPENS_DATABASE = ["secrets.json", "dev.json"];
const WRITTEN = new Set([...MADE, ...OPENS_DATABASE, "pid"]);
/** The checkout's own folder, which git ignores: other commands keep things in it, and other state folders may be in it. */
const CHECKOUTS_OWN = ".ledge";
/** What a start tries a folder with. An interrupted one leaves it behind. */
export const probeName = (pid: number): string => `.probe-${pid}`;
const PROBE = /^\.probe-\d+$/;
/** What is written there is lost with the machine's next start, or goes to devices. */
const SYSTEMS_OWN = ["/dev", "/proc", "/sys"];
/** The only folder that Wrangler makes in `workers`. */
const WRANGLERS = "v3";
const SHOWN_NAMES = 3;

/** Whether Ledge has marked the folder as its own. */
export function isMarked(folder: string): boolean {
  try {
    return readFileSync(join(folder, MARK_FILE), "utf8").split("\n", 1)[0] === FIRST_LINE;
  } catch {
    return false; // what cannot be read marks nothing
  }
}

/**
 * Why a folder may not become, or go on being, a state folder, as what follows its name in a sentence; null: it may, if the system lets it.
 *
 * @param root the repository's root.
 * @throws what the system says of a folder that cannot be listed.
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
 * Whether a Ledge of before there were marks used the folder: its secrets are there, and what else has a name that Ledge deletes looks like
 * what Ledge makes. Somebody's `workers` beside them may not be deleted.
 */
function isOlder(folder: string): boolean {
  const isCluster = (name: string): boolean => !existsSync(join(folder, name)) || existsSync(join(folder, name, "PG_VERSION"));
  const workers = join(folder, "workers");
  try {
    if (existsSync(workers) && readdirSync(workers).some((name) => name !== WRANGLERS)) return false;
    return isCluster("postgres") && isCluster("postgres.new") && readSecrets(folder) !== null;
  } catch {
    return false; // secrets that are damaged are not known to be Ledge's
  }
}

/** The state folder in whose database, Workers' data or files a folder would be; null: none. */
function outerStateFolder(folder: string): string | null {
  const parent = dirname(folder);
  if (parent === folder) return null;
  if (WRITTEN.has(basename(folder)) && (isMarked(parent) || isOlder(parent))) return parent;
  return outerStateFolder(parent);
}

/** The path without links, also of what is not there yet. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), basename(path));
}

/** Whether a path is a folder or below it. */
function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
