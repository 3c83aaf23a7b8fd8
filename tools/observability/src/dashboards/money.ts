// Money: what is posted and refused, how long it takes, and how far what follows a posting is behind.
import { RequestsPerSecond, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";
import { OPERATIONS } from "../slo.ts";
import { CHOSEN, dashboard, heatmap, lines, type Panels } from "./panels.ts";

const MONEY = `${CHOSEN}, service="gateway", operation=~"${OPERATIONS.money.join("|")}"`;
const DURATIONS = `ledge_operation_duration_seconds_bucket{${MONEY}, status_class="2xx"}`;

const SHARES = [0.5, 0.95, 0.99];

/** @param buckets a selector of a histogram's series. */
const quantilesOf = (buckets: string): { expr: string; legend: string }[] =>
  SHARES.map((share) => ({
    expr: `histogram_quantile(${share}, sum by (le) (rate(${buckets}[$__rate_interval])))`,
    legend: `${share * 100} %`,
  }));

const postings = (): Panels => [
  lines(
    { title: "Moved, by operation", description: "Answered 2xx. A replay of a key is one of them.", unit: RequestsPerSecond },
    {
      expr: `sum by (operation) (rate(ledge_operations_total{${MONEY}, status_class="2xx"}[$__rate_interval]))`,
      legend: "{{operation}}",
    },
  ),
  lines(
    { title: "Refused, by code", description: "What the books, the rights or the limits do not allow.", unit: RequestsPerSecond },
    {
      expr: `topk(10, sum by (error_type) (rate(ledge_operations_total{${MONEY}, status_class="4xx"}[$__rate_interval])))`,
      legend: "{{error_type}}",
    },
  ),
  lines(
    { title: "Outcome not known, by code", description: "5xx: clients repeat these with their key.", unit: RequestsPerSecond },
    {
      expr: `sum by (operation, error_type) (rate(ledge_operations_total{${MONEY}, status_class="5xx"}[$__rate_interval]))`,
      legend: "{{operation}} {{error_type}}",
    },
  ),
  lines(
    { title: "How long it takes", description: "In the gateway, with all that it waits for.", unit: Seconds },
    ...quantilesOf(DURATIONS),
  ),
];

const latency = (): Panels => [
  heatmap(
    { title: "What was moved, by how long it took", description: "A point names one request.", unit: Seconds },
    `sum by (le) (increase(${DURATIONS}[$__rate_interval]))`,
  ),
];

const lanes = (): Panels => [
  lines(
    {
      title: "How long requests wait in their lane",
      description: "For the statement that does them: a lane that is full lets wait.",
      unit: Seconds,
    },
    ...quantilesOf(`ledge_lane_wait_seconds_bucket{${CHOSEN}}`),
  ),
  lines(
    { title: "Requests of one statement", description: "At high load batches grow by themselves.", unit: Short },
    {
      expr: `sum by (operation) (rate(ledge_batch_requests_sum{${CHOSEN}}[$__rate_interval])) / sum by (operation) (rate(ledge_batch_requests_count{${CHOSEN}}[$__rate_interval]))`,
      legend: "{{operation}}",
    },
  ),
  lines(
    {
      title: "Replays",
      description: "Writes answered by what their key had recorded: clients that try again.",
      unit: RequestsPerSecond,
    },
    { expr: `sum by (operation) (rate(ledge_replays_total{${CHOSEN}}[$__rate_interval]))`, legend: "{{operation}}" },
  ),
  lines(
    {
      title: "Statements that fail",
      description: "By the error's name: connections that break are among them.",
      unit: RequestsPerSecond,
    },
    {
      expr: `sum by (error_type) (rate(ledge_operations_total{${CHOSEN}, service="postgres", error_type!=""}[$__rate_interval]))`,
      legend: "{{error_type}}",
    },
  ),
];

const fromTheCommitToTheWebhook = (): Panels => [
  lines(
    {
      title: "How late webhooks come",
      description: "From the change to the endpoint's answer; what was not delivered is in no bucket.",
      unit: Seconds,
    },
    ...quantilesOf(`ledge_delivery_lag_seconds_bucket{${CHOSEN}}`),
  ),
  lines(
    {
      title: "The oldest event that the queue does not have",
      description: "Committed, and without a position or not handed over.",
      unit: Seconds,
    },
    { expr: `ledge_outbox_oldest_seconds{${CHOSEN}}`, legend: "oldest" },
  ),
  lines(
    { title: "Events under way", description: "Each is counted where it is.", unit: Short },
    { expr: `ledge_outbox_pending_events{${CHOSEN}}`, legend: "without a position" },
    { expr: `ledge_outbox_unsent_events{${CHOSEN}}`, legend: "not in the queue" },
    { expr: `ledge_consumers_behind_events{${CHOSEN}}`, legend: "not applied by some consumer" },
    { expr: `ledge_deliveries_pending{${CHOSEN}}`, legend: "deliveries that wait" },
  ),
];

export const money = (): string =>
  dashboard("money", [
    ["Postings", postings()],
    ["Latency", latency()],
    ["Lanes", lanes()],
    ["From the commit to the webhook", fromTheCommitToTheWebhook()],
  ]);
