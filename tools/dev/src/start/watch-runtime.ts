// Whether the Workers answer, asked over and over: Wrangler may live while what it runs does not. Time and the question are arguments.

export interface RuntimeWatch {
  /** A process of the runtime ended by itself: what does not answer from now on will not. */
  crashed(): void;
  /** Ends when `isOver`, or with the reason why the runtime is lost. */
  readonly lost: Promise<string | null>;
}

export interface WatchOptions {
  /** Whether the Workers answer at this moment. */
  readonly answers: () => Promise<boolean>;
  /** Whether everything that builds and serves is there; what is not, in words. */
  readonly missing: () => string | null;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly nowMs: () => number;
  readonly isOver: () => boolean;
  readonly say: (line: string) => void;
}

const EVERY_MS = 1_000;
/** Rebuilding after a save takes a second or two; on a machine that is busy some more. */
const SILENT_MS = 10_000;

/** Watches until `isOver`. A silence is said once; after a crash it is the end, because a restarted half of a runtime never answers. */
export function watchRuntime({ answers, missing, wait, nowMs, isOver, say }: WatchOptions): RuntimeWatch {
  let [heardMs, hasCrashed, isSaid] = [nowMs(), false, false];
  const watch = async (): Promise<string | null> => {
    for (;;) {
      await wait(EVERY_MS);
      if (isOver()) return null;
      const gone = missing();
      if (gone !== null) return gone;
      if (await answers()) {
        if (isSaid) say("The Workers answer again.");
        [heardMs, hasCrashed, isSaid] = [nowMs(), false, false];
        continue;
      }
      if (isOver()) return null;
      const silentMs = nowMs() - heardMs;
      if (silentMs < SILENT_MS) continue;
      if (hasCrashed) return "it crashed, and what was started in its place does not answer";
      if (!isSaid)
        say(
          `The Workers have not answered for ${Math.round(silentMs / 1_000)} s: a gateway that does not build, a request that never ends, or a debugger holds them all.`,
        );
      isSaid = true;
    }
  };
  return { crashed: () => (hasCrashed = true), lost: watch() };
}
