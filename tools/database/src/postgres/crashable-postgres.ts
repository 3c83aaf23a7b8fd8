// A local Postgres that can be killed, paused and started again while clients use it, on the same directory and port. It must signal no processes
// but those of its own directory.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type LocalPostgres, startLocalPostgres } from "./local-postgres.ts";

const POLL_MS = 20;
/** How long backends may take to end after their postmaster: they notice when they next wait, and no statement runs longer. Then they are killed. */
const ORPHANS_MS = 3_000;

export interface CrashablePostgres {
  /** Superuser URL of the cluster's `postgres` database. It does not change. */
  readonly adminUrl: string;
  /** Sends SIGKILL to the postmaster, and to its children if they do not end; then starts it again, which replays the log. */
  crash(): Promise<void>;
  /** Stops every process where it is, until `resume`. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

export async function startCrashablePostgres(dataDir: string): Promise<CrashablePostgres> {
  let server: LocalPostgres = await startLocalPostgres(dataDir);
  const { adminUrl } = server;
  const port = Number(new URL(adminUrl).port);
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of serverProcesses(dataDir)) send(pid, name);
  };
  return {
    adminUrl,
    async crash() {
      const [postmaster, ...children] = serverProcesses(dataDir);
      if (postmaster === undefined) throw new Error(`No Postgres runs in ${dataDir}.`);
      send(postmaster, "SIGKILL");
      const isLeft = ({ pid }: { readonly pid: number }): boolean => pid === postmaster || children.includes(pid);
      for (let waitedMs = 0; processes().some(isLeft); waitedMs += POLL_MS) {
        if (waitedMs >= ORPHANS_MS) for (const pid of children) send(pid, "SIGKILL");
        await delay(POLL_MS);
      }
      server = await startLocalPostgres(dataDir, [], port);
    },
    pause: () => signal("SIGSTOP"),
    resume: () => signal("SIGCONT"),
    async stop() {
      signal("SIGCONT"); // a paused process handles no other signal
      await server.stop();
    },
  };
}

/** The pids of a directory's postmaster, which is first, and of its children. */
function serverProcesses(dataDir: string): number[] {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return [];
  const postmaster = Number(readFileSync(file, "utf8").split("\n")[0]);
  return [postmaster, ...processes().flatMap(({ pid, parent }) => (parent === postmaster ? [pid] : []))];
}

/** All running processes, without zombies. */
function processes(): { readonly pid: number; readonly parent: number }[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/);
    return state?.startsWith("Z") === false ? [{ pid: Number(pid), parent: Number(parent) }] : [];
  });
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
