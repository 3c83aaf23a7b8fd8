// POST /v1/webhook-endpoints/{id}/rotate-secret
import { secretWebhookEndpoint } from "@ledge/shared/contracts/webhooks";
import { core, endpointParams, etagOf, tag, webhooksOperation } from "../operation.ts";
import { withSecret } from "../with-secret.ts";

export const rotateWebhookSecret = webhooksOperation({
  operationId: "rotateWebhookSecret",
  method: "post",
  path: "/v1/webhook-endpoints/{id}/rotate-secret",
  summary: "Give an endpoint a new secret; the previous one signs beside it for 24 hours",
  tag,
  scope: "webhooks:write",
  params: endpointParams,
  success: { status: 201, schema: secretWebhookEndpoint, description: "The endpoint, with its new secret: shown once" },
  problems: ["not_found", "too_many_webhook_secrets"],
  etag: etagOf,
  sealed: true,
  async handle({ env, call, params }) {
    return await withSecret(env, await core(env).rotateWebhookSecret(call, params.id));
  },
});
