// PATCH /v1/webhook-endpoints/{id}
import { webhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import { updateWebhookEndpoint as body } from "@ledge/shared/contracts/webhooks";
import { versionTag } from "@ledge/shared/entity-tags";
import { wake } from "../dispatch/wake.ts";
import { refusalOfUrl } from "../egress.ts";
import { core, endpointParams, tag, webhooksOperation } from "../operation.ts";

export const updateWebhookEndpoint = webhooksOperation({
  operationId: "updateWebhookEndpoint",
  method: "patch",
  path: "/v1/webhook-endpoints/{id}",
  summary: "Change, disable or enable a webhook endpoint",
  description:
    "Changes the members that the body names, and leaves the others. `If-Match` must carry the `ETag` of the version that you saw. After an endpoint is enabled or its URL is changed, its pending deliveries are sent at once.",
  tag,
  // Who chooses where events are sent, or has them sent again, reads them.
  scope: ["webhooks:write", "events:read"],
  params: endpointParams,
  body,
  success: { status: 200, schema: webhookEndpoint, description: "The endpoint as it is now" },
  etag: versionTag,
  ifMatch: true,
  async handle({ env, call, params, body }) {
    const notAllowed = body.url === undefined ? null : refusalOfUrl(env, body.url);
    if (notAllowed !== null) return notAllowed;
    const outcome = await core(env).updateWebhookEndpoint(call, params.id, body);
    // The change may have made pending deliveries due.
    if (outcome.ok && outcome.value.status === "enabled") await wake(env, params.id);
    return outcome;
  },
});
