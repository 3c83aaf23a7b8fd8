// A Postgres that keeps its write-ahead log, a base backup of it while it works, and clusters restored from the two: PostgreSQL's own means
// (manual, chapter 25.3, "Continuous Archiving and Point-in-Time Recovery"), by the low-level API, because npm's Postgres has no pg_basebackup.
// Never pointed at a database that matters: what it starts is its own.
import { chmodSync, chownSync, copyFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const POLL_MS = 50;
/** A killed postmaster's children notice within moments; archiving one segment takes less. */
const PATIENCE_MS = 30_000;
/** Contents that a base backup leaves out (manual, 25.3.4, "Backing Up the Data Directory"): the folders themselves must be there. */
const EMPTIED = new Set(["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"]);
const LEFT_OUT = /^(?:postmaster\.(?:pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_label(?:\.old)?|tablespace_map(?:\.old)?)$/;

/**
 * Starts a new cluster that archives its log into `archive`, a segment at the latest `segmentSeconds` after something was written to it: so much
 * can be lost with the server.
 */
export async function startArchiving(dataDir: string, archive: string, segmentSeconds: number): Promise<LocalPostgres> {
  // The folder belongs to whom the server runs as, which is known once it has made its own.
  const first = await startLocalPostgres(dataDir);
  await first.stop();
  mkdirSync(archive);
  ownAs(dataDir, archive, PRIVATE_FOLDER);
  return await startLocalPostgres(dataDir, [
    "wal_level=replica",
    "archive_mode=on",
    `archive_command=test ! -f "${archive}/%f" && cp "%p" "${archive}/%f.part" && mv "${archive}/%f.part" "${archive}/%f"`,
    `archive_timeout=${segmentSeconds}s`,
    // For the comparison alone: which rows were committed by when.
    "track_commit_timestamp=on",
  ]);
}

export interface BaseBackup {
  readonly folder: string;
  readonly bytes: number;
  readonly tookMs: number;
}

/** Copies the data directory of a working cluster into `folder`. @throws when the backup does not come to its end. */
export async function takeBaseBackup(adminUrl: string, dataDir: string, folder: string): Promise<BaseBackup> {
  const startedMs = performance.now();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // One session from start to stop: if it ends before, so does the backup. Fast: a checkpoint now, not over minutes.
    await client.query("SELECT pg_backup_start('restore drill', fast => true)");
    const bytes = copyData(dataDir, folder);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(wait_for_archive => true)");
    write(dataDir, join(folder, "backup_label"), rows[0]?.labelfile ?? "");
    return { folder, bytes, tookMs: performance.now() - startedMs };
  } finally {
    await client.end();
  }
}

/** SIGKILL to the server of a data directory, as if its machine were gone. Waits until nothing of it is left. */
export async function killServer(dataDir: string): Promise<void> {
  const pid = Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  for (let waitedMs = 0; isThere(pid); waitedMs += POLL_MS) {
    if (waitedMs > PATIENCE_MS) throw new Error(`Postgres (pid ${pid}) does not end.`);
    await delay(POLL_MS);
  }
}

export interface RestoredCluster extends LocalPostgres {
  readonly copiedMs: number;
  /** From the server's start until it takes writes: the log is replayed in between. */
  readonly replayedMs: number;
}

/**
 * Restores `backup` and the log in `archive` into the new folder `dataDir`.
 *
 * @param until the last instant whose commits count, as Postgres writes it; null: everything that was archived.
 * @throws when Postgres does not start, or the log ends before `until`.
 */
export async function restoreCluster(backup: BaseBackup, archive: string, dataDir: string, until: string | null): Promise<RestoredCluster> {
  const startedMs = performance.now();
  copyData(backup.folder, dataDir);
  write(backup.folder, join(dataDir, "backup_label"), readFileSync(join(backup.folder, "backup_label"), "utf8"));
  write(backup.folder, join(dataDir, "recovery.signal"), "");
  const copiedMs = performance.now() - startedMs;
  const server = await startLocalPostgres(dataDir, [
    `restore_command=cp "${archive}/%f" "%p"`,
    "recovery_target_action=promote",
    ...(until === null ? [] : [`recovery_target_time=${until}`]),
    // What is restored has a future of its own, which must not mix with the past that others restore from.
    "archive_mode=off",
  ]);
  return { ...server, copiedMs, replayedMs: performance.now() - startedMs - copiedMs };
}

/** Copies a data directory without what a backup leaves out; how many bytes. Files may vanish meanwhile: the log makes good for them. */
function copyData(from: string, to: string, isTop = true): number {
  mkdirSync(to, { recursive: true });
  ownAs(from, to, PRIVATE_FOLDER);
  let bytes = 0;
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if (LEFT_OUT.test(name)) continue;
    try {
      const { isFolder, size } = stat(source);
      if (isFolder) bytes += isTop && EMPTIED.has(name) ? copyEmpty(source, target) : copyData(source, target, false);
      else {
        copyFileSync(source, target);
        ownAs(source, target, PRIVATE_FILE);
        bytes += size;
      }
    } catch (error) {
      if ((error as { code?: string }).code !== "ENOENT") throw error;
    }
  }
  return bytes;
}

const stat = (path: string): { readonly isFolder: boolean; readonly size: number } => {
  const found = lstatSync(path);
  return { isFolder: found.isDirectory(), size: found.size };
};

/** The folder, and the folders within it. */
function copyEmpty(from: string, to: string): number {
  mkdirSync(to);
  ownAs(from, to, PRIVATE_FOLDER);
  for (const entry of readdirSync(from, { withFileTypes: true }).filter((one) => one.isDirectory()))
    copyEmpty(join(from, entry.name), join(to, entry.name));
  return 0;
}

function write(like: string, path: string, text: string): void {
  writeFileSync(path, text);
  ownAs(like, path, PRIVATE_FILE);
}

/** Root's Postgres runs as another user: what it is to read is that user's. */
function ownAs(like: string, path: string, mode: number): void {
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
  chmodSync(path, mode);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
