// GET /metrics
import { operation, Streamed } from "@ledge/kit/operation";
import type { LogCounters } from "@ledge/shared/contracts/audit";
import type { CredentialAges } from "@ledge/shared/contracts/identity";
import type { Gauge, MetricsReader } from "@ledge/shared/contracts/metrics";
import type { SearchCounters } from "@ledge/shared/contracts/search";
import type { EventCounters } from "@ledge/shared/contracts/webhooks";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { accepted } from "@ledge/shared/result";
import { z } from "zod";
import { internalAnswer } from "../internal-answer.ts";

/** Its version is a parameter, which a reader needs (OpenMetrics 1.0, "Protocol Negotiation"). */
const MEDIA_TYPE = "application/openmetrics-text";
const CONTENT_TYPE = `${MEDIA_TYPE}; version=1.0.0; charset=utf-8`;
const EXAMPLE = `# TYPE ledge_operations counter
ledge_operations_total{service="payments",operation="createTransfer",version="3e8b6b5e",status_class="2xx"} 42 # {request_id="req_01jd2m8xk7e9vbt3q5w6y8z0ac"} 1 1764547200
# EOF
`;
const MS_PER_S = 1_000;

export const getMetrics = operation<Env>()({
  operationId: "getMetrics",
  method: "get",
  path: "/metrics",
  summary: "Read metrics",
  description:
    "Rate, errors and durations of every service and operation, and how far background work is behind, as OpenMetrics 1.0 text, whatever `Accept` says. Counters outlive releases; `_created` shows a reset. The `request_id` of an exemplar is one of `GET /v1/requests`, for as long as that is kept. What was answered in the last seconds may not be counted yet. A gauge whose owner does not answer is left out.",
  tag: "Operations",
  scope: "operator",
  success: {
    status: 200,
    mediaType: MEDIA_TYPE,
    schema: z.string().meta({ example: EXAMPLE }),
    description: "The metrics",
  },
  async handle({ env }) {
    const [events, log, search, ages] = await Promise.all([
      internalAnswer<EventCounters>(env, "webhooks", "counters"),
      internalAnswer<LogCounters>(env, "audit", "log"),
      internalAnswer<SearchCounters>(env, "search", "counters"),
      internalAnswer<CredentialAges>(env, "identity", "credentials"),
    ]);
    const gauges = [
      ...(events === null ? [] : eventGauges(events)),
      ...(log === null ? [] : logGauges(log)),
      ...(search === null ? [] : searchGauges(search)),
      ...(ages === null ? [] : ageGauges(ages)),
    ];
    const text = disposeAnswer(await (env.TELEMETRY as unknown as MetricsReader).read(gauges));
    return accepted(new Streamed(new Blob([text]).stream(), { "Content-Type": CONTENT_TYPE }));
  },
});

function eventGauges({ outbox, consumers, dead_letters, deliveries }: EventCounters): Gauge[] {
  return [
    { name: "ledge_outbox_pending_events", help: "Committed events without a position in the feed yet.", value: outbox.pending },
    { name: "ledge_outbox_unsent_events", help: "Events of the feed that the queue does not have yet.", value: outbox.unsent },
    { name: "ledge_outbox_oldest_seconds", help: "The age of the oldest event of both.", value: outbox.oldest_seconds },
    {
      name: "ledge_consumers_behind_events",
      help: "Events of the feed that some consumer has not applied.",
      value: Math.max(0, ...consumers.map(({ behind }) => behind)),
    },
    { name: "ledge_dead_letters", help: "Messages that the queue gave up on.", value: dead_letters },
    { name: "ledge_deliveries_pending", help: "Deliveries of webhooks that are due or retried.", value: deliveries.pending },
    { name: "ledge_deliveries_dead", help: "Deliveries of webhooks that were given up.", value: deliveries.dead },
  ];
}

const logGauges = ({ published, behind_ms: behindMs }: LogCounters): Gauge[] => [
  { name: "ledge_log_published_records", help: "Records in the published checkpoint of the audit log.", value: published },
  {
    name: "ledge_log_behind_seconds",
    help: "For how long a record has waited for a published checkpoint.",
    value: behindMs / MS_PER_S,
  },
];

const searchGauges = ({ behind, behind_seconds }: SearchCounters): Gauge[] => [
  { name: "ledge_search_behind_events", help: "Events of the feed that the search has not applied.", value: behind },
  { name: "ledge_search_behind_seconds", help: "The age of the oldest of them.", value: behind_seconds },
];

/** Of the names that `npm run credentials -- --metrics` has for them too. */
const ageGauges = ({ runtime_seconds: runtime, rotator_seconds: rotator }: CredentialAges): Gauge[] =>
  Object.entries({ runtime, rotator }).map(([credential, value]) => ({
    ...{ name: "ledge_credential_age_seconds", help: "Since when a login of the platform has its password.", credential, value },
  }));
