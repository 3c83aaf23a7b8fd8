// The overview: what is asked of each service, what fails, how long it takes, and what is left of the budgets.
import { PercentUnit, RequestsPerSecond, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { BURN_RATES } from "../burn-rates.ts";
import { budgetOf, REQUEST_OBJECTIVES, WINDOW_DAYS } from "../slo.ts";
import { CHOSEN, dashboard, lines, type Panels, stat } from "./panels.ts";

const SERVED = `service_operation:ledge_operations:rate5m{${CHOSEN}}`;
const FAILED = `service_operation:ledge_operations_failed:rate5m{${CHOSEN}}`;
const TAKEN = `service_operation_le:ledge_operation_duration_seconds_bucket:rate5m{${CHOSEN}}`;
const SLOWEST_SHARE = 0.95;
const [FASTEST] = BURN_RATES.page;

const objectives = (): Panels => [
  ...REQUEST_OBJECTIVES.map(({ name }) =>
    stat(
      {
        title: `${name}: budget left`,
        description: `What is left of the budget of ${WINDOW_DAYS} days; below 0 it is overspent.`,
        unit: PercentUnit,
      },
      null,
      { expr: `slo:ledge_error_budget_left:ratio{${CHOSEN}, slo="${name}"}`, legend: name },
    ),
  ),
  lines(
    {
      title: "Speed at which budgets are spent, last hour",
      description: `1: the budget lasts just ${WINDOW_DAYS} days. From ${FASTEST?.factor} on somebody is paged.`,
      unit: Short,
    },
    ...REQUEST_OBJECTIVES.map((objective) => ({
      expr: `slo:ledge_bad:ratio1h{${CHOSEN}, slo="${objective.name}"} / ${budgetOf(objective)}`,
      legend: objective.name,
    })),
  ),
  lines(
    { title: "Alerts that fire", description: "Of the environment and of none; each has a section of the runbook.", unit: Short },
    {
      expr: `count by (alertname, severity) (ALERTS{environment=~"|$environment", alertstate="firing"})`,
      legend: "{{severity}} {{alertname}}",
    },
  ),
];

const ratesErrorsDurations = (): Panels => [
  lines(
    { title: "Rate by service", description: "Requests, and runs of background work.", unit: RequestsPerSecond },
    { expr: `sum by (service) (${SERVED})`, legend: "{{service}}" },
  ),
  lines(
    { title: "Failures by service", description: "5xx of requests, and runs that failed.", unit: RequestsPerSecond },
    { expr: `sum by (service) (${FAILED})`, legend: "{{service}}" },
  ),
  lines(
    { title: "95 % take no longer, by service", description: "Estimated from the histogram's buckets.", unit: Seconds },
    { expr: `histogram_quantile(${SLOWEST_SHARE}, sum by (service, le) (${TAKEN}))`, legend: "{{service}}" },
  ),
  lines(
    { title: "Answers of the gateway by status", description: "4xx are refusals, which anyone can cause.", unit: RequestsPerSecond },
    {
      expr: `sum by (status_class) (service_operation:ledge_operations:rate5m{${CHOSEN}, service="gateway"})`,
      legend: "{{status_class}}",
    },
  ),
  lines(
    {
      title: "Failures by operation and error",
      description: "Where a hop failed: the service, the operation, the code or the error's name.",
      unit: RequestsPerSecond,
    },
    {
      expr: `topk(10, sum by (service, operation, error_type) (rate(ledge_operations_total{${CHOSEN}, status_class="5xx"}[$__rate_interval])))`,
      legend: "{{service}} {{operation}} {{error_type}}",
    },
  ),
  lines(
    { title: "Failures by version", description: "During a release two versions of a service serve.", unit: RequestsPerSecond },
    {
      expr: `sum by (service, version) (rate(ledge_operations_total{${CHOSEN}, status_class="5xx"}[$__rate_interval]))`,
      legend: "{{service}} {{version}}",
    },
  ),
];

export const overview = (): string =>
  dashboard("overview", [
    ["Objectives", objectives()],
    ["Rate, errors, duration", ratesErrorsDurations()],
  ]);
