// The line of a request: one for each, written when its answer is made, whatever became of it. What other services did for it is in the line, so they
// write none of their own. It names operations and ids, and never a path, a query or a header of the client (law 28).
import type { Answer } from "@ledge/kit/answer";
import { problemCodeOf } from "@ledge/kit/refuse";
import type { Hop } from "@ledge/shared/telemetry/hops";
import { log } from "@ledge/shared/telemetry/log";
import { spanIdOf } from "@ledge/shared/telemetry/span-context";
import type { RequestTrace } from "./trace.ts";

const FAILURES = 500;

/** What becomes known of a request while it is answered. */
export interface RequestNotes {
  /** The operationId; of what the contract has no operation for, a name of this list. */
  operation: string;
  /** Null: not known yet. */
  trace: RequestTrace | null;
  /** The public id of the principal; null: nobody, or not known yet. */
  principal: string | null;
  /** For how long its body was waited for, in milliseconds: that is the client's time. */
  bodyMs: number;
  /** Of the services that were asked, the outermost of each call first. */
  readonly hops: Hop[];
}

/** Before a route is known: of a path, or a method on it, that the contract does not have, so that a made-up path makes no name. */
const UNMATCHED = "unmatched";
export const READ_DOCS = "readDocs";
export const READ_LOG = "readLog";

export const newNotes = (): RequestNotes => ({ operation: UNMATCHED, trace: null, principal: null, bodyMs: 0, hops: [] });

/** Writes the line. The duration of an answer that streams is that until its stream begins; the time in which a body came is none of it. */
export function writeRequestLine(requestId: string, version: string, notes: RequestNotes, answer: Answer, durationMs: number): void {
  const code = problemCodeOf(answer);
  log({
    level: answer.status < FAILURES ? "info" : "warn",
    service: "gateway",
    version,
    operation: notes.operation,
    request_id: requestId,
    ...(notes.trace !== null && { trace_id: notes.trace.traceId, span_id: spanIdOf(requestId) ?? "" }),
    ...(notes.trace !== null && notes.trace.parentSpanId !== null && { parent_span_id: notes.trace.parentSpanId }),
    ...(notes.principal !== null && { principal: notes.principal }),
    status: answer.status,
    ...(code !== null && { code }),
    duration_ms: Math.max(0, durationMs - notes.bodyMs),
    ...("Idempotent-Replayed" in answer.headers && { counts: { replayed: 1 } }),
    hops: notes.hops,
  });
}
