// Processes that are started here and must not outlive this one, nor end without a word. Each leads a process group of its own, which a
// terminal's Ctrl-C does not reach: whoever started it decides when it ends.
import { fork } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { signalGroup } from "./group.ts";

const SUPERVISE = fileURLToPath(new URL("./supervise.ts", import.meta.url));

/** What supervise.ts is told to run. */
export interface Order {
  readonly command: string;
  readonly args: readonly string[];
  /** Whom it runs as; nothing: as this process. */
  readonly user: { readonly uid?: number; readonly gid?: number };
  /** What ends it when this process is gone: the command alone by a signal that it heeds, or the whole group at once. */
  readonly farewell: "SIGINT" | "SIGKILL";
}

export interface SupervisedOptions extends Order {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly error: string | null;
}

export interface Supervised {
  /** The group's id. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<Ending>;
  hasEnded(): boolean;
  /** To everything in its group; nothing when it has ended. */
  signal(name: NodeJS.Signals): void;
}

export function startSupervised({ cwd, env, ...order }: SupervisedOptions): Supervised {
  const child = fork(SUPERVISE, [JSON.stringify(order)], {
    cwd,
    env,
    execArgv: [],
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let told: Ending | null = null;
  let isOver = false;
  child.on("message", (ending) => (told = ending as Ending));
  const ended = new Promise<Ending>((resolve) => {
    // The supervisor itself may be killed: then its own end is all that is known.
    child.once("exit", (code, signal) => {
      isOver = true;
      resolve(told ?? { code, signal, error: null });
    });
    child.once("error", (error) => resolve({ code: null, signal: null, error: error.message }));
  });
  const pid = child.pid as number;
  return {
    pid,
    stdout: child.stdout as Readable,
    stderr: child.stderr as Readable,
    ended,
    hasEnded: () => isOver,
    signal: (name) => signalGroup(pid, name),
  };
}

/** An ending in words: `exit code 1`, `killed by SIGKILL`. */
export const endingWords = ({ code, signal, error }: Ending): string =>
  error ?? (signal === null ? `exit code ${code ?? "unknown"}` : `killed by ${signal}`);
