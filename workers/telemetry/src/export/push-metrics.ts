// Pushes the counters to a collector: the same series as GET /metrics, cumulative, so that a push that is lost loses nothing. Gauges have owners, who are asked by
// the gateway alone: they are in what is scraped.
import { ValueType } from "@opentelemetry/api";
import { JsonMetricsSerializer } from "@opentelemetry/otlp-transformer";
import { log } from "@ledge/shared/telemetry/log";
import { type Measure, MEASURES, measureOf } from "../measures.ts";
import { type KeptSeries, ofMeasure, withoutErrorTypes } from "../open-metrics.ts";
import type { Loss, OwnCounts } from "../own-counts.ts";
import { Resources } from "./encode.ts";
import { endpointOf, type OtlpVariables } from "@ledge/shared/telemetry/otlp-endpoint";
import { post } from "./post.ts";

type Metrics = Parameters<typeof JsonMetricsSerializer.serializeRequest>[0];
type Metric = Metrics["scopeMetrics"][number]["metrics"][number];
type Time = Metric["dataPoints"][number]["startTime"];

const MS_PER_S = 1_000;
const NS_PER_MS = 1_000_000;
/** Of the library's types: `AggregationTemporality.CUMULATIVE`, `DataPointType.HISTOGRAM`, `DataPointType.SUM`. */
const [CUMULATIVE, HISTOGRAM, SUM] = [1, 0, 3];

type Push = (series: readonly KeptSeries[], counts: OwnCounts, nowMs: number) => Promise<void>;

/** What pushes; null: nothing is pushed, because no collector is configured. */
export function pusherOf(env: OtlpVariables): Push | null {
  try {
    const endpoint = endpointOf(env);
    return endpoint === null ? null : async (series, counts, nowMs) => await post(endpoint, "metrics", metricsBody(series, counts, nowMs));
  } catch (error) {
    log({ level: "error", service: "telemetry", operation: "readEndpoint", error });
    return null;
  }
}

/** The body of a request with all series. */
function metricsBody(series: readonly KeptSeries[], counts: OwnCounts, nowMs: number): Uint8Array {
  const metrics = [
    sumOf(
      "ledge.operations",
      "Requests and runs of background work, by the service that did them.",
      ofMeasure(series, "duration").map(pointOf(nowMs)),
    ),
    ...(Object.keys(MEASURES) as Measure[]).map((measure) => metricOf(measure, ofMeasure(series, measure), nowMs)),
    sumOf("ledge.telemetry.left_out", "What had to be left out.", pointsOf("kind", ["samples", "requests"], counts, nowMs)),
    sumOf("ledge.telemetry.dropped", "What a collector was to be sent and was not.", pointsOf("signal", SIGNALS, counts, nowMs)),
  ];
  const resource = new Resources().of({ service: "telemetry", version: "" });
  return JsonMetricsSerializer.serializeRequest({
    resource,
    scopeMetrics: [{ scope: { name: "ledge" }, metrics }],
  } as unknown as Metrics) as Uint8Array;
}

const SIGNALS = ["traces", "logs", "metrics"] as const;
const pointsOf = (label: string, whats: readonly Loss[], counts: OwnCounts, nowMs: number) =>
  whats.map((what) => pointOf(nowMs)({ labels: { [label]: what }, ...counts[what] }));

const pointOf =
  (nowMs: number) =>
  ({ labels, count, createdMs }: { readonly labels: object; readonly count: number; readonly createdMs: number }) => ({
    ...{ startTime: timeOf(createdMs), endTime: timeOf(nowMs), attributes: attributesOf(labels), value: count },
  });

const sumOf = (name: string, description: string, dataPoints: readonly object[]) => ({
  descriptor: { name, description, unit: "1", valueType: ValueType.INT },
  ...{ aggregationTemporality: CUMULATIVE, dataPointType: SUM, isMonotonic: true, dataPoints },
});

function metricOf(measure: Measure, series: readonly KeptSeries[], nowMs: number): object {
  const { kind, name, help, unit, bounds, scale } = measureOf(measure);
  const dotted = name.replace(/_seconds$/, "").replaceAll("_", ".");
  if (kind === "counter") return sumOf(dotted, help, series.map(pointOf(nowMs)));
  return {
    descriptor: { name: dotted, description: help, unit: unit === null ? "1" : "s", valueType: ValueType.DOUBLE },
    ...{ aggregationTemporality: CUMULATIVE, dataPointType: HISTOGRAM },
    dataPoints: withoutErrorTypes(series).map((one) => ({
      ...pointOf(nowMs)(one),
      value: { buckets: { boundaries: bounds, counts: one.buckets }, count: one.count, sum: one.sum / scale },
    })),
  };
}

/** By the names of OpenTelemetry, where it has one. Labels that are empty are left out. */
const NAMES: Readonly<Record<string, string>> = {
  service: "service.name",
  version: "service.version",
  operation: "ledge.operation",
  statusClass: "ledge.status_class",
  errorType: "error.type",
};
const attributesOf = (labels: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels as Record<string, string>).flatMap(([name, value]) =>
      // What is measured is the name of the metric.
      value === "" || name === "measure" ? [] : [[NAMES[name] ?? name, value]],
    ),
  );

const timeOf = (ms: number): Time => [Math.floor(ms / MS_PER_S), (ms % MS_PER_S) * NS_PER_MS];
