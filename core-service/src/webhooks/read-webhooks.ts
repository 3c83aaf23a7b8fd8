// Reads of webhook endpoints and of the log of their deliveries.
import type { Call } from "@ledge/shared/context";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import type { DeliveryStatus, WebhookDelivery } from "@ledge/shared/contracts/webhooks";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { cutPage } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { type AttemptRow, type DeliveryRow, findAttempts, findDeliveries } from "./delivery-queries.ts";
import { findEndpoint, findEndpoints, showEndpoint } from "./endpoint-queries.ts";

const ATTEMPTS_SHOWN = 10;

export async function getWebhookEndpoint({ database }: Work, _call: Call, endpointId: string): Promise<Result<WebhookEndpoint>> {
  const uuid = decodeId("webhookEndpoint", endpointId);
  const row = uuid === null ? null : await findEndpoint(database, uuid);
  return row === null ? refused("not_found") : accepted(showEndpoint(row));
}

export async function listWebhookEndpoints({ database }: Work, _call: Call, page: PageRequest): Promise<Page<WebhookEndpoint>> {
  return cutPage(await findEndpoints(database, page), page.limit, showEndpoint, (row) => row.id);
}

export async function listWebhookDeliveries(
  { database }: Work,
  _call: Call,
  endpointId: string,
  status: DeliveryStatus | undefined,
  page: PageRequest,
): Promise<Result<Page<WebhookDelivery>>> {
  const uuid = decodeId("webhookEndpoint", endpointId);
  const endpoint = uuid === null ? null : await findEndpoint(database, uuid);
  if (endpoint === null) return refused("not_found");
  const rows = await findDeliveries(database, endpoint.id, status, page);
  const { data, next } = cutPage(
    rows,
    page.limit,
    (row) => row,
    (row) => row.id,
  );
  return accepted({ data: await showDeliveries(database, data), next });
}

/** With the last attempts of each. */
export async function showDeliveries(database: Database, rows: readonly DeliveryRow[]): Promise<WebhookDelivery[]> {
  const byDelivery = Map.groupBy(await findAttempts(database, rows, ATTEMPTS_SHOWN), (attempt) => attempt.deliveryId);
  return rows.map((row) => showDelivery(row, byDelivery.get(row.id) ?? []));
}

const showDelivery = (row: DeliveryRow, attempts: readonly AttemptRow[]): WebhookDelivery => ({
  id: encodeId("webhookDelivery", row.id),
  endpoint: encodeId("webhookEndpoint", row.endpointId),
  event: encodeId("event", row.eventId),
  event_type: row.eventType,
  status: row.status,
  attempt_count: row.attemptCount,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  attempts: attempts.map((attempt) => ({
    number: attempt.number,
    status: attempt.status,
    failure: attempt.failure,
    duration_ms: attempt.durationMs,
    first_bytes: attempt.firstBytes,
    attempted_at: attempt.attemptedAt.toISOString(),
  })),
});
