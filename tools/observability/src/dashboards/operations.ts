// Operations: what works in the background, what is given up, and what gets old.
import { DateTimeFromNow, RequestsPerSecond, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { FRESHNESS_OBJECTIVES } from "../slo.ts";
import { CHOSEN, dashboard, lines, stat, type Panels } from "./panels.ts";

const MS_PER_S = 1_000;
const RUNS = `ledge_operations_total{${CHOSEN}, status_class=""`;

const lateOrGivenUp = (): Panels => [
  ...FRESHNESS_OBJECTIVES.map(({ gauge, withinSeconds, what }) =>
    stat({ title: gauge, description: `For how long ${what} has waited.`, unit: Seconds }, withinSeconds, {
      expr: `${gauge}{${CHOSEN}}`,
      legend: "",
    }),
  ),
  stat({ title: "Dead letters", description: "Messages that the queue gave up on.", unit: Short }, 1, {
    expr: `ledge_dead_letters{${CHOSEN}}`,
    legend: "",
  }),
  stat({ title: "Dead deliveries", description: "Webhooks that were given up.", unit: Short }, null, {
    expr: `ledge_deliveries_dead{${CHOSEN}}`,
    legend: "",
  }),
  lines(
    { title: "Events and deliveries that wait", description: "A backlog that only grows has a cause.", unit: Short },
    { expr: `ledge_consumers_behind_events{${CHOSEN}}`, legend: "not applied by some consumer" },
    { expr: `ledge_deliveries_pending{${CHOSEN}}`, legend: "deliveries that wait" },
    { expr: `ledge_search_behind_events{${CHOSEN}}`, legend: "not in the search" },
  ),
  lines(
    { title: "The search is behind", description: "The age of the oldest event that is not in it.", unit: Seconds },
    { expr: `ledge_search_behind_seconds{${CHOSEN}}`, legend: "seconds" },
  ),
  lines(
    { title: "Records in the published log", description: "Grows with every write.", unit: Short },
    { expr: `ledge_log_published_records{${CHOSEN}}`, legend: "records" },
  ),
];

const backgroundWork = (): Panels => [
  lines(
    { title: "Runs", description: "By what they do.", unit: RequestsPerSecond },
    { expr: `sum by (service, operation) (rate(${RUNS}}[$__rate_interval]))`, legend: "{{service}} {{operation}}" },
  ),
  lines(
    { title: "Runs that fail", description: "By the error's name.", unit: RequestsPerSecond },
    {
      expr: `sum by (service, operation, error_type) (rate(${RUNS}, error_type!=""}[$__rate_interval]))`,
      legend: "{{service}} {{operation}} {{error_type}}",
    },
  ),
];

const telemetryItself = (): Panels => [
  lines(
    { title: "Left out", description: "Because there were too many series, or too many requests to keep.", unit: RequestsPerSecond },
    { expr: `rate(ledge_telemetry_left_out_samples_total{${CHOSEN}}[$__rate_interval])`, legend: "samples" },
    { expr: `rate(ledge_telemetry_left_out_requests_total{${CHOSEN}}[$__rate_interval])`, legend: "requests" },
  ),
  lines(
    {
      title: "Not sent to the collector",
      description: "It did not take them in time, or is given up for half a minute.",
      unit: RequestsPerSecond,
    },
    { expr: `rate(ledge_telemetry_dropped_total{${CHOSEN}}[$__rate_interval])`, legend: "{{signal}}" },
  ),
];

const credentialsAndCertificates = (): Panels => [
  lines(
    { title: "Ages of credentials", description: "The runtime's login is a week old at the most.", unit: Seconds },
    { expr: `ledge_credential_age_seconds{${CHOSEN}}`, legend: "{{credential}}" },
  ),
  stat({ title: "The next token to expire", description: "Of what has an end.", unit: DateTimeFromNow }, null, {
    expr: `${MS_PER_S} * min by (credential) (ledge_credential_expiry_timestamp_seconds)`,
    legend: "{{credential}}",
  }),
  stat({ title: "The next certificate to expire", description: "Of each host.", unit: DateTimeFromNow }, null, {
    expr: `${MS_PER_S} * min by (host) (ledge_certificate_expiry_timestamp_seconds)`,
    legend: "{{host}}",
  }),
];

export const operations = (): string =>
  dashboard("operations", [
    ["Late or given up", lateOrGivenUp()],
    ["Background work", backgroundWork()],
    ["Telemetry itself", telemetryItself()],
    ["Credentials and certificates", credentialsAndCertificates()],
  ]);
