// Reads of webhook endpoints and of the log of their deliveries.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import type { CausedDelivery, DeliveryStatus, WebhookDelivery } from "@ledge/shared/contracts/webhook-deliveries";
import type { UnlistedKey } from "@ledge/shared/contracts/readiness";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { cutPage, showAlone } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { type AttemptRow, type DeliveryRow, findAttempts, findDeliveries, findDeliveriesOf } from "./delivery-queries.ts";
import { findEndpoint, findEndpoints, findUnlistedMasterKeys, showEndpoint } from "./endpoint-queries.ts";

const ATTEMPTS_SHOWN = 10;

export async function getWebhookEndpoint(
  { database }: Work,
  _call: Call,
  endpointId: string,
): Promise<Result<WebhookEndpoint, RefusalOf<"getWebhookEndpoint">>> {
  const uuid = decodeId("webhookEndpoint", endpointId);
  const row = uuid === null ? null : await findEndpoint(database, uuid);
  return row === null ? refused("not_found") : accepted(showEndpoint(row));
}

export async function listWebhookEndpoints({ database }: Work, _call: Call, page: PageRequest): Promise<Page<WebhookEndpoint>> {
  const rows = await findEndpoints(database, page);
  return cutPage(rows, page.limit, { show: showEndpoint, positionOf: (row) => row.id, idOf: (row) => encodeId("webhookEndpoint", row.id) });
}

export const unlistedMasterKeys = ({ database, now }: Work, listed: readonly string[]): Promise<readonly UnlistedKey[]> =>
  findUnlistedMasterKeys(database, listed, now());

export async function listWebhookDeliveries(
  { database }: Work,
  _call: Call,
  endpointId: string,
  status: DeliveryStatus | undefined,
  page: PageRequest,
): Promise<Result<Page<WebhookDelivery>, RefusalOf<"listWebhookDeliveries">>> {
  const uuid = decodeId("webhookEndpoint", endpointId);
  const endpoint = uuid === null ? null : await findEndpoint(database, uuid);
  if (endpoint === null) return refused("not_found");
  const rows = await findDeliveries(database, endpoint.id, status, page);
  const attempts = await attemptsOf(database, rows.slice(0, page.limit));
  return accepted(
    cutPage(rows, page.limit, {
      show: (row) => showDelivery(row, attempts(row)),
      positionOf: (row) => row.id,
      idOf: (row) => encodeId("webhookDelivery", row.id),
    }),
  );
}

/** The deliveries of some events, each with its last attempts, without what endpoints answered; `limit + 1` at most. */
export async function showDeliveriesOf(database: Database, events: readonly string[], limit: number): Promise<CausedDelivery[]> {
  const rows = await findDeliveriesOf(database, events, limit + 1);
  const attempts = await attemptsOf(database, rows);
  return rows.flatMap((row) => showAlone(encodeId("webhookDelivery", row.id), () => showCaused(row, attempts(row)))?.value ?? []);
}

/** One delivery with its last attempts. */
export async function showOneDelivery(database: Database, row: DeliveryRow): Promise<WebhookDelivery> {
  return showDelivery(row, (await attemptsOf(database, [row]))(row));
}

/** A function that gives the last attempts of each delivery. */
async function attemptsOf(database: Database, rows: readonly DeliveryRow[]): Promise<(row: DeliveryRow) => readonly AttemptRow[]> {
  const byDelivery = Map.groupBy(await findAttempts(database, rows, ATTEMPTS_SHOWN), (attempt) => attempt.deliveryId);
  return (row) => byDelivery.get(row.id) ?? [];
}

const showDelivery = (row: DeliveryRow, attempts: readonly AttemptRow[]): WebhookDelivery => ({
  ...showRow(row),
  attempts: attempts.map((attempt) => ({ ...showAttempt(attempt), first_bytes: attempt.firstBytes })),
});

const showCaused = (row: DeliveryRow, attempts: readonly AttemptRow[]): CausedDelivery => ({
  ...showRow(row),
  attempts: attempts.map(showAttempt),
});

const showRow = (row: DeliveryRow): Omit<CausedDelivery, "attempts"> => ({
  id: encodeId("webhookDelivery", row.id),
  endpoint: encodeId("webhookEndpoint", row.endpointId),
  event: encodeId("event", row.eventId),
  event_type: row.eventType,
  status: row.status,
  attempt_count: row.attemptCount,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

const showAttempt = (attempt: AttemptRow): CausedDelivery["attempts"][number] => ({
  number: attempt.number,
  status: attempt.status,
  failure: attempt.failure,
  duration_ms: attempt.durationMs,
  attempted_at: attempt.attemptedAt.toISOString(),
});
