// Polls whether the Workers answer: Wrangler may run while the runtime that it started does not. Time and the request are arguments.

export interface RuntimeWatch {
  /** Reports that a process of the runtime ended by itself: if it does not answer from now on, it never will. */
  crashed(): void;
  /** Resolves with the reason when the runtime is lost; with null when `isOver`. */
  readonly lost: Promise<string | null>;
}

export interface WatchOptions {
  /** Whether the Workers answer at this moment. */
  readonly answers: () => Promise<boolean>;
  /** Describes a process that is needed and has ended; null: all of them run. */
  readonly missing: () => string | null;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly nowMs: () => number;
  readonly isOver: () => boolean;
  readonly say: (line: string) => void;
}

const POLL_MS = 1_000;
/** Without an answer for so long, the Workers are reported as silent. Rebuilding after a save takes a second or two, on a busy machine more. */
const SILENT_MS = 10_000;

/** Watches until `isOver`. A silence is reported once. After a crash it means that the runtime is lost: a runtime whose process was restarted alone never answers. */
export function watchRuntime({ answers, missing, wait, nowMs, isOver, say }: WatchOptions): RuntimeWatch {
  let [answeredMs, hasCrashed, isReported] = [nowMs(), false, false];
  const watch = async (): Promise<string | null> => {
    for (;;) {
      await wait(POLL_MS);
      if (isOver()) return null;
      const ended = missing();
      if (ended !== null) return ended;
      if (await answers()) {
        if (isReported) say("The Workers answer again.");
        [answeredMs, hasCrashed, isReported] = [nowMs(), false, false];
        continue;
      }
      if (isOver()) return null;
      const silentMs = nowMs() - answeredMs;
      if (silentMs < SILENT_MS) continue;
      if (hasCrashed) return "it crashed, and does not answer after its restart";
      if (!isReported)
        say(
          `The Workers have not answered for ${Math.round(silentMs / 1_000)} s: a gateway that does not build, a request that never ends, or a debugger blocks all of them.`,
        );
      isReported = true;
    }
  };
  return { crashed: () => (hasCrashed = true), lost: watch() };
}
