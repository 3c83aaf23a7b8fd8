// POST /v1/webhook-deliveries/{id}/redeliver
import { webhookDelivery } from "@ledge/shared/contracts/webhook-deliveries";
import { wake } from "../dispatch/wake.ts";
import { core, deliveryParams, tag, webhooksOperation } from "../operation.ts";

export const redeliverWebhook = webhooksOperation({
  operationId: "redeliverWebhook",
  method: "post",
  path: "/v1/webhook-deliveries/{id}/redeliver",
  summary: "Send a delivery again, under the same webhook-id",
  description:
    "Makes a delivery pending again that was delivered or given up, at its original place in the endpoint's order: the same `webhook-id`, the same bytes, a new signature. Refused: a delivery that is still pending, and one of a disabled endpoint.",
  tag,
  // Who chooses where events are sent, or has them sent again, reads them.
  scope: ["webhooks:write", "events:read"],
  params: deliveryParams,
  success: { status: 200, schema: webhookDelivery, description: "The delivery, waiting for its turn" },
  async handle({ env, call, params }) {
    const outcome = await core(env).redeliverWebhook(call, params.id);
    if (outcome.ok) await wake(env, outcome.value.endpoint);
    return outcome;
  },
});
