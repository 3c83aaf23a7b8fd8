// What is measured: of every operation how long it took, and beside that what an operator of a ledger looks at first. Each is a metric at GET /metrics.

/**
 * Upper bounds of the buckets in seconds, as OpenTelemetry advises for `http.server.request.duration`
 * (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration).
 *
 * @internal Tests read the bounds instead of repeating them.
 */
export const BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;
const UP_TO_A_DAY_S = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400] as const;

interface MeasureOf {
  readonly kind: "histogram" | "counter";
  readonly name: string;
  readonly help: string;
  /** Upper bounds of the buckets, in the unit of the metric. */
  readonly bounds: readonly number[];
  /** How many of the samples' units are one of the metric's: samples of durations are in milliseconds. */
  readonly scale: number;
  /** By OpenMetrics, the last word of its name; null: it is a number of things. */
  readonly unit: "seconds" | null;
  /** A sample counts for no more: a clock that jumped must not decide a sum. */
  readonly most: number;
}

const inSeconds = (name: string, help: string, bounds: readonly number[], most: number): MeasureOf => ({
  ...{ kind: "histogram", name, help, bounds, scale: 1_000, unit: "seconds", most },
});
/** Longer than anything is waited for. */
const TEN_MINUTES_MS = 600_000;
const TEN_DAYS_MS = 864_000_000;

export const MEASURES = {
  duration: inSeconds(
    "ledge_operation_duration_seconds",
    "How long they took in the service, with all that it waited for.",
    BOUNDS_S,
    TEN_MINUTES_MS,
  ),
  wait: inSeconds(
    "ledge_lane_wait_seconds",
    "How long requests waited in their lane for the statement that did them.",
    BOUNDS_S,
    TEN_MINUTES_MS,
  ),
  batch: {
    ...{
      kind: "histogram",
      name: "ledge_batch_requests",
      help: "How many requests one statement of a lane did.",
      bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    },
    ...{ scale: 1, unit: null, most: 1_000_000 },
  },
  expired: {
    ...{ kind: "counter", name: "ledge_holds_expired", help: "Holds that the sweep has let expire." },
    ...{ bounds: [], scale: 1, unit: null, most: 1_000_000 },
  },
  delivery: inSeconds(
    "ledge_delivery_lag_seconds",
    "From a change to the answer of the endpoint that its event was sent to.",
    UP_TO_A_DAY_S,
    TEN_DAYS_MS,
  ),
  replay: {
    ...{ kind: "counter", name: "ledge_replays", help: "Writes that were answered by what their idempotency key had recorded." },
    ...{ bounds: [], scale: 1, unit: null, most: 1 },
  },
} as const satisfies Readonly<Record<string, MeasureOf>>;

export type Measure = keyof typeof MEASURES;

export const measureOf = (measure: Measure): MeasureOf => MEASURES[measure];

/** The bucket of a sample: the first whose bound it does not exceed. */
export function bucketOf(measure: Measure, value: number): number {
  const { bounds, scale } = measureOf(measure);
  const found = bounds.findIndex((bound) => value <= bound * scale);
  return found < 0 ? bounds.length : found;
}
