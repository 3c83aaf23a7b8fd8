// POST /v1/webhook-endpoints/{id}/ping
import { webhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import { core, endpointParams, tag, webhooksOperation } from "../operation.ts";

export const pingWebhookEndpoint = webhooksOperation({
  operationId: "pingWebhookEndpoint",
  method: "post",
  path: "/v1/webhook-endpoints/{id}/ping",
  summary: "Send a test event to an endpoint",
  description:
    "A `ping` is sent to this endpoint alone, whatever its filter, in the same way as every event: through the feed, signed, and with retries. Refused while the endpoint is disabled.",
  tag,
  scope: "webhooks:write",
  params: endpointParams,
  success: { status: 201, schema: webhookEndpoint, description: "The endpoint; its deliveries show the result of the ping" },
  handle: ({ env, call, params }) => core(env).pingWebhookEndpoint(call, params.id),
});
