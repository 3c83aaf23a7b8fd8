// Where a span is in its trace (W3C Trace Context, section 3.2.2). Its ids are made where the span is, and come back with it, so nobody needs to be passed one.
import { decodeId, newUuid } from "../ids.ts";

/** A span by its trace and its own id, as a link to it says it. */
export interface SpanContext {
  /** 32 hex digits. */
  readonly trace_id: string;
  /** 16 hex digits. */
  readonly span_id: string;
}

const HEX = 16;
const SPAN_DIGITS = 16;
const HALF_DIGITS = SPAN_DIGITS / 2;
const MOST_SPANS = 0xffff_ffff;

/** A new id of a trace, for work that no request waits for. Not before a request: there is no randomness then. */
export const newTraceId = (): string => newUuid().replaceAll("-", "");

let isolate = "";
let spans = 0;

/** A new id of a span: eight random digits of this isolate, and a number of its own. A UUID for each would cost more than the rest of a span. */
export function newSpanId(): string {
  if (isolate === "" || spans === MOST_SPANS) [isolate, spans] = [newTraceId().slice(-HALF_DIGITS), 0];
  spans += 1;
  return isolate + spans.toString(HEX).padStart(HALF_DIGITS, "0");
}

/**
 * The id of a request's outermost span: the second half of its UUID. So whoever has the request's ids, as an event has them, can link to it.
 * Null: that is no request's id.
 */
export const spanIdOf = (requestId: string): string | null =>
  decodeId("request", requestId)?.replaceAll("-", "").slice(-SPAN_DIGITS) ?? null;

/**
 * The header by which whoever is sent something joins its own spans to this one (W3C Trace Context, section 3.2). Its flags are 0: whether a span is
 * kept is known when it has ended, so nothing is promised.
 */
export const traceparentOf = ({ trace_id: traceId, span_id: spanId }: SpanContext): string => `00-${traceId}-${spanId}-00`;

/** More than one line should hold; OpenTelemetry's own limit of links (https://opentelemetry.io/docs/specs/otel/trace/sdk/#span-limits). */
export const MOST_LINKS = 128;

/** Links to the outermost spans of the requests that caused these events, each once; of what no request caused, none. */
export function linksTo(events: readonly { readonly request_id?: unknown; readonly trace_id?: unknown }[]): SpanContext[] {
  const links = new Map<string, SpanContext>();
  for (const { request_id: requestId, trace_id: traceId } of events) {
    if (typeof requestId !== "string" || typeof traceId !== "string" || links.size === MOST_LINKS) continue;
    const spanId = spanIdOf(requestId);
    if (spanId !== null) links.set(requestId, { trace_id: traceId, span_id: spanId });
  }
  return [...links.values()];
}
