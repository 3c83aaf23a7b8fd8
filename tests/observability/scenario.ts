// Scenarios: what is measured, minute by minute, and which alerts fire of it. A check names all that fire, so that an alert that fires beside the one that is meant is found too.
import { METRICS } from "@ledge/observability/metrics";
import { type Availability, type Latency, OPERATIONS } from "@ledge/observability/slo";

export type Labels = Readonly<Record<string, string>>;

interface Check {
  readonly atMinute: number;
  /** The labels of every alert that fires then. */
  readonly firing: readonly Labels[];
  /** What is left of the budgets of objectives, by their names. */
  readonly budgetsLeft?: Readonly<Record<string, number>>;
  /** How one of them is shown. */
  readonly shown?: { readonly alert: string; readonly labels: Labels; readonly annotations: Labels };
}

export interface Scenario {
  readonly name: string;
  /** Values of series by minute, as promtool writes them. */
  readonly series: Readonly<Record<string, string>>;
  /** How often rules are evaluated. */
  readonly everyMinutes: number;
  readonly checks: readonly Check[];
  /** Prometheus's external label, if it has it. */
  readonly repository?: string;
}

/** For some minutes, so many a minute. */
export type Stretch = readonly [minutes: number, perMinute: number];

/** A counter that grows by stretches, from 0. */
export function counter(...stretches: readonly Stretch[]): string {
  let value = 0;
  const parts = stretches.map(([minutes, perMinute]) => {
    const from = value;
    value = Number((from + minutes * perMinute).toFixed(6));
    // Each stretch ends one step before the next begins.
    return `${from}+${perMinute}x${minutes - 1}`;
  });
  return parts.join(" ");
}

/** A gauge that has a value for so many minutes, then another one. */
export const gauge = (...stretches: readonly (readonly [minutes: number, value: number | "_"])[]): string =>
  stretches.map(([minutes, value]) => (value === "_" ? `_x${minutes}` : `${value}x${minutes - 1}`)).join(" ");

const ENVIRONMENT = 'environment="prod"';
export const SCRAPE = `up{job="ledge", ${ENVIRONMENT}}`;
export const seriesOf = (metric: string, labels = ""): string => `${metric}{${ENVIRONMENT}${labels}}`;
const FAR_S = 4_000_000_000;

/** Of a metric whose series have a label, the values that it has here. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  ledge_credential_age_seconds: [', credential="runtime"', ', credential="rotator"'],
  ledge_credential_expiry_timestamp_seconds: [', credential="ledge prod release"'],
  ledge_certificate_expiry_timestamp_seconds: [', host="api.example.com"'],
};

/** A platform of which all is known, and where nothing is late, old or wrong. */
export function calm(minutes: number): Record<string, string> {
  const gauges = METRICS.filter(({ kind }) => kind === "gauge").flatMap(({ name }) =>
    (LABELS[name] ?? [""]).map((labels) => [seriesOf(name, labels), gauge([minutes, name.includes("expiry") ? FAR_S : 0])] as const),
  );
  return {
    [SCRAPE]: gauge([minutes, 1]),
    [seriesOf("ledge_telemetry_left_out_samples_total")]: counter([minutes, 0]),
    ...Object.fromEntries(gauges),
  };
}

type Objective = Availability | Latency;

/** Requests that are good and bad for an objective, and 4xx beside them, which count for none. */
export function requests(objective: Objective, good: readonly Stretch[], bad: readonly Stretch[]): Record<string, string> {
  const labels = (statusClass: string): string =>
    `, service="gateway", operation="${OPERATIONS[objective.of][0]}", version="v1", status_class="${statusClass}"`;
  const all = good.map(([minutes, perMinute], at): Stretch => [minutes, perMinute + (bad[at]?.[1] ?? 0)]);
  if (objective.kind === "availability")
    return {
      [seriesOf("ledge_operations_total", labels("2xx"))]: counter(...good),
      [seriesOf("ledge_operations_total", labels("4xx"))]: counter(
        ...all.map(([minutes, perMinute]): Stretch => [minutes, 50 * perMinute]),
      ),
      [seriesOf("ledge_operations_total", `${labels("5xx")}, error_type="internal_error"`)]: counter(...bad),
    };
  const duration = "ledge_operation_duration_seconds";
  const le = (bound: string): string => seriesOf(`${duration}_bucket`, `${labels("2xx")}, le="${bound}"`);
  const within = Number.isInteger(objective.withinSeconds) ? `${objective.withinSeconds}.0` : String(objective.withinSeconds);
  return {
    [le("0.1")]: counter(...good.map(([minutes, perMinute]): Stretch => [minutes, perMinute / 2])),
    [le(within)]: counter(...good),
    [le("+Inf")]: counter(...all),
    [seriesOf(`${duration}_count`, labels("2xx"))]: counter(...all),
  };
}
