// A fault for each alert that is on no budget, with what just does not count as one before it, and how the alert is shown.
import { RUNBOOKS } from "@ledge/observability/runbook";
import { calm, counter, gauge, type Labels, SCRAPE, type Scenario, seriesOf } from "./scenario.ts";

const DAY = 24 * 60;
const DAY_S = 86_400;
/** The fault begins then. */
const BEGINS = 30;

interface Fault {
  readonly alert: string;
  readonly severity: "page" | "ticket";
  readonly service: string;
  readonly labels?: Labels;
  /** What is measured from minute 30 on, and what is no fault before. */
  readonly series: (minutes: number) => Readonly<Record<string, string>>;
  /** The first minute at which it fires, counted from the fault's begin. */
  readonly afterMinutes: number;
  readonly summary: string;
  /** What the alert's series has beside its own labels. */
  readonly shownLabels?: Labels;
  readonly everyMinutes?: number;
}

/** A gauge that is at its limit, and then above. */
const above =
  (name: string, limit: number, value: number, labels = "") =>
  (minutes: number): Record<string, string> => ({ [seriesOf(name, labels)]: gauge([BEGINS, limit], [minutes - BEGINS, value]) });
const gone =
  (...names: readonly string[]) =>
  (minutes: number): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, gauge([BEGINS, 1], [minutes - BEGINS, "_"])]));
const work = (failed: string): string =>
  seriesOf("ledge_operations_total", `, service="core", operation="expireHolds", version="v1"${failed}`);
const ended = (labels: string): string => seriesOf("ledge_operations_total", `, operation="unfinished"${labels}`);
/** Scenarios begin at the epoch: an instant is its seconds. */
const expiring = (name: string, label: string) => (): Record<string, string> => ({
  [seriesOf(name, label)]: gauge([2 * DAY, 21 * DAY_S + BEGINS * 60]),
});

