// The spans of a group commit: one statement serves many requests. Each of them has the statement among its own spans, with the batch's id; the first one's
// is the batch's, and has links to the requests, as theirs have to it.
import { errorName } from "@ledge/shared/error-names";
import type { Hop } from "@ledge/shared/telemetry/hops";
import { hopOf } from "@ledge/shared/telemetry/span";
import { MOST_LINKS, newSpanId, type SpanContext } from "@ledge/shared/telemetry/span-context";

/** What the database did is a hop of this service. */
export const DATABASE = "postgres";

/** The span of a request that waits for a batch. */
export interface WaitingSpan {
  /** Null: it is in no trace, as a look-up that several requests share. */
  readonly context: SpanContext | null;
  /** Hops that come back with its answer. */
  readonly hops: Hop[];
}

type Settlement = { readonly ok: boolean; readonly error?: unknown };

/**
 * Runs the commit of a batch, and notes it for each who waits for it. Rejects as the commit does.
 *
 * @param operation what the statement does.
 */
export async function batchSpan<Settled extends Settlement>(
  operation: string,
  version: string,
  spans: readonly (WaitingSpan | null)[],
  commit: () => Promise<readonly Settled[]>,
  nowMs: () => number = Date.now,
): Promise<readonly Settled[]> {
  const [id, startedMs] = [newSpanId(), nowMs()];
  const settled = await commit();
  const endedMs = nowMs();
  const batch = { id, size: spans.length };
  const contexts = spans.map((span) => span?.context ?? null);
  const first = contexts.findIndex((context) => context !== null);
  const toOthers = contexts.filter((context, at) => context !== null && at !== first).slice(0, MOST_LINKS) as SpanContext[];
  const toBatch = first < 0 ? [] : [{ trace_id: (contexts[first] as SpanContext).trace_id, span_id: id }];
  spans.forEach((span, at) => {
    const links = at === first ? toOthers : toBatch;
    const attributes = { service: DATABASE, version, links };
    span?.hops.push({
      ...hopOf(operation, attributes, at === first ? id : newSpanId(), startedMs, endedMs, outcomeOf(settled[at])),
      batch,
    });
  });
  return settled;
}

const outcomeOf = (settled: Settlement | undefined): string => (settled?.ok === true ? "ok" : errorName(settled?.error));
