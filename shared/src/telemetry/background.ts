// Work that no request waits for: the relay, consumers of queues, sweeps, dispatchers, the sealer. Each run writes one line, whatever becomes of it.
import { log } from "./log.ts";
import type { LogEvent } from "./log-line.ts";
import { newSpanId, newTraceId } from "./span-context.ts";

/** Left out: a trace of its own, without anything inside. */
type Traced = "trace_id" | "parent_span_id" | "links" | "hops";

/** What a run may say of itself, beside who it is: its level is `info`, unless it says otherwise or fails. */
export type RunNotes = { -readonly [Field in "level" | "counts" | "subject" | "sql_state" | Traced]?: LogEvent[Field] };

/**
 * Runs work, and writes its line: how long it took, what it noted, and what it threw, which is thrown again.
 *
 * @param describe what a failure says beside its name, such as its SQLSTATE.
 */
export async function background<Done>(
  who: Pick<LogEvent, "service" | "operation" | "version">,
  work: (notes: RunNotes) => Promise<Done>,
  describe: (error: unknown) => RunNotes = () => ({}),
  nowMs: () => number = Date.now,
): Promise<Done> {
  const notes: RunNotes = { trace_id: newTraceId() };
  const spanId = newSpanId();
  const beganMs = nowMs();
  const durationMs = (): number => Math.max(0, nowMs() - beganMs);
  try {
    const done = await work(notes);
    log({ level: "info", ...who, ...notes, span_id: spanId, duration_ms: durationMs() });
    return done;
  } catch (error) {
    log({ ...who, ...notes, ...describe(error), span_id: spanId, level: "error", duration_ms: durationMs(), error });
    throw error;
  }
}
