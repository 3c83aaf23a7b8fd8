// One line that says what is being measured, and for how long the run has been going.
import { performance } from "node:perf_hooks";

/** A log (no terminal) gets a line this often: enough to see that it lives, few enough to read. */
const LOG_LINE_EVERY_MS = 10_000;

export interface Progress {
  readonly show: (what: string) => void;
  readonly clear: () => void;
}

export function startProgress(stream: NodeJS.WriteStream): Progress {
  const startedMs = performance.now();
  let saidMs = Number.NEGATIVE_INFINITY;
  const line = (what: string): string => `${((performance.now() - startedMs) / 1_000).toFixed(0).padStart(4)} s  ${what}`;
  return {
    show(what) {
      if (stream.isTTY) stream.write(`\r\x1b[2K${line(what)}`);
      else if (performance.now() - saidMs >= LOG_LINE_EVERY_MS) {
        saidMs = performance.now();
        stream.write(`${line(what)}\n`);
      }
    },
    clear: () => void (stream.isTTY && stream.write("\r\x1b[2K")),
  };
}
