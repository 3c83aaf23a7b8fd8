// The metrics that rules and dashboards may use: one row for each that something writes. A name that is not here is used nowhere, which a test checks; another one
// compares the rows with what a running platform writes.

interface Metric {
  readonly name: string;
  readonly kind: "counter" | "histogram" | "gauge";
  readonly labels: readonly string[];
  /** `platform`: GET /metrics. `credentials`: `npm run credentials -- --metrics FILE`. */
  readonly by: "platform" | "credentials";
}

const gauge = (name: string): Metric => ({ name, kind: "gauge", labels: [], by: "platform" });

export const METRICS: readonly Metric[] = [
  {
    name: "ledge_operations_total",
    kind: "counter",
    labels: ["service", "operation", "version", "status_class", "error_type"],
    by: "platform",
  },
  {
    name: "ledge_operation_duration_seconds",
    kind: "histogram",
    labels: ["service", "operation", "version", "status_class"],
    by: "platform",
  },
  { name: "ledge_lane_wait_seconds", kind: "histogram", labels: ["service", "operation", "version"], by: "platform" },
  { name: "ledge_batch_requests", kind: "histogram", labels: ["service", "operation", "version"], by: "platform" },
  { name: "ledge_delivery_lag_seconds", kind: "histogram", labels: ["service", "operation", "version"], by: "platform" },
  { name: "ledge_replays_total", kind: "counter", labels: ["service", "operation", "version", "status_class"], by: "platform" },
  { name: "ledge_telemetry_left_out_samples_total", kind: "counter", labels: [], by: "platform" },
  { name: "ledge_telemetry_left_out_requests_total", kind: "counter", labels: [], by: "platform" },
  { name: "ledge_telemetry_dropped_total", kind: "counter", labels: ["signal"], by: "platform" },
  gauge("ledge_outbox_pending_events"),
  gauge("ledge_outbox_unsent_events"),
  gauge("ledge_outbox_oldest_seconds"),
  gauge("ledge_consumers_behind_events"),
  gauge("ledge_dead_letters"),
  gauge("ledge_deliveries_pending"),
  gauge("ledge_deliveries_dead"),
  gauge("ledge_search_behind_events"),
  gauge("ledge_search_behind_seconds"),
  gauge("ledge_log_published_records"),
  gauge("ledge_log_behind_seconds"),
  { name: "ledge_credential_age_seconds", kind: "gauge", labels: ["credential"], by: "platform" },
  { name: "ledge_credential_expiry_timestamp_seconds", kind: "gauge", labels: ["credential"], by: "credentials" },
  { name: "ledge_certificate_expiry_timestamp_seconds", kind: "gauge", labels: ["host"], by: "credentials" },
];

/** Upper bounds of the histogram's buckets in seconds, as OpenMetrics writes them in the label `le`. @internal Tests compare them with what a platform writes. */
export const BUCKETS = [
  ...["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75"],
  ...["1.0", "2.5", "5.0", "7.5", "10.0", "+Inf"],
] as const;

/** The labels that whoever scrapes adds: `environment` by the configuration of docs/observability.md, the others by themselves. */
export const SCRAPED_LABELS = ["environment", "job", "instance"] as const;
/** Of a scrape, written by Prometheus itself: 1 when it succeeded. */
export const UP = "up";

/** The bucket of all that took no longer. @throws {RangeError} for what is no bound. */
export function bucketOf(seconds: number): string {
  const bound = BUCKETS.find((one) => Number(one) === seconds);
  if (bound === undefined) throw new RangeError(`no bucket ends at ${seconds} s`);
  return bound;
}

/** The series that a metric has in Prometheus, each with its labels. */
export const seriesOf = ({ name, kind, labels }: Metric): readonly (readonly [name: string, labels: readonly string[]])[] =>
  kind === "histogram"
    ? [
        [`${name}_bucket`, [...labels, "le"]],
        [`${name}_count`, labels],
        [`${name}_sum`, labels],
      ]
    : [[name, labels]];
