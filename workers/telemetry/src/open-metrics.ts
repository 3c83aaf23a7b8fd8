// Writes series as OpenMetrics 1.0 text (https://github.com/OpenObservability/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md). Pure.
import type { Gauge } from "@ledge/shared/contracts/metrics";
import { type Measure, MEASURES, measureOf } from "./measures.ts";
import type { OwnCounts } from "./own-counts.ts";
import { type Exemplar, keyOf, type Labels, type Series, sumOf } from "./series.ts";

/** A series as it is kept: with the time at which it began, by which a reader sees that it was reset. */
export interface KeptSeries extends Series {
  readonly createdMs: number;
}

const MS_PER_S = 1_000;
const OPERATIONS = "ledge_operations";
const DROPPED = "ledge_telemetry_dropped";
/** What is left out here, each a counter of its own. */
const LEFT_OUT = {
  samples: "Samples that are in no series, because there were too many.",
  requests: "Requests that were to be kept and are not, because there were too many.",
} as const;
const SIGNALS = ["logs", "metrics", "traces"] as const;

/** The whole exposition. */
export function openMetrics(series: readonly KeptSeries[], counts: OwnCounts, gauges: readonly Gauge[]): string {
  const known = gauges.filter(isKnown);
  const lines = [
    `# TYPE ${OPERATIONS} counter`,
    `# HELP ${OPERATIONS} Requests and runs of background work, by the service that did them.`,
    ...ofMeasure(series, "duration").flatMap((one) => counterLines(OPERATIONS, one)),
    ...(Object.keys(MEASURES) as Measure[]).flatMap((measure) => measureLines(measure, series)),
    ...Object.entries(LEFT_OUT).flatMap(([what, help]) => leftOutLines(what as keyof typeof LEFT_OUT, help, counts)),
    `# TYPE ${DROPPED} counter`,
    `# HELP ${DROPPED} Spans, records of the log and pushes of metrics that a collector was to be sent and was not.`,
    ...SIGNALS.flatMap((signal) => [
      `${DROPPED}_total{signal="${signal}"} ${counts[signal].count}`,
      `${DROPPED}_created{signal="${signal}"} ${seconds(counts[signal].createdMs)}`,
    ]),
    ...known.flatMap((gauge, at) => gaugeLines(gauge, known[at - 1]?.name !== gauge.name)),
    "# EOF",
  ];
  return `${lines.join("\n")}\n`;
}

/** A Worker of another version may not send one: a line without a number would cost its reader the whole exposition. */
export const isKnown = ({ value }: Gauge): boolean => Number.isFinite(value);

function leftOutLines(what: keyof typeof LEFT_OUT, help: string, counts: OwnCounts): string[] {
  const name = `ledge_telemetry_left_out_${what}`;
  const { count, createdMs } = counts[what];
  return [`# TYPE ${name} counter`, `# HELP ${name} ${help}`, `${name}_total ${count}`, `${name}_created ${seconds(createdMs)}`];
}

/** One series per outcome would be too many lines: durations are by the class of the status. */
export function withoutErrorTypes(all: readonly KeptSeries[]): KeptSeries[] {
  const merged = new Map<string, KeptSeries>();
  for (const one of all) {
    const labels = { ...one.labels, errorType: "" };
    const known = merged.get(keyOf(labels));
    if (known === undefined) merged.set(keyOf(labels), { ...one, labels });
    else merged.set(keyOf(labels), { ...sumOf(known, one), createdMs: Math.min(known.createdMs, one.createdMs) });
  }
  return [...merged.values()];
}

/** The series of one measure. */
export function ofMeasure(all: readonly KeptSeries[], wanted: Measure): readonly KeptSeries[] {
  const series = all.filter(({ labels }) => shownAs(labels) === wanted);
  return wanted === "expired" ? series.map((one) => ({ ...one, count: one.sum })) : series;
}

/** The batches of the sweep are of holds, and no requests: what counts is how many they are together. */
const SWEEP = "expireHolds";
const shownAs = ({ measure = "duration", operation }: Labels): Measure =>
  measure === "batch" && operation === SWEEP ? "expired" : measure;

function measureLines(measure: Measure, all: readonly KeptSeries[]): string[] {
  const { kind, name, help, unit } = measureOf(measure);
  const series = ofMeasure(all, measure);
  const lines =
    kind === "counter"
      ? series.flatMap((one) => counterLines(name, one))
      : withoutErrorTypes(series).flatMap((one) => histogramLines(measure, one));
  return [`# TYPE ${name} ${kind}`, ...(unit === null ? [] : [`# UNIT ${name} ${unit}`]), `# HELP ${name} ${help}`, ...lines];
}

function counterLines(name: string, { labels, count, exemplars, createdMs }: KeptSeries): string[] {
  const set = labelSet(labels);
  const last = exemplars.reduce<Exemplar | null>((latest, one) => (one !== null && one.atMs >= (latest?.atMs ?? 0) ? one : latest), null);
  // The exemplar of a counter counts for one.
  const exemplar = last === null ? "" : ` # {request_id="${last.requestId}"} 1 ${seconds(last.atMs)}`;
  return [`${name}_total{${set}} ${count}${exemplar}`, `${name}_created{${set}} ${seconds(createdMs)}`];
}

function histogramLines(measure: Measure, { labels, count, sum, buckets, exemplars, createdMs }: KeptSeries): string[] {
  const { name, bounds, scale } = measureOf(measure);
  const set = labelSet(labels);
  const shown = (value: number): string => String(Math.round(value) / scale);
  let below = 0;
  const lines = [...bounds.map(canonical), "+Inf"].map((bound, at) => {
    below += buckets[at] ?? 0;
    const exemplar = exemplars[at] ?? null;
    const example = exemplar === null ? "" : ` # {request_id="${exemplar.requestId}"} ${shown(exemplar.value)} ${seconds(exemplar.atMs)}`;
    return `${name}_bucket{${set},le="${bound}"} ${below}${example}`;
  });
  return [...lines, `${name}_count{${set}} ${count}`, `${name}_sum{${set}} ${shown(sum)}`, `${name}_created{${set}} ${seconds(createdMs)}`];
}

function gaugeLines({ name, help, credential, value }: Gauge, isFirst: boolean): string[] {
  const sample = `${name}${credential === undefined ? "" : `{credential="${credential}"}`} ${value}`;
  return isFirst ? [`# TYPE ${name} gauge`, `# HELP ${name} ${help}`, sample] : [sample];
}

/** Labels that are empty are left out: OpenMetrics takes them for absent. No value needs an escape: all are names. */
const labelSet = ({ service, operation, version, statusClass, errorType }: Labels): string =>
  Object.entries({ service, operation, version, status_class: statusClass, error_type: errorType })
    .flatMap(([name, value]) => (value === "" ? [] : [`${name}="${value}"`]))
    .join(",");

/** A bound as OpenMetrics writes numbers ("Considerations: Canonical Numbers"): one is `1.0`. */
const canonical = (bound: number): string => (Number.isInteger(bound) ? `${bound}.0` : String(bound));

/** Milliseconds as seconds, without the digits of binary fractions. */
const seconds = (ms: number): string => String(Math.round(ms) / MS_PER_S);
