// Reads what a line says of a piece of work, as OpenTelemetry has it: a span of the service that wrote it, one for each hop inside, and a record of the log.
// Pure. Only names, numbers and ids are taken, each judged again here: a line is a text that may be anything (law 28).
import { areLinks, type Hop } from "@ledge/shared/telemetry/hops";
import type { LogLine } from "@ledge/shared/telemetry/log-line";
import { newSpanId, type SpanContext } from "@ledge/shared/telemetry/span-context";
import type { ParsedLine } from "../parse-line.ts";

export interface SpanRecord {
  readonly name: string;
  readonly service: string;
  readonly version: string;
  readonly kind: "server" | "client" | "producer" | "consumer" | "internal";
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly isError: boolean;
  readonly attributes: Attributes;
  readonly links: readonly SpanContext[];
}

export interface LogRecord {
  readonly level: LogLine["level"];
  readonly name: string;
  readonly service: string;
  readonly version: string;
  readonly atMs: number;
  /** Null: the line is of no span. */
  readonly context: SpanContext | null;
  readonly attributes: Attributes;
}

export interface Work {
  /** The service that wrote the line first; none of a line of an event, which took no time. */
  readonly spans: readonly SpanRecord[];
  readonly log: LogRecord;
}

type Attributes = Readonly<Record<string, string | number>>;

const NAME = /^[\w.:-]{1,128}$/;
const FAILURES = 500;
/** Ten minutes, as in samples-of: a clock that jumped must not decide. */
const MOST_MS = 600_000;
/** Outcomes of hops that are no failure of a service: it refused, as its contract says. */
const REFUSAL = /^[a-z]+(?:_[a-z]+)*$/;
const OWN_FAULTS = new Set(["internal_error", "service_unavailable"]);

/** @param atMs when the line was written. @returns null: it is no line of a Worker. */
export function workOf(line: ParsedLine, atMs: number): Work | null {
  const { "service.name": service, operation, level } = line;
  if (!isName(service) || !isName(operation) || (level !== "info" && level !== "warn" && level !== "error")) return null;
  const version = isName(line["service.version"]) ? line["service.version"] : "";
  const context = contextOf(line);
  const spans = context === null ? [] : spansOf(line, { service, version, context, atMs });
  return { spans, log: { level, name: operation, service, version, atMs, context, attributes: attributesOf(line) } };
}

const isName = (value: unknown): value is string => typeof value === "string" && NAME.test(value);

function contextOf({ trace_id, span_id }: LogLine): SpanContext | null {
  const context = { trace_id, span_id };
  return areLinks([context]) ? (context as SpanContext) : null;
}

interface Written {
  readonly service: string;
  readonly version: string;
  readonly context: SpanContext;
  readonly atMs: number;
}

function spansOf(line: ParsedLine, { service, version, context, atMs }: Written): SpanRecord[] {
  const { duration_ms: durationMs, started_ms: startedMs, "http.response.status_code": status, parent_span_id: parent, links } = line;
  if (typeof durationMs !== "number" || !(durationMs >= 0)) return [];
  const took = Math.min(durationMs, MOST_MS);
  const startMs = Number.isFinite(startedMs) ? (startedMs as number) : atMs - took;
  const root: SpanRecord = {
    ...{ name: line.operation, service, version, kind: kindOf(line) },
    ...{ traceId: context.trace_id, spanId: context.span_id },
    parentSpanId: parent !== undefined && areLinks([{ ...context, span_id: parent }]) ? parent : null,
    ...{ startMs, endMs: startMs + took },
    isError: line.level === "error" || (typeof status === "number" && status >= FAILURES),
    attributes: attributesOf(line),
    links: areLinks(links) ? links : [],
  };
  const requestId = isName(line.request_id) ? { "ledge.request_id": line.request_id } : {};
  return [root, ...line.hops.flatMap((hop) => spanOf(hop, root, requestId))];
}

/** Of a hop of an earlier version, when it began is not known: it is shown as if it had ended with the line. */
function spanOf(hop: Hop, root: SpanRecord, requestId: Attributes): SpanRecord[] {
  const { service, operation, version, outcome, duration_ms: durationMs, started_ms: startedMs, batch } = hop;
  if (![service, operation, outcome].every(isName) || !(durationMs >= 0)) return [];
  const took = Math.min(durationMs, MOST_MS);
  const startMs = startedMs ?? root.endMs - took;
  const isDatabase = service === "postgres";
  return [
    {
      ...{ name: operation, service, version: isName(version) ? version : "" },
      kind: isDatabase ? "client" : (KINDS[operation] ?? "internal"),
      ...{ traceId: root.traceId, spanId: hop.span_id ?? newSpanId() },
      parentSpanId: hop.parent_id === null ? null : (hop.parent_id ?? root.spanId),
      ...{ startMs, endMs: startMs + took },
      isError: outcome !== "ok" && (!REFUSAL.test(outcome) || OWN_FAULTS.has(outcome)),
      attributes: {
        ...requestId,
        ...(outcome !== "ok" && { "error.type": outcome }),
        ...(isDatabase && { "db.system.name": "postgresql", "db.operation.name": operation }),
        ...(batch !== undefined && { "ledge.batch.id": batch.id, "db.operation.batch.size": batch.size }),
      },
      links: hop.links ?? [],
    },
  ];
}

/** Of what crosses a queue or leaves the platform. */
const KINDS: Readonly<Record<string, SpanRecord["kind"]>> = {
  ...{ relay: "producer", deliver: "client" },
  ...{ consumeEvents: "consumer", consumeDeadLetters: "consumer", consumeAnnouncements: "consumer" },
};
const kindOf = (line: LogLine): SpanRecord["kind"] =>
  line["http.response.status_code"] === undefined ? (KINDS[line.operation] ?? "internal") : "server";

function attributesOf(line: LogLine): Attributes {
  const status = line["http.response.status_code"];
  const named = {
    "ledge.request_id": line.request_id,
    "ledge.principal.id": line.principal,
    "ledge.subject.id": line.subject,
    "error.type": line["error.type"],
    "db.response.status_code": line["db.response.status_code"],
  };
  return {
    ...Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => isName(entry[1]))),
    ...(Number.isInteger(status) && { "http.response.status_code": status as number }),
    ...countsOf(line.counts),
  };
}

const COUNT = /^[a-z]+(?:_[a-z]+)*$/;

function countsOf(counts: unknown): Attributes {
  if (typeof counts !== "object" || counts === null) return {};
  const numbers = Object.entries(counts).filter((entry): entry is [string, number] => COUNT.test(entry[0]) && Number.isFinite(entry[1]));
  return Object.fromEntries(numbers.map(([name, value]) => [`ledge.count.${name}`, value]));
}
