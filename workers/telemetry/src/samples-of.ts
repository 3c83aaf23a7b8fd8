// Reads what a line counts for: of a request the gateway's own part and each hop, of a run of background work itself. What is no such line counts nothing.
// Only names and numbers are taken: a text that may be anything else is no label (law 28).
import { problems, type ProblemCode } from "@ledge/shared/problem";
import type { Hop } from "@ledge/shared/telemetry/hops";
import { type Measure, measureOf } from "./measures.ts";
import { NAME, type ParsedLine } from "./parse-line.ts";
import type { Sample } from "./series.ts";

const NONE = "";
const OK = "ok";

/**
 * The samples of a line; none if it is no line of a request or of a run.
 *
 * @param requestId of a request that is kept: an example that nobody can look at is none. Null: it is not kept, or the line is of no request.
 */
export function samplesOf(line: ParsedLine, requestId: string | null): readonly Sample[] {
  const { "service.name": service, "service.version": version = "", operation, "http.response.status_code": status } = line;
  const errorType = line["error.type"] ?? NONE;
  const statusClass = status === undefined ? NONE : classOf(status);
  const own = sampleOf({ service, operation, version, statusClass, errorType }, line.duration_ms, requestId);
  const { hops } = line;
  const all = [
    own,
    ...hops.map((hop) => sampleOfHop(hop, requestId)),
    ...replaysOf(own, line),
    ...hops.flatMap((hop) => measuresOf(hop, hops, requestId)),
  ];
  return all.filter((sample) => sample !== null);
}

/** A write that was answered by what its key had recorded. */
const replaysOf = (own: Sample | null, { counts }: ParsedLine): Sample[] =>
  own !== null && counts?.["replayed"] === 1 ? [{ ...own, labels: { ...own.labels, measure: "replay", errorType: NONE }, value: 1 }] : [];

/** What a hop says besides how long it took: of a statement for many requests, and of the delivery of an event. */
function measuresOf(hop: Hop, all: readonly Hop[], requestId: string | null): readonly (Sample | null)[] {
  const {
    service,
    operation,
    version,
    batch,
    outcome,
    span_id: spanId,
    parent_id: parentId,
    started_ms: startedMs,
    caused_ms: causedMs,
  } = hop;
  const of = (measure: Measure, value: unknown): Sample | null =>
    sampleOf({ measure, service, operation, version, statusClass: NONE, errorType: NONE }, value, requestId);
  const samples: (Sample | null)[] = [];
  // Each request of the batch has the statement among its hops; with the batch's own id it is there once.
  if (batch !== undefined && batch.id === spanId) samples.push(of("batch", batch.size));
  const waitedFrom = batch === undefined ? undefined : all.find((one) => one.span_id === parentId)?.started_ms;
  if (startedMs !== undefined && waitedFrom !== undefined) samples.push(of("wait", Math.max(0, startedMs - waitedFrom)));
  if (startedMs !== undefined && causedMs !== undefined && outcome === OK)
    samples.push(of("delivery", Math.max(0, startedMs + hop.duration_ms - causedMs)));
  return samples;
}

const classOf = (status: unknown): string => (Number.isInteger(status) ? `${String(status)[0]}xx` : "invalid class");

/** What an endpoint answers is its owner's affair: it must not pass for a failure of the platform, nor stop a release. */
const DELIVER = "deliver";

/** A hop has no status: its outcome says which it would be. What is no code is the name of an error. */
function sampleOfHop({ service, operation, version, duration_ms: durationMs, outcome }: Hop, requestId: string | null): Sample | null {
  const problem = problems[outcome as ProblemCode] as { readonly status: number } | undefined;
  const otherwise = operation === DELIVER ? problems.validation_failed.status : problems.internal_error.status;
  const statusClass = outcome === OK ? "2xx" : classOf(problem?.status ?? otherwise);
  const errorType = outcome === OK ? NONE : outcome;
  return sampleOf({ service, operation, version, statusClass, errorType }, durationMs, requestId);
}

function sampleOf(labels: Sample["labels"], value: unknown, requestId: string | null): Sample | null {
  const { measure = "duration", service, operation, version, statusClass, errorType } = labels;
  if (!isName(service) || !isName(operation) || ![version, statusClass, errorType].every((text) => text === NONE || isName(text)))
    return null;
  if (typeof value !== "number" || !(value >= 0)) return null;
  return { labels, value: Math.min(value, measureOf(measure).most), requestId };
}

const isName = (value: unknown): boolean => typeof value === "string" && NAME.test(value);
