// GET /v1/webhook-endpoints/{id}
import { webhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import { versionTag } from "@ledge/shared/entity-tags";
import { core, endpointParams, tag, webhooksOperation } from "../operation.ts";

export const getWebhookEndpoint = webhooksOperation({
  operationId: "getWebhookEndpoint",
  method: "get",
  path: "/v1/webhook-endpoints/{id}",
  summary: "Read a webhook endpoint",
  description:
    "The URL, the types of events that are sent to it, and whether it is enabled. The secret is never shown again. The `ETag` identifies the version, for `If-Match` of a later change.",
  tag,
  scope: "webhooks:read",
  params: endpointParams,
  success: { status: 200, schema: webhookEndpoint, description: "The endpoint; its secret is not shown again" },
  etag: versionTag,
  handle: ({ env, call, params }) => core(env).getWebhookEndpoint(call, params.id),
});
