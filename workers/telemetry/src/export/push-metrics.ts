// Pushes the counters to a collector: the same series as GET /metrics, cumulative, so that a push that is lost loses nothing. Gauges have owners, whom this Worker
// cannot reach: each time somebody reads GET /metrics, the gateway asks them, and what they said then is in the next push.
import { ValueType } from "@opentelemetry/api";
import { JsonMetricsSerializer } from "@opentelemetry/otlp-transformer";
import type { Gauge } from "@ledge/shared/contracts/metrics";
import { log } from "@ledge/shared/telemetry/log";
import { type Measure, MEASURES, measureOf } from "../measures.ts";
import { isKnown, type KeptSeries, ofMeasure, withoutErrorTypes } from "../open-metrics.ts";
import type { Loss, OwnCounts } from "../own-counts.ts";
import { Resources } from "./encode.ts";
import { endpointOf, type OtlpVariables } from "@ledge/shared/telemetry/otlp-endpoint";
import { post } from "./post.ts";

type Metrics = Parameters<typeof JsonMetricsSerializer.serializeRequest>[0];
type Metric = Metrics["scopeMetrics"][number]["metrics"][number];
type Time = Metric["dataPoints"][number]["startTime"];

const MS_PER_S = 1_000;
const NS_PER_MS = 1_000_000;
/** Of the library's types: `AggregationTemporality.CUMULATIVE`, `DataPointType.HISTOGRAM`, `DataPointType.GAUGE`, `DataPointType.SUM`. */
const [CUMULATIVE, HISTOGRAM, GAUGE, SUM] = [1, 0, 2, 3];

/** What the owners of gauges said, and when, in milliseconds since the epoch. */
export interface AskedGauges {
  readonly gauges: readonly Gauge[];
  readonly atMs: number;
}

/** What is pushed at once. */
interface Pushed {
  readonly series: readonly KeptSeries[];
  readonly counts: OwnCounts;
  /** Null: nobody has asked since the last push. */
  readonly asked: AskedGauges | null;
}

type Push = (pushed: Pushed, nowMs: number) => Promise<void>;

/** What pushes; null: nothing is pushed, because no collector is configured. */
export function pusherOf(env: OtlpVariables): Push | null {
  try {
    const endpoint = endpointOf(env);
    return endpoint === null ? null : async (pushed, nowMs) => await post(endpoint, "metrics", metricsBody(pushed, nowMs));
  } catch (error) {
    log({ level: "error", service: "telemetry", operation: "readEndpoint", error });
    return null;
  }
}

/** The body of a request with all series, and these gauges. */
function metricsBody({ series, counts, asked }: Pushed, nowMs: number): Uint8Array {
  const metrics = [
    sumOf(
      "ledge.operations",
      "Requests and runs of background work, by the service that did them.",
      ofMeasure(series, "duration").map(pointOf(nowMs)),
    ),
    ...(Object.keys(MEASURES) as Measure[]).map((measure) => metricOf(measure, ofMeasure(series, measure), nowMs)),
    sumOf("ledge.telemetry.left_out", "What had to be left out.", pointsOf("kind", ["samples", "requests"], counts, nowMs)),
    sumOf("ledge.telemetry.dropped", "What a collector was to be sent and was not.", pointsOf("signal", SIGNALS, counts, nowMs)),
    ...(asked === null ? [] : gaugesOf(asked)),
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
  if (kind === "counter") return sumOf(dottedName(name), help, series.map(pointOf(nowMs)));
  return {
    descriptor: { name: dottedName(name), description: help, unit: unit === null ? "1" : "s", valueType: ValueType.DOUBLE },
    ...{ aggregationTemporality: CUMULATIVE, dataPointType: HISTOGRAM },
    dataPoints: withoutErrorTypes(series).map((one) => ({
      ...pointOf(nowMs)(one),
      value: { buckets: { boundaries: bounds, counts: one.buckets }, count: one.count, sum: one.sum / scale },
    })),
  };
}

/** One metric for all gauges of a name. */
function gaugesOf({ gauges, atMs }: AskedGauges): object[] {
  const byName = Map.groupBy(gauges.filter(isKnown), ({ name }) => name);
  return [...byName].map(([name, all]) => ({
    descriptor: {
      ...{ name: dottedName(name), description: all[0]?.help ?? "", valueType: ValueType.DOUBLE },
      unit: name.endsWith("_seconds") ? "s" : "1",
    },
    ...{ aggregationTemporality: CUMULATIVE, dataPointType: GAUGE },
    dataPoints: all.map(({ credential = "", value }) => ({
      ...{ startTime: timeOf(atMs), endTime: timeOf(atMs), attributes: attributesOf({ credential }), value },
    })),
  }));
}

/** By OpenTelemetry, a unit is no part of a name. */
const dottedName = (name: string): string => name.replace(/_seconds$/, "").replaceAll("_", ".");

/** By the names of OpenTelemetry, where it has one. Labels that are empty are left out. */
const NAMES: Readonly<Record<string, string>> = {
  service: "service.name",
  version: "service.version",
  operation: "ledge.operation",
  statusClass: "ledge.status_class",
  errorType: "error.type",
  credential: "ledge.credential",
};
const attributesOf = (labels: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels as Record<string, string>).flatMap(([name, value]) =>
      // What is measured is the name of the metric.
      value === "" || name === "measure" ? [] : [[NAMES[name] ?? name, value]],
    ),
  );

const timeOf = (ms: number): Time => [Math.floor(ms / MS_PER_S), (ms % MS_PER_S) * NS_PER_MS];
