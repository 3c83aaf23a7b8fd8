// Shows in one line what a command is doing: rewritten in place on a terminal, a new line every few seconds in a log.
import { performance } from "node:perf_hooks";

/** How often a log gets a line: enough to show that the command works, and few enough to read. */
const LOG_LINE_EVERY_MS = 5_000;
const CLEAR_LINE = "\r\x1b[2K";

export interface Progress {
  /** Shows what is being done, with the seconds since the start, until the next call. */
  say(what: string): void;
  /** Clears the line, before the result is printed. */
  end(): void;
}

/** Starts the line. Nothing is written before the first `say`, or after `end`. */
export function startProgress(out: NodeJS.WriteStream): Progress {
  const startedMs = performance.now();
  let what: string | null = null;
  let writtenMs = -Infinity;
  const write = (): void => {
    if (what === null) return;
    writtenMs = performance.now();
    const line = `${((writtenMs - startedMs) / 1_000).toFixed(0).padStart(4)} s  ${what}`;
    out.write(out.isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`);
  };
  // The line is repeated while nothing changes, so that a command that waits is not taken for one that hangs.
  const timer = setInterval(write, LOG_LINE_EVERY_MS).unref();
  return {
    say(next) {
      what = next;
      if (out.isTTY || performance.now() - writtenMs >= LOG_LINE_EVERY_MS) write();
    },
    end() {
      clearInterval(timer);
      if (what !== null && out.isTTY) out.write(CLEAR_LINE);
      what = null;
    },
  };
}
