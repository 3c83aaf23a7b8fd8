// DELETE /v1/webhook-endpoints/{id}
import { webhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import { core, endpointParams, tag, webhooksOperation } from "../operation.ts";

export const deleteWebhookEndpoint = webhooksOperation({
  operationId: "deleteWebhookEndpoint",
  method: "delete",
  path: "/v1/webhook-endpoints/{id}",
  summary: "Delete a webhook endpoint",
  description:
    "Nothing more is sent to it, and its pending deliveries are given up. Its deliveries are no longer listed. Deleting it again answers 404.",
  tag,
  scope: "webhooks:write",
  params: endpointParams,
  success: { status: 200, schema: webhookEndpoint, description: "The endpoint as it was" },
  handle: ({ env, call, params }) => core(env).deleteWebhookEndpoint(call, params.id),
});
