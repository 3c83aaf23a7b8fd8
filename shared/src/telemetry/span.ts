// A span: a piece of work of one service, measured where it is done. Nothing else measures one, so that all mean the same by its duration and outcome.
import { errorName } from "../error-names.ts";
import { addHops, type Hop, hopsOf, takeHops, within, withHops } from "./hops.ts";
import { newSpanId, type SpanContext } from "./span-context.ts";

/** Who does the work. */
export interface SpanAttributes {
  readonly service: string;
  readonly version: string;
  /** Spans of other traces that it belongs to. */
  readonly links?: readonly SpanContext[];
  /** When the change happened that it is a consequence of, in milliseconds since the epoch. */
  readonly causedMs?: number;
}

/**
 * Runs a piece of work. Its answer comes back with a hop that says what it was, before those of the spans inside it; and so does what it throws.
 *
 * @param name the operation.
 * @param work is given the id of the span.
 * @param outcomeOf what an answer says: that of a Result, unless another is given.
 */
export async function span<Answer>(
  name: string,
  attributes: SpanAttributes,
  work: (spanId: string) => Promise<Answer>,
  outcomeOf: (answer: Answer) => string = outcomeOfResult,
  nowMs: () => number = Date.now,
): Promise<Answer> {
  const [spanId, startedMs] = [newSpanId(), nowMs()];
  const hop = (outcome: string): Hop => hopOf(name, attributes, spanId, startedMs, nowMs(), outcome);
  try {
    const { answer, hops } = takeHops(await work(spanId));
    return withHops(answer, [hop(outcomeOf(answer)), ...within(spanId, hops)]);
  } catch (error) {
    throw addHops(error, [hop(errorName(error)), ...within(spanId, hopsOf(error))]);
  }
}

/** Runs a piece of work whose answer can carry no hop, or has a form that others know: its hop goes into a list. */
export async function spanInto<Answer>(
  hops: Hop[],
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<Answer>,
  outcomeOf: (answer: Answer) => string = outcomeOfResult,
  nowMs: () => number = Date.now,
): Promise<Answer> {
  const [spanId, startedMs] = [newSpanId(), nowMs()];
  const note = (outcome: string) => hops.push(hopOf(name, attributes, spanId, startedMs, nowMs(), outcome));
  try {
    const answer = await work();
    note(outcomeOf(answer));
    return answer;
  } catch (error) {
    note(errorName(error));
    throw error;
  }
}

/** The hop of a span that has ended. */
export function hopOf(
  operation: string,
  { service, version, links = [], causedMs }: SpanAttributes,
  spanId: string,
  startedMs: number,
  endedMs: number,
  outcome: string,
): Hop {
  return {
    service,
    operation,
    version,
    duration_ms: Math.max(0, endedMs - startedMs),
    outcome,
    span_id: spanId,
    started_ms: startedMs,
    ...(causedMs !== undefined && { caused_ms: causedMs }),
    ...(links.length > 0 && { links }),
  };
}

/** `ok`, or the code of a refusal. What is no Result refuses nothing. */
function outcomeOfResult(answer: unknown): string {
  const { ok, refusal } = (answer ?? {}) as { readonly ok?: unknown; readonly refusal?: { readonly code?: unknown } };
  return ok === false && typeof refusal?.code === "string" ? refusal.code : "ok";
}
