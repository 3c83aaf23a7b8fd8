// Starts a Postgres that archives its write-ahead log, takes a base backup while it works, and restores clusters from the two, by PostgreSQL's
// own means (manual, chapter 25.3, "Continuous Archiving and Point-in-Time Recovery"). It uses the low-level API, because npm's Postgres has no
// pg_basebackup. It must never be pointed at an existing database.
import {
  existsSync,
  chmodSync,
  chownSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const POLL_MS = 50;
/** How long a killed server may take to end: its child processes notice within moments. */
const TIMEOUT_MS = 30_000;
/** Folders whose contents a base backup leaves out (manual, 25.3.4, "Backing Up the Data Directory"); the folders themselves must exist. */
const EMPTIED = new Set(["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"]);
const LEFT_OUT = /^(?:postmaster\.(?:pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_label(?:\.old)?|tablespace_map(?:\.old)?)$/;

/**
 * Starts a new cluster that archives its log into `archive`: each segment at the latest `segmentSeconds` after its first write. That much time
 * can be lost with the server.
 */
export async function startArchiving(dataDir: string, archive: string, segmentSeconds: number): Promise<LocalPostgres> {
  // The archive must belong to the user that the server runs as, who owns the data directory after the first start.
  const first = await startLocalPostgres(dataDir);
  await first.stop();
  mkdirSync(archive);
  ownAs(dataDir, archive, PRIVATE_FOLDER);
  return await startLocalPostgres(dataDir, [
    "wal_level=replica",
    "archive_mode=on",
    `archive_command=test ! -f "${archive}/%f" && cp "%p" "${archive}/%f.part" && mv "${archive}/%f.part" "${archive}/%f"`,
    `archive_timeout=${segmentSeconds}s`,
    // For the comparison alone: when each row was committed.
    "track_commit_timestamp=on",
  ]);
}

export interface BaseBackup {
  readonly folder: string;
  readonly bytes: number;
  readonly tookMs: number;
}

/** Copies the data directory of a working cluster into `folder`. @throws when the backup does not finish. */
export async function takeBaseBackup(adminUrl: string, dataDir: string, folder: string): Promise<BaseBackup> {
  const startedMs = performance.now();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // One session from start to stop: the backup is aborted when it ends. `fast`: an immediate checkpoint, not one that is spread over minutes.
    await client.query("SELECT pg_backup_start('restore drill', fast => true)");
    const bytes = copyData(dataDir, folder);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(wait_for_archive => true)");
    writeOwned(dataDir, join(folder, "backup_label"), rows[0]?.labelfile ?? "");
    return { folder, bytes, tookMs: performance.now() - startedMs };
  } finally {
    await client.end();
  }
}

/** The segment of the log that the server writes now. */
export async function currentSegment(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ segment: string }>("SELECT pg_walfile_name(pg_current_wal_lsn()) AS segment");
  return rows[0]?.segment ?? "";
}

/** Waits until a segment is in the archive: what was not archived cannot be restored, on a machine that is slow too. @throws when it is not in time. */
export async function untilArchived(archive: string, segment: string): Promise<void> {
  for (let waitedMs = 0; !existsSync(join(archive, segment)); waitedMs += POLL_MS) {
    if (waitedMs > TIMEOUT_MS) throw new Error(`${segment} of the log is not archived.`);
    await delay(POLL_MS);
  }
}

/** Sends SIGKILL to the server of a data directory, as if its machine were lost, and waits until the process has ended. */
export async function killServer(dataDir: string): Promise<void> {
  const pid = Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  for (let waitedMs = 0; isRunning(pid); waitedMs += POLL_MS) {
    if (waitedMs > TIMEOUT_MS) throw new Error(`Postgres (pid ${pid}) does not end.`);
    await delay(POLL_MS);
  }
}

export interface RestoredCluster extends LocalPostgres {
  readonly copiedMs: number;
  /** From the server's start until it takes writes; it replays the log in between. */
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
  writeOwned(backup.folder, join(dataDir, "backup_label"), readFileSync(join(backup.folder, "backup_label"), "utf8"));
  writeOwned(backup.folder, join(dataDir, "recovery.signal"), "");
  const copiedMs = performance.now() - startedMs;
  const server = await startLocalPostgres(dataDir, [
    `restore_command=cp "${archive}/%f" "%p"`,
    "recovery_target_action=promote",
    ...(until === null ? [] : [`recovery_target_time=${until}`]),
    // The restored cluster is on a new timeline, whose log must not get into the archive that other restores read.
    "archive_mode=off",
  ]);
  return { ...server, copiedMs, replayedMs: performance.now() - startedMs - copiedMs };
}

/** Copies a data directory without what a backup leaves out, and returns the bytes copied. Files may vanish meanwhile: replaying the log restores them. */
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

/** Copies a folder and the folders within it, without files. */
function copyEmpty(from: string, to: string): number {
  mkdirSync(to);
  ownAs(from, to, PRIVATE_FOLDER);
  for (const entry of readdirSync(from, { withFileTypes: true }).filter((one) => one.isDirectory()))
    copyEmpty(join(from, entry.name), join(to, entry.name));
  return 0;
}

function writeOwned(like: string, path: string, text: string): void {
  writeFileSync(path, text);
  ownAs(like, path, PRIVATE_FILE);
}

/** Postgres that root starts runs as another user, who must own what it reads. */
function ownAs(like: string, path: string, mode: number): void {
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
  chmodSync(path, mode);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
