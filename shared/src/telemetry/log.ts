// The one way to the console of all Workers: one line of JSON with a fixed set of fields, which are names, ids and numbers alone. It must never write
// input, nor an error's message, which may quote input: input may be personal or secret (law 28).
import { errorName } from "../error-names.ts";
import type { Hop } from "./hops.ts";
import type { LogEvent, LogLine } from "./log-line.ts";
import type { SpanContext } from "./span-context.ts";

/** Globals of the runtime. The bundler replaces NODE_ENV by a constant: "development" in what `wrangler dev` builds, and nowhere else. */
declare const console: Readonly<Record<"log" | "warn" | "error", (...data: unknown[]) => void>>;
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** Ids, operations, SQLSTATEs and names of errors match this; addresses, sentences and documents do not, nor does anything that ends a line. */
const NAME = /^[\w.:-]{0,128}$/;

const METHODS = { info: "log", warn: "warn", error: "error" } as const;

/** Writes a line. */
export function log(event: LogEvent): void {
  console[METHODS[event.level]](lineOf(event));
  if ("error" in event && process.env.NODE_ENV === "development") console.error(event.error);
}

/** Takes the fields one by one, so that no other property of a caller's object is written; absent fields are left out. */
function lineOf(event: LogEvent): string {
  const line: { readonly [Field in keyof Required<LogLine>]: LogLine[Field] } = {
    level: event.level,
    "service.name": event.service,
    "service.version": event.version,
    operation: event.operation,
    request_id: event.request_id,
    trace_id: event.trace_id,
    span_id: event.span_id,
    parent_span_id: event.parent_span_id,
    subject: event.subject,
    principal: event.principal,
    "http.response.status_code": event.status,
    "error.type": "error" in event ? errorName(event.error) : event.code,
    "db.response.status_code": event.sql_state,
    positions: event.positions,
    counts: event.counts,
    duration_ms: event.duration_ms,
    started_ms: event.started_ms,
    links: event.links?.map(contextOf),
    hops: event.hops?.map(writtenHop),
  };
  return JSON.stringify(line, (_key, value: unknown) => (typeof value === "string" && !NAME.test(value) ? "unprintable" : value));
}

const contextOf = ({ trace_id, span_id }: SpanContext): SpanContext => ({ trace_id, span_id });

function writtenHop({
  service,
  operation,
  version,
  duration_ms,
  outcome,
  span_id,
  parent_id,
  started_ms,
  caused_ms,
  batch,
  links,
}: Hop): Hop {
  return {
    ...{ service, operation, version, duration_ms, outcome },
    ...(span_id !== undefined && { span_id }),
    ...(parent_id !== undefined && { parent_id }),
    ...(started_ms !== undefined && { started_ms }),
    ...(caused_ms !== undefined && { caused_ms }),
    ...(batch !== undefined && { batch: { id: batch.id, size: batch.size } }),
    ...(links !== undefined && { links: links.map(contextOf) }),
  };
}
