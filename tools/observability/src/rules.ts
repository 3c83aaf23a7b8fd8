// What rule files of Prometheus consist of, and the recording rules. Names are level:metric:operations (prometheus.io/docs/practices/rules).
import { REQUEST_WINDOWS } from "./burn-rates.ts";
import { bucketOf } from "./metrics.ts";
import {
  type Availability,
  budgetOf,
  type Freshness,
  FRESHNESS_OBJECTIVES,
  type Latency,
  OPERATIONS,
  REQUEST_OBJECTIVES,
  WINDOW_DAYS,
} from "./slo.ts";

interface Recording {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<"severity" | "service", string>> & Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<"summary" | "runbook_url", string>>;
}

export interface Group<Rule> {
  readonly name: string;
  /** How often it is evaluated. */
  readonly interval: string;
  readonly rules: readonly Rule[];
}

/** One Prometheus may watch several environments; each is judged by itself. */
export const PER = "environment";
const EDGE = 'service="gateway"';
const BUDGET_WINDOW = `${WINDOW_DAYS}d`;

/** Below five minutes, after which Prometheus takes a series for gone. */
const SLOW_INTERVAL = "2m";
const FAST_INTERVAL = "30s";
/** Windows of at least a day change slowly, and are long to read. */
const isLong = (window: string): boolean => window.endsWith("d");

const operationsOf = ({ of }: Availability | Latency): string => `operation=~"${OPERATIONS[of].join("|")}"`;
const increased = (selector: string, window: string): string => `sum by (${PER}) (increase(${selector}[${window}]))`;
/** A class without any bad request has no series of them: none is 0. */
const orNone = (expr: string, all: string): string => `${expr} or 0 * ${all}`;

/** What counts, and what of it is bad, in a window. */
function countsOf(objective: Availability | Latency, window: string): { readonly all: string; readonly bad: string } {
  const which = `${EDGE}, ${operationsOf(objective)}`;
  if (objective.kind === "availability") {
    const all = increased(`ledge_operations_total{${which}, status_class!="4xx"}`, window);
    return { all, bad: orNone(increased(`ledge_operations_total{${which}, status_class="5xx"}`, window), all) };
  }
  const all = increased(`ledge_operation_duration_seconds_count{${which}, status_class="2xx"}`, window);
  const within = `ledge_operation_duration_seconds_bucket{${which}, status_class="2xx", le="${bucketOf(objective.withinSeconds)}"}`;
  return { all, bad: `${all} - ${increased(within, window)}` };
}

const requestGroup = (window: string): Group<Recording> => ({
  name: `ledge-slo-${window}`,
  interval: isLong(window) ? SLOW_INTERVAL : FAST_INTERVAL,
  rules: [
    ...REQUEST_OBJECTIVES.flatMap((objective) => {
      const { all, bad } = countsOf(objective, window);
      const labels = { slo: objective.name };
      return [
        { record: `slo:ledge_requests:increase${window}`, expr: all, labels },
        { record: `slo:ledge_bad_requests:increase${window}`, expr: bad, labels },
      ];
    }),
    {
      record: `slo:ledge_bad:ratio${window}`,
      expr: `slo:ledge_bad_requests:increase${window} / (slo:ledge_requests:increase${window} > 0)`,
    },
  ],
});

const isStale = ({ gauge, withinSeconds, name }: Freshness): Recording => ({
  record: "slo:ledge_stale:bool",
  expr: `max by (${PER}) (${gauge}) > bool ${withinSeconds}`,
  labels: { slo: name },
});

/** The whole window is read from what was recorded of five minutes at a time: counters of thirty days would be too long to read. */
const budgetGroup: Group<Recording> = {
  name: "ledge-slo-budget",
  interval: SLOW_INTERVAL,
  rules: [
    {
      record: `slo:ledge_bad:ratio${BUDGET_WINDOW}`,
      expr: `sum_over_time(slo:ledge_bad_requests:increase5m[${BUDGET_WINDOW}]) / (sum_over_time(slo:ledge_requests:increase5m[${BUDGET_WINDOW}]) > 0) or avg_over_time(slo:ledge_stale:bool[${BUDGET_WINDOW}])`,
    },
    ...[...REQUEST_OBJECTIVES, ...FRESHNESS_OBJECTIVES].map((objective) => ({
      record: "slo:ledge_error_budget_left:ratio",
      expr: `1 - slo:ledge_bad:ratio${BUDGET_WINDOW}{slo="${objective.name}"} / ${budgetOf(objective)}`,
      labels: { slo: objective.name },
    })),
  ],
};

/** Rate, errors and duration of each service and operation, for people who look. */
const redGroup: Group<Recording> = {
  name: "ledge-red",
  interval: FAST_INTERVAL,
  rules: [
    {
      record: "service_operation:ledge_operations:rate5m",
      expr: `sum by (${PER}, service, operation, status_class) (rate(ledge_operations_total[5m]))`,
    },
    {
      record: "service_operation:ledge_operations_failed:rate5m",
      expr: `sum by (${PER}, service, operation) (rate(ledge_operations_total{status_class="5xx"}[5m]) or rate(ledge_operations_total{status_class="", error_type!=""}[5m]))`,
    },
    {
      record: "service_operation_le:ledge_operation_duration_seconds_bucket:rate5m",
      expr: `sum by (${PER}, service, operation, le) (rate(ledge_operation_duration_seconds_bucket[5m]))`,
    },
  ],
};

export const RECORDINGS: readonly Group<Recording>[] = [
  redGroup,
  { name: "ledge-slo-freshness", interval: FAST_INTERVAL, rules: FRESHNESS_OBJECTIVES.map(isStale) },
  ...REQUEST_WINDOWS.map(requestGroup),
  budgetGroup,
];
