// Creates, changes, rotates, tests and deletes webhook endpoints. The webhooks Worker judges which URLs are allowed, and the scope decides which
// principals may call.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import type { CreateWebhookEndpoint, EndpointWithSecret, UpdateWebhookEndpoint } from "@ledge/shared/contracts/webhooks";
import { versionTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import { accepted, refused, type Result, type WriteOutcome, type WriteRefusal } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { type CommandWork, exactlyOnce } from "../idempotency/exactly-once.ts";
import { lockInbox } from "../outbox/positions.ts";
import { markPendingDead, retryPendingNow } from "./delivery-queries.ts";
import {
  changeEndpoint,
  countEndpoints,
  type EndpointRow,
  insertEndpoint,
  lockEndpoint,
  showEndpoint,
  showWithSecret,
} from "./endpoint-queries.ts";
import { CONSUMER, queuedThroughOf } from "./queued-through.ts";
import { rotated } from "./secrets.ts";

export const createWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  input: CreateWebhookEndpoint,
  key: string,
): Promise<WriteOutcome<EndpointWithSecret, RefusalOf<"createWebhookEndpoint">>> =>
  exactlyOnce(work, call, "createWebhookEndpoint", null, async ({ database, now, newId, limits, emit }) => {
    // One creation at a time, so that two cannot both take the last place.
    await lockInbox(database, CONSUMER);
    if ((await countEndpoints(database)) >= limits.webhookEndpoints) return refused("too_many_webhook_endpoints");
    const createdAt = now();
    const row = await insertEndpoint(database, {
      id: newId(),
      url: input.url,
      events: [...input.events],
      description: input.description ?? null,
      signature: input.signature ?? "v1",
      secretKeys: [key],
      createdAt,
      updatedAt: createdAt,
    });
    emit("webhook_endpoint.created", row.id, showEndpoint(row));
    return accepted(showWithSecret(row));
  });

export const updateWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  endpointId: string,
  input: UpdateWebhookEndpoint,
): Promise<WriteOutcome<WebhookEndpoint, RefusalOf<"updateWebhookEndpoint">>> =>
  exactlyOnce(work, call, "updateWebhookEndpoint", endpointId, (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      const disabledReason = reasonAfter(row, input.status);
      const beginsNow = input.resume_from === "now";
      const behind = beginsNow ? { queuedThrough: null } : row;
      const changes = {
        url: input.url ?? row.url,
        events: input.events === undefined ? row.events : [...input.events],
        description: input.description === undefined ? row.description : input.description,
        disabledReason,
        queuedThrough: disabledReason === null ? behind.queuedThrough : await queuedThroughOf(inside.database, behind),
        // It begins at the event of this very change, whatever position the feed will give it: events that are committed and not yet in the feed
        // are not sent either.
        ...(beginsNow ? { afterPosition: null, beginsAtVersion: row.version + 1 } : {}),
      };
      if (beginsNow) await markPendingDead(inside.database, row.id);
      // Enabled again, or with another URL: its pending deliveries are tried at once.
      const isNew = row.disabledReason !== null || row.url !== changes.url;
      if (isNew && disabledReason === null) await retryPendingNow(inside.database, row.id);
      const changed = await changeEndpoint(inside.database, row, changes, inside.now());
      inside.emit("webhook_endpoint.updated", row.id, showEndpoint(changed));
      return accepted(showEndpoint(changed));
    }),
  );

function reasonAfter(row: EndpointRow, status: UpdateWebhookEndpoint["status"]): EndpointRow["disabledReason"] {
  if (status === undefined) return row.disabledReason;
  return status === "enabled" ? null : (row.disabledReason ?? "requested");
}

export const rotateWebhookSecret = (
  work: Work,
  call: WriteCall,
  endpointId: string,
  key: string,
): Promise<WriteOutcome<EndpointWithSecret, RefusalOf<"rotateWebhookSecret">>> =>
  exactlyOnce(work, call, "rotateWebhookSecret", endpointId, (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      const changes = rotated(row, key, inside.now());
      if (changes === null) return refused("too_many_webhook_secrets");
      const changed = await changeEndpoint(inside.database, row, changes, inside.now());
      inside.emit("webhook_endpoint.secret_rotated", row.id, showEndpoint(changed));
      return accepted(showWithSecret(changed));
    }),
  );

export const pingWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  endpointId: string,
): Promise<WriteOutcome<WebhookEndpoint, RefusalOf<"pingWebhookEndpoint">>> =>
  exactlyOnce(work, call, "pingWebhookEndpoint", endpointId, (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      if (row.disabledReason !== null) return refused("webhook_endpoint_disabled");
      inside.emit("ping", row.id, showEndpoint(row));
      return accepted(showEndpoint(row));
    }),
  );

export const deleteWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  endpointId: string,
): Promise<WriteOutcome<WebhookEndpoint, RefusalOf<"deleteWebhookEndpoint">>> =>
  exactlyOnce(work, call, "deleteWebhookEndpoint", endpointId, (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      await markPendingDead(inside.database, row.id);
      const changed = await changeEndpoint(inside.database, row, { deletedAt: inside.now() }, inside.now());
      inside.emit("webhook_endpoint.deleted", row.id, showEndpoint(changed));
      return accepted(showEndpoint(changed));
    }),
  );

/** Changes an endpoint under its lock, if it exists and the request's conditions hold for it. */
async function withEndpoint<T, Code extends ProblemCode = never>(
  work: CommandWork,
  endpointId: string,
  change: (row: EndpointRow) => Promise<Result<T, Code>>,
): Promise<Result<T, Code | "not_found" | WriteRefusal>> {
  const uuid = decodeId("webhookEndpoint", endpointId);
  const row = uuid === null ? null : await lockEndpoint(work.database, uuid);
  if (row === null) return refused("not_found");
  return work.unmet(versionTag(row)) ?? (await change(row));
}
