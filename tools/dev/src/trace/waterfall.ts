// What happened to one request, as text: its spans as bars, what its events caused in other traces, and its lines of the log. Pure.
import { tableLines } from "@ledge/command/table";
import type { LogRecord, Span, Traces } from "./read-traces.ts";

const REQUEST = "ledge.request_id";
const BAR = 40;

/** The text; null: there is no span and no record of that request. */
export function waterfall(requestId: string, { spans, logs }: Traces): string | null {
  const own = spans.filter((span) => span.attributes[REQUEST] === requestId);
  const records = logs.filter((record) => record.attributes[REQUEST] === requestId).sort((one, other) => one.atMs - other.atMs);
  if (own.length === 0 && records.length === 0) return null;
  const caused = causedBy(own, spans);
  const beganMs = Math.min(...own.map(({ startMs }) => startMs));
  return [
    `${requestId}${own[0] === undefined ? "" : `, trace ${own[0].traceId}`}`,
    ...section("", own.length === 0 ? [] : tableLines(barsOf(own, beganMs))),
    ...section("Caused by its events, in traces that are linked to it:", caused.length === 0 ? [] : tableLines(barsOf(caused, beganMs))),
    ...section("Lines of the log:", records.map(lineOf)),
  ].join("\n");
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", ...(title === "" ? [] : [title]), ...lines];

/** Spans of other traces that have a link to one of these, with those around and inside them. */
function causedBy(own: readonly Span[], all: readonly Span[]): Span[] {
  const ids = new Set(own.map(({ spanId }) => spanId));
  const linked = all.filter((span) => span.attributes[REQUEST] === undefined && span.links.some(({ spanId }) => ids.has(spanId)));
  const traces = new Set(linked.map(({ traceId }) => traceId));
  // Of a run of deliveries, those to others are of other requests.
  return all.filter((span) => traces.has(span.traceId) && (linked.includes(span) || span.links.length === 0));
}

function barsOf(spans: readonly Span[], beganMs: number): string[][] {
  const startMs = Math.min(...spans.map((span) => span.startMs));
  const wholeMs = Math.max(...spans.map((span) => span.endMs)) - startMs;
  const at = (ms: number): number => (wholeMs === 0 ? 0 : Math.round(((ms - startMs) / wholeMs) * BAR));
  const rows = inOrder(spans).map(([span, depth]) => {
    const begin = Math.min(at(span.startMs), BAR - 1);
    const bar = `${" ".repeat(begin)}${"█".repeat(Math.max(1, at(span.endMs) - begin))}`.padEnd(BAR);
    const took = `${shown(span.endMs - span.startMs)} ms`;
    return [`${"  ".repeat(depth)}${span.service}`, span.name, `|${bar}|`, `+${shown(span.startMs - beganMs)} ms`, took, outcomeOf(span)];
  });
  return [["service", "operation", "", "from", "took", "outcome"], ...rows];
}

const shown = (ms: number): string => ms.toFixed(0);

function outcomeOf({ attributes }: Span): string {
  const batch = attributes["db.operation.batch.size"];
  const status = attributes["http.response.status_code"];
  const outcome = attributes["error.type"] ?? "ok";
  return [status, outcome, ...(batch === undefined || batch === "1" ? [] : [`in a batch of ${batch}`])].filter(Boolean).join(" ");
}

/** Each span before those inside it, in the order of their beginnings, with how deep it is. */
function inOrder(spans: readonly Span[]): [Span, number][] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = (parent: string | null, depth: number): [Span, number][] =>
    spans
      .filter(({ parentSpanId }) => (parent === null ? parentSpanId === null || !ids.has(parentSpanId) : parentSpanId === parent))
      .sort((one, other) => one.startMs - other.startMs)
      .flatMap((span): [Span, number][] => [[span, depth], ...below(span.spanId, depth + 1)]);
  return below(null, 0);
}

function lineOf({ atMs, level, name, service, attributes }: LogRecord): string {
  const rest = Object.entries(attributes).flatMap(([key, value]) => (key === REQUEST ? [] : `${key}=${value}`));
  return [new Date(atMs).toISOString(), level, service, name, ...rest].join(" ");
}