export const FAULTS: readonly Fault[] = [
  {
    alert: "LedgeOutboxBehind",
    severity: "page",
    service: "core",
    series: above("ledge_outbox_oldest_seconds", 30, 31),
    afterMinutes: 10,
    summary: "The oldest event that the queue does not have has waited for 31s",
  },
  {
    alert: "LedgeAuditLogBehind",
    severity: "page",
    service: "audit",
    series: above("ledge_log_behind_seconds", 10, 11),
    afterMinutes: 10,
    summary: "The oldest audit record without a published checkpoint has waited for 11s",
  },
  {
    alert: "LedgeConsumersBehind",
    severity: "page",
    service: "webhooks",
    series: above("ledge_consumers_behind_events", 1_000, 1_001),
    afterMinutes: 15,
    summary: "A consumer has not applied 1001 events of the feed",
  },
  {
    alert: "LedgeDeadLetters",
    severity: "ticket",
    service: "webhooks",
    series: above("ledge_dead_letters", 0, 3),
    afterMinutes: 5,
    summary: "The queue has given up on 3 messages",
  },
  {
    alert: "LedgeWebhooksWaiting",
    severity: "ticket",
    service: "webhooks",
    series: above("ledge_deliveries_pending", 999, 1_000),
    afterMinutes: 60,
    summary: "1000 deliveries of webhooks wait",
  },
  {
    alert: "LedgeWebhooksGivenUp",
    severity: "ticket",
    service: "webhooks",
    series: above("ledge_deliveries_dead", 2, 3),
    afterMinutes: 0,
    summary: "Deliveries of webhooks were given up",
  },
  {
    alert: "LedgeBackgroundWorkFails",
    severity: "ticket",
    service: "core",
    // Two of four fail first.
    series: (minutes) => ({
      [work("")]: counter([BEGINS, 2], [minutes - BEGINS, 0]),
      [work(', error_type="Outage"')]: counter([BEGINS, 2], [minutes - BEGINS, 4]),
    }),
    afterMinutes: 16,
    summary: "100% of the runs of core expireHolds fail",
    shownLabels: { operation: "expireHolds" },
  },
  {
    alert: "LedgeWorkUnfinished",
    severity: "ticket",
    service: "core",
    // Clients go away at any time, and an old series is no fault. The first of a kind begins its series.
    series: (minutes) => ({
      [ended(', service="gateway", status_class="4xx", error_type="canceled"')]: counter([minutes, 50]),
      [ended(', service="core", status_class="5xx", error_type="exception"')]: gauge([minutes, 40]),
      [ended(', service="core", status_class="5xx", error_type="exceededCpu"')]: gauge([BEGINS, "_"], [minutes - BEGINS, 1]),
    }),
    afterMinutes: 0,
    summary: "The runtime ended 1 requests or runs of core before they had an outcome",
  },
  {
    alert: "LedgeWorkUnfinished",
    severity: "page",
    service: "gateway",
    // Nothing is scraped first, so what was counted until then is nothing new.
    series: (minutes) => ({
      [SCRAPE]: gauge([20, 0], [minutes - 20, 1]),
      [ended(', service="gateway", status_class="5xx", error_type="exceededCpu"')]: `_x20 50x${BEGINS - 20} 70+20x${minutes - BEGINS}`,
    }),
    afterMinutes: 1,
    summary: "The runtime ended 21 requests or runs of gateway before they had an outcome",
  },
  {
    alert: "LedgeCredentialOld",
    severity: "ticket",
    service: "core",
    labels: { credential: "runtime" },
    series: above("ledge_credential_age_seconds", 10.5 * DAY_S, 10.5 * DAY_S + 60, ', credential="runtime"'),
    afterMinutes: 60,
    summary: "The database's password of the runtime is 10d 12h 1m 0s old, and was to be 10.5 days at the most",
  },
  {
    alert: "LedgeCredentialOld",
    severity: "ticket",
    service: "core",
    labels: { credential: "rotator" },
    series: above("ledge_credential_age_seconds", 90 * DAY_S, 90 * DAY_S + 60, ', credential="rotator"'),
    afterMinutes: 60,
    summary: "The database's password of the rotator is 90d 0h 1m 0s old, and was to be 90 days at the most",
  },
  {
    alert: "LedgeCredentialExpires",
    severity: "ticket",
    service: "delivery",
    labels: { credential: "ledge prod release" },
    series: expiring("ledge_credential_expiry_timestamp_seconds", ', credential="ledge prod release"'),
    afterMinutes: 61,
    summary: "ledge prod release expires in 20d 22h 59m 0s",
  },
  {
    alert: "LedgeCertificateExpires",
    severity: "ticket",
    service: "gateway",
    series: expiring("ledge_certificate_expiry_timestamp_seconds", ', host="api.example.com"'),
    afterMinutes: 61,
    summary: "The certificate of api.example.com expires in 20d 22h 59m 0s",
    shownLabels: { host: "api.example.com" },
  },
  {
    alert: "LedgeMetricsMissing",
    severity: "page",
    service: "telemetry",
    series: (minutes) => ({ [SCRAPE]: gauge([BEGINS, 1], [minutes - BEGINS, 0]) }),
    afterMinutes: 5,
    summary: "GET /metrics is not scraped: every other alert is blind",
    shownLabels: { job: "ledge" },
  },
  ...(
    [
      ["webhooks", "ledge_outbox_oldest_seconds", ""],
      ["audit", "ledge_log_behind_seconds", ""],
      ["identity", "ledge_credential_age_seconds", ', credential="runtime"'],
    ] as const
  ).map(([service, metric, labels]): Fault => ({
    alert: "LedgeGaugesMissing",
    severity: "page",
    service,
    series: gone(seriesOf(metric, labels)),
    // Prometheus takes a series for gone after five minutes.
    afterMinutes: 15,
    summary: `GET /metrics lacks the gauges of ${service}: nobody sees whether its work is late`,
    shownLabels: { job: "ledge" },
  })),
  {
    alert: "LedgeExpiriesMissing",
    severity: "ticket",
    service: "delivery",
    series: gone(seriesOf("ledge_certificate_expiry_timestamp_seconds", ', host="api.example.com"')),
    afterMinutes: DAY + 30,
    everyMinutes: 30,
    summary: "Nobody sees whether certificates and tokens are about to expire",
  },
  {
    alert: "LedgeSamplesLeftOut",
    severity: "ticket",
    service: "telemetry",
    series: (minutes) => ({ [seriesOf("ledge_telemetry_left_out_samples_total")]: counter([BEGINS, 0], [minutes - BEGINS, 60]) }),
    afterMinutes: 1,
    summary: "60 samples are in no metric, because there were too many series",
  },
  {
    alert: "LedgeTelemetryDropped",
    severity: "ticket",
    service: "telemetry",
    // Some were lost before, in a minute.
    series: (minutes) => ({
      [seriesOf("ledge_telemetry_dropped_total", ', signal="traces"')]: counter([10, 0], [1, 300], [BEGINS - 11, 0], [minutes - BEGINS, 1]),
    }),
    afterMinutes: 16,
    summary: "The collector does not take traces: what it was to be sent is lost",
    shownLabels: { signal: "traces" },
  },
];

export const titleOf = ({ alert, service, labels }: Fault): string => [alert, labels?.["credential"] ?? service].join(" of ");

export function scenarioOf(fault: Fault): Scenario {
  const { alert, severity, service, labels = {}, series, afterMinutes, summary, shownLabels = {}, everyMinutes = 1 } = fault;
  const firesAt = BEGINS + afterMinutes;
  const minutes = firesAt + 2 * everyMinutes;
  const own = { severity, service, ...labels };
  const perEnvironment = alert === "LedgeExpiriesMissing" ? {} : { environment: "prod" };
  const shown = {
    alert,
    labels: { ...own, ...perEnvironment, ...shownLabels },
    annotations: { summary, runbook_url: `https://git.example.com/ledge/${RUNBOOKS}#${alert.toLowerCase()}` },
  };
  return {
    name: titleOf(fault),
    series: { ...calm(minutes), ...series(minutes) },
    everyMinutes,
    repository: "https://git.example.com/ledge/",
    checks: [
      { atMinute: BEGINS - everyMinutes, firing: [] },
      { atMinute: firesAt - everyMinutes, firing: [] },
      { atMinute: firesAt, firing: [{ alertname: alert, ...own }], shown },
    ],
  };
}
