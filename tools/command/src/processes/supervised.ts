// Starts processes that must end when this one ends, and whose own end must be reported. Each leads a process group of its own, which Ctrl-C in a
// terminal does not reach: its caller decides when it ends.
import { fork } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { signalGroup } from "./group.ts";

const SUPERVISE = fileURLToPath(new URL("./supervise.ts", import.meta.url));

/** The command that supervise.ts runs. */
export interface SupervisedCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The user that it runs as; empty: the user of this process. */
  readonly user: { readonly uid?: number; readonly gid?: number };
  /** The signal when this process has ended: SIGINT to the command alone, which then stops by itself, or SIGKILL to the whole group. */
  readonly endSignal: "SIGINT" | "SIGKILL";
}

export interface SupervisedOptions extends SupervisedCommand {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started; null: it was. */
  readonly error: string | null;
}

export interface Supervised {
  /** The id of the process group. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<Ending>;
  hasEnded(): boolean;
  /** Sends a signal to the whole group, unless it has ended. */
  signal(name: NodeJS.Signals): void;
}

export function startSupervised({ cwd, env, ...command }: SupervisedOptions): Supervised {
  const child = fork(SUPERVISE, [JSON.stringify(command)], {
    cwd,
    env,
    execArgv: [],
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let reported: Ending | null = null;
  let isOver = false;
  child.on("message", (ending) => (reported = ending as Ending));
  const ended = new Promise<Ending>((resolve) => {
    // The supervisor itself may be killed: then only its own end is known.
    child.once("exit", (code, signal) => {
      isOver = true;
      resolve(reported ?? { code, signal, error: null });
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

/** Describes an ending: `exit code 1`, `killed by SIGKILL`. */
export const endingWords = ({ code, signal, error }: Ending): string =>
  error ?? (signal === null ? `exit code ${code ?? "unknown"}` : `killed by ${signal}`);
