// POST /v1/webhook-endpoints/{id}/rotate-secret
import { secretWebhookEndpoint } from "@ledge/shared/contracts/webhooks";
import { versionTag } from "@ledge/shared/entity-tags";
import { core, endpointParams, newestKey, tag, webhooksOperation } from "../operation.ts";
import { withSecret } from "../with-secret.ts";

export const rotateWebhookSecret = webhooksOperation({
  operationId: "rotateWebhookSecret",
  method: "post",
  path: "/v1/webhook-endpoints/{id}/rotate-secret",
  summary: "Give an endpoint a new secret",
  description:
    "The new secret is in this answer alone; a retry under the same Idempotency-Key shows it again. Each previous secret signs too, beside it, for 24 hours from its rotation, so that a receiver can switch without losing a delivery. At most five previous secrets may sign: a rotation beyond that is refused with `too_many_webhook_secrets`.",
  tag,
  scope: ["webhooks:write", "events:read"],
  params: endpointParams,
  success: { status: 201, schema: secretWebhookEndpoint, description: "The endpoint with its new secret, which is shown this once" },
  etag: versionTag,
  sealed: true,
  async handle({ env, call, params }) {
    return await withSecret(env, await core(env).rotateWebhookSecret(call, params.id, newestKey(env)));
  },
});
