// Makes a delivery pending again that was delivered or given up.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { WebhookDelivery } from "@ledge/shared/contracts/webhook-deliveries";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { findDelivery, requeue } from "./delivery-queries.ts";
import { lockEndpointOf } from "./endpoint-queries.ts";
import { showOneDelivery } from "./read-webhooks.ts";

export const redeliverWebhook = (
  work: Work,
  call: WriteCall,
  deliveryId: string,
): Promise<WriteOutcome<WebhookDelivery, RefusalOf<"redeliverWebhook">>> =>
  exactlyOnce(work, call, "redeliverWebhook", deliveryId, async ({ database }) => {
    const uuid = decodeId("webhookDelivery", deliveryId);
    const endpoint = uuid === null ? null : await lockEndpointOf(database, uuid);
    const row = uuid === null || endpoint === null ? null : await findDelivery(database, uuid);
    if (row === null || endpoint === null) return refused("not_found");
    if (endpoint.disabledReason !== null) return refused("webhook_endpoint_disabled");
    if (row.status === "pending") return refused("webhook_delivery_pending");
    return accepted(await showOneDelivery(database, await requeue(database, row.id)));
  });
