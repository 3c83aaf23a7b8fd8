// Creates, changes, rotates, tests and deletes webhook endpoints. Which URLs are allowed is the webhooks Worker's to say; who may ask
// at all, the scope's.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import type { CreateWebhookEndpoint, UpdateWebhookEndpoint, VersionedEndpoint } from "@ledge/shared/contracts/webhooks";
import { versionTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import { accepted, type Outcome, refused, type Result, type WriteRefusal } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { type CommandWork, exactlyOnce } from "../idempotency/exactly-once.ts";
import { buryPending, hurryPending } from "./delivery-queries.ts";
import { changeEndpoint, type EndpointRow, insertEndpoint, lockEndpoint, showEndpoint, showVersioned } from "./endpoint-queries.ts";
import { stopOf } from "./queued-through.ts";
import { rotated } from "./secrets.ts";

export const createWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  input: CreateWebhookEndpoint,
): Promise<Outcome<VersionedEndpoint, RefusalOf<"createWebhookEndpoint">>> =>
  exactlyOnce(work, call, "createWebhookEndpoint", async ({ database, now, newId, tell }) => {
    const createdAt = now();
    const row = await insertEndpoint(database, {
      id: newId(),
      url: input.url,
      events: [...input.events],
      description: input.description ?? null,
      signature: input.signature ?? "v1",
      createdAt,
      updatedAt: createdAt,
    });
    tell("webhook_endpoint.created", row.id, showEndpoint(row));
    return accepted(showVersioned(row));
  });

export const updateWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  endpointId: string,
  input: UpdateWebhookEndpoint,
): Promise<Outcome<WebhookEndpoint, RefusalOf<"updateWebhookEndpoint">>> =>
  exactlyOnce(work, call, "updateWebhookEndpoint", (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      const disabledReason = reasonAfter(row, input.status);
      const beginsNow = input.resume_from === "now";
      const behind = beginsNow ? { queuedThrough: null } : row;
      const changes = {
        url: input.url ?? row.url,
        events: input.events === undefined ? row.events : [...input.events],
        description: input.description === undefined ? row.description : input.description,
        disabledReason,
        queuedThrough: disabledReason === null ? behind.queuedThrough : await stopOf(inside.database, behind),
        // It begins at this change's own event, wherever the feed will have it: what is committed and not yet in the feed is not sent either.
        ...(beginsNow ? { afterPosition: null, beginsAtVersion: row.version + 1 } : {}),
      };
      if (beginsNow) await buryPending(inside.database, row.id);
      // Enabled again, or sent somewhere else: what waits is tried at once.
      const isNew = row.disabledReason !== null || row.url !== changes.url;
      if (isNew && disabledReason === null) await hurryPending(inside.database, row.id);
      const changed = await changeEndpoint(inside.database, row, changes, inside.now());
      inside.tell("webhook_endpoint.updated", row.id, showEndpoint(changed));
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
): Promise<Outcome<VersionedEndpoint, RefusalOf<"rotateWebhookSecret">>> =>
  exactlyOnce(work, call, "rotateWebhookSecret", (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      const changes = rotated(row, inside.now());
      if (changes === null) return refused("too_many_webhook_secrets");
      const changed = await changeEndpoint(inside.database, row, changes, inside.now());
      inside.tell("webhook_endpoint.secret_rotated", row.id, showEndpoint(changed));
      return accepted(showVersioned(changed));
    }),
  );

export const pingWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  endpointId: string,
): Promise<Outcome<WebhookEndpoint, RefusalOf<"pingWebhookEndpoint">>> =>
  exactlyOnce(work, call, "pingWebhookEndpoint", (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      if (row.disabledReason !== null) return refused("webhook_endpoint_disabled");
      inside.tell("ping", row.id, showEndpoint(row));
      return accepted(showEndpoint(row));
    }),
  );

export const deleteWebhookEndpoint = (
  work: Work,
  call: WriteCall,
  endpointId: string,
): Promise<Outcome<WebhookEndpoint, RefusalOf<"deleteWebhookEndpoint">>> =>
  exactlyOnce(work, call, "deleteWebhookEndpoint", (inside) =>
    withEndpoint(inside, endpointId, async (row) => {
      await buryPending(inside.database, row.id);
      const changed = await changeEndpoint(inside.database, row, { deletedAt: inside.now() }, inside.now());
      inside.tell("webhook_endpoint.deleted", row.id, showEndpoint(changed));
      return accepted(showEndpoint(changed));
    }),
  );

/** Changes an endpoint under its lock, if it is there and the request's conditions hold of it. */
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
