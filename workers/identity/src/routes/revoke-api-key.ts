// DELETE /v1/api-keys/{id}
import { apiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { apiKeyParams, core, identityOperation, tag } from "../operation.ts";

export const revokeApiKey = identityOperation({
  operationId: "revokeApiKey",
  method: "delete",
  path: "/v1/api-keys/{id}",
  summary: "Revoke an API key",
  description:
    "The key is refused from then on, at every edge within 5 seconds; within 30 at an edge that cannot look keys up meanwhile. Revoking a revoked key changes nothing and succeeds. The recorded answers of its Idempotency-Keys remain.",
  tag,
  scope: "operator",
  params: apiKeyParams,
  success: { status: 200, schema: apiKey, description: "The revoked key" },
  etag: apiKeyTag,
  handle: ({ env, call, params }) => core(env).revokeApiKey(call, params.id),
});
