// A local Postgres that is killed, paused and started again while others use it: same directory, same port. It acts on the processes
// of its own directory and on no others.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type LocalPostgres, startLocalPostgres } from "./local-postgres.ts";

const POLL_MS = 20;
/** A backend notices the postmaster's death when it next waits, and no statement of ours runs longer. Then it is killed too. */
const ORPHANS_MS = 3_000;

export interface MortalPostgres {
  /** Superuser URL of the cluster's `postgres` database. The same for good. */
  readonly adminUrl: string;
  /** SIGKILL to the postmaster, and to its children if they do not follow; starts it again, which replays the log. */
  crash(): Promise<void>;
  /** Every process stands still, in the middle of whatever it does. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

export async function startMortalPostgres(dataDir: string): Promise<MortalPostgres> {
  let server: LocalPostgres = await startLocalPostgres(dataDir);
  const { adminUrl } = server;
  const port = Number(new URL(adminUrl).port);
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of family(dataDir)) send(pid, name);
  };
  return {
    adminUrl,
    async crash() {
      const [postmaster, ...children] = family(dataDir);
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
      signal("SIGCONT"); // who is stopped hears nothing
      await server.stop();
    },
  };
}

/** The postmaster of a directory, first, and its children. */
function family(dataDir: string): number[] {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return [];
  const postmaster = Number(readFileSync(file, "utf8").split("\n")[0]);
  return [postmaster, ...processes().flatMap(({ pid, parent }) => (parent === postmaster ? [pid] : []))];
}

/** Everything that runs; what has ended and waits for its parent to notice does not. */
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
    // Gone by itself.
  }
}
