// POST /v1/webhook-endpoints
import { createWebhookEndpoint as body, secretWebhookEndpoint } from "@ledge/shared/contracts/webhooks";
import { versionTag } from "@ledge/shared/entity-tags";
import { refusalOfUrl } from "../egress.ts";
import { core, newestKey, tag, webhooksOperation } from "../operation.ts";
import { withSecret } from "../with-secret.ts";

export const createWebhookEndpoint = webhooksOperation({
  operationId: "createWebhookEndpoint",
  method: "post",
  path: "/v1/webhook-endpoints",
  summary: "Have events sent to a URL",
  description:
    "From now on, every event of the types in `events`, or every event if it is empty, is sent to the URL, in the order of the feed. The secret is in this answer alone; a retry under the same Idempotency-Key shows it again. Refused with `webhook_url_not_allowed`: anything but https to a public host by its name, on port 443; and with `too_many_webhook_endpoints`: one more endpoint than there may be at the same time, which is 50 unless the operator of the platform has set another limit. `ping` sends a test event.",
  tag,
  // Who chooses where events are sent, or has them sent again, reads them.
  scope: ["webhooks:write", "events:read"],
  body,
  success: { status: 201, schema: secretWebhookEndpoint, description: "The endpoint with its secret, which is shown this once" },
  location: "/v1/webhook-endpoints",
  etag: versionTag,
  sealed: true,
  async handle({ env, call, body }) {
    return refusalOfUrl(env, body.url) ?? (await withSecret(env, await core(env).createWebhookEndpoint(call, body, newestKey(env))));
  },
});
