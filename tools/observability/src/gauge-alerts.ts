// The alerts on what the platform says of itself: what is late, given up, old, about to expire, or not said at all.
import type { Severity } from "./burn-rates.ts";
import { UP } from "./metrics.ts";
import { type Alert, type Group, PER } from "./rules.ts";
import { runbookOf } from "./runbook.ts";
import { FRESHNESS_OBJECTIVES } from "./slo.ts";

const DAY_S = 86_400;
/** The scrape of GET /metrics, as docs/observability.md configures it. */
const SCRAPE = `${UP}{job="ledge"}`;
/** A runtime's login is a week old at the most (docs/runbooks/rotate.md): half of another week is one rotation that failed, and time to see it. */
const RUNTIME_LOGIN_DAYS = 10.5;
/** What the runbook gives the rotator's login at the most. */
const ROTATOR_LOGIN_DAYS = 90;
/** Cloudflare renews certificates thirty days before they end, and people need days for a token. */
const NOTICE_DAYS = 21;
/** A backlog that the consumers have not worked off in a quarter of an hour is none that a busy second has left. */
const CONSUMERS_BEHIND_EVENTS = 1_000;
/** As many as one endpoint may have: then it gets no more (docs/events.md). */
const DELIVERIES_WAITING = 1_000;
/** As many as are taken for an outage, and for no single request that was too much for the runtime. */
const MANY_UNFINISHED = 10;
/** Of ten runs in a quarter of an hour that failed for the most part, the cause is not the one event of one run. */
const LEAST_RUNS = 10;

interface Watch {
  readonly alert: string;
  readonly severity: Severity;
  readonly service: string;
  readonly expr: string;
  readonly for?: string;
  readonly summary: string;
  /** What distinguishes rules of one name, beside the service. */
  readonly labels?: Readonly<Record<string, string>>;
}

const alertOf = ({ alert, severity, service, expr, for: lasts, summary, labels }: Watch): Alert => ({
  alert,
  expr,
  ...(lasts !== undefined && { for: lasts }),
  labels: { severity, service, ...labels },
  annotations: { summary, runbook_url: runbookOf(alert) },
});

const LATE_ALERTS = { outbox_freshness: "LedgeOutboxBehind", log_freshness: "LedgeAuditLogBehind" } as Readonly<Record<string, string>>;

/** Ten minutes: as long as a zone's failure takes at the most, in which the requests' alerts are what matters. */
const late = FRESHNESS_OBJECTIVES.map(({ name, gauge, withinSeconds, service, what }): Watch => ({
  alert: LATE_ALERTS[name] ?? "",
  severity: "page",
  service,
  expr: `${gauge} > ${withinSeconds}`,
  for: "10m",
  summary: `${what[0]?.toUpperCase()}${what.slice(1)} has waited for {{ $value | humanizeDuration }}`,
}));

const events: readonly Watch[] = [
  {
    alert: "LedgeConsumersBehind",
    severity: "page",
    service: "webhooks",
    expr: `ledge_consumers_behind_events > ${CONSUMERS_BEHIND_EVENTS}`,
    for: "15m",
    summary: "A consumer has not applied {{ $value }} events of the feed",
  },
  {
    alert: "LedgeDeadLetters",
    severity: "ticket",
    service: "webhooks",
    expr: "ledge_dead_letters > 0",
    for: "5m",
    summary: "The queue has given up on {{ $value }} messages",
  },
  {
    alert: "LedgeWebhooksWaiting",
    severity: "ticket",
    service: "webhooks",
    expr: `ledge_deliveries_pending >= ${DELIVERIES_WAITING}`,
    for: "1h",
    summary: "{{ $value }} deliveries of webhooks wait",
  },
  {
    alert: "LedgeWebhooksGivenUp",
    severity: "ticket",
    service: "webhooks",
    expr: "delta(ledge_deliveries_dead[1h]) > 0",
    summary: "Deliveries of webhooks were given up",
  },
];

const runs = (labels: string): string =>
  `sum by (${PER}, service, operation) (increase(ledge_operations_total{status_class=""${labels}}[15m]))`;
const background: Watch = {
  alert: "LedgeBackgroundWorkFails",
  severity: "ticket",
  service: "{{ $labels.service }}",
  expr: `${runs(', error_type!=""')} / (${runs("")} >= ${LEAST_RUNS}) > 0.5`,
  for: "15m",
  summary: "{{ $value | humanizePercentage }} of the runs of {{ $labels.service }} {{ $labels.operation }} fail",
};

