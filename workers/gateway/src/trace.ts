// The trace that a request belongs to: its client's, or a new one. Events carry it on, so that later effects of the request can be found by it.
import { decodeId } from "@ledge/shared/ids";

/** W3C Trace Context, section 3.2: version, trace-id, parent-id, flags. The first version is 55 characters; a later one may append more. */
const TRACEPARENT = /^(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/;

export interface RequestTrace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** The client's span, 16 hex digits; null: the request begins its trace. */
  readonly parentSpanId: string | null;
}

/** The trace of a `traceparent` header; without a valid one, the request's own UUID: 128 bits are a trace-id too. */
export function traceOf(traceparent: string | null, requestId: string): RequestTrace {
  const [, traceId, parentSpanId] = (traceparent === null ? null : TRACEPARENT.exec(traceparent)) ?? [];
  if (traceId !== undefined && parentSpanId !== undefined) return { traceId, parentSpanId };
  return { traceId: (decodeId("request", requestId) ?? "").replaceAll("-", ""), parentSpanId: null };
}