/** They are in no objective, for nobody knows which operation they were. */
const UNFINISHED = 'ledge_operations_total{operation="unfinished", status_class="5xx"}';
/** The first one begins a series, which has no increase; unless everything begins, as after an outage of the scrape. */
const begun = `${UNFINISHED} unless ${UNFINISHED} offset 15m and on (${PER}) ${SCRAPE} offset 15m == 1`;
const ended = `sum by (${PER}, service) (increase(${UNFINISHED}[15m]) > 0 or ${begun})`;
const unfinished = (
  [
    ["ticket", `> 0 < ${MANY_UNFINISHED}`],
    ["page", `>= ${MANY_UNFINISHED}`],
  ] as const
).map(([severity, some]): Watch => ({
  alert: "LedgeWorkUnfinished",
  severity,
  service: "{{ $labels.service }}",
  expr: `${ended} ${some}`,
  summary: 'The runtime ended {{ $value | printf "%.0f" }} requests or runs of {{ $labels.service }} before they had an outcome',
}));

const credentials: readonly Watch[] = [
  ...(
    [
      ["runtime", RUNTIME_LOGIN_DAYS],
      ["rotator", ROTATOR_LOGIN_DAYS],
    ] as const
  ).map(([credential, days]): Watch => ({
    alert: "LedgeCredentialOld",
    severity: "ticket",
    service: "core",
    labels: { credential },
    expr: `ledge_credential_age_seconds{credential="${credential}"} > ${days * DAY_S}`,
    for: "1h",
    summary: `The database's password of the ${credential} is {{ $value | humanizeDuration }} old, and was to be ${days} days at the most`,
  })),
  {
    alert: "LedgeCredentialExpires",
    severity: "ticket",
    service: "delivery",
    expr: `ledge_credential_expiry_timestamp_seconds - time() < ${NOTICE_DAYS * DAY_S}`,
    for: "1h",
    summary: "{{ $labels.credential }} expires in {{ $value | humanizeDuration }}",
  },
  {
    alert: "LedgeCertificateExpires",
    severity: "ticket",
    service: "gateway",
    expr: `ledge_certificate_expiry_timestamp_seconds - time() < ${NOTICE_DAYS * DAY_S}`,
    for: "1h",
    summary: "The certificate of {{ $labels.host }} expires in {{ $value | humanizeDuration }}",
  },
];

/** What an environment that is scraped does not say. */
const unsaid = (gauge: string): string => `${SCRAPE} == 1 unless on (${PER}) ${gauge}`;
const missing: readonly Watch[] = [
  {
    alert: "LedgeMetricsMissing",
    severity: "page",
    service: "telemetry",
    expr: `${SCRAPE} == 0 or absent(${SCRAPE}) or ${unsaid("ledge_telemetry_left_out_samples_total")}`,
    for: "5m",
    summary: "GET /metrics is not scraped: every other alert is blind",
  },
  ...(
    [
      ["webhooks", "ledge_outbox_oldest_seconds"],
      ["audit", "ledge_log_behind_seconds"],
      ["identity", 'ledge_credential_age_seconds{credential="runtime"}'],
    ] as const
  ).map(([service, gauge]): Watch => ({
    alert: "LedgeGaugesMissing",
    severity: "page",
    service,
    expr: unsaid(gauge),
    for: "10m",
    summary: `GET /metrics lacks the gauges of ${service}: nobody sees whether its work is late`,
  })),
  {
    alert: "LedgeExpiriesMissing",
    severity: "ticket",
    service: "delivery",
    expr: ["ledge_certificate_expiry_timestamp_seconds", "ledge_credential_expiry_timestamp_seconds"]
      .map((name) => `absent(${name})`)
      .join(" or "),
    for: "1d",
    summary: "Nobody sees whether certificates and tokens are about to expire",
  },
  {
    alert: "LedgeSamplesLeftOut",
    severity: "ticket",
    service: "telemetry",
    expr: "increase(ledge_telemetry_left_out_samples_total[1h]) > 0",
    summary: "{{ $value | humanize }} samples are in no metric, because there were too many series",
  },
  {
    alert: "LedgeTelemetryDropped",
    severity: "ticket",
    service: "telemetry",
    expr: `sum by (${PER}, signal) (increase(ledge_telemetry_dropped_total[5m])) > 0`,
    // A collector that restarts loses some, and needs nobody.
    for: "15m",
    summary: "The collector does not take {{ $labels.signal }}: what it was to be sent is lost",
  },
];

export const GAUGE_ALERTS: readonly Group<Alert>[] = [
  { name: "ledge-lateness", interval: "30s", rules: [...late, ...events, background, ...unfinished].map(alertOf) },
  { name: "ledge-credentials", interval: "2m", rules: credentials.map(alertOf) },
  { name: "ledge-missing", interval: "30s", rules: missing.map(alertOf) },
];
