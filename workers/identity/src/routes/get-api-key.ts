// GET /v1/api-keys/{id}
import { apiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { apiKeyParams, core, identityOperation, tag } from "../operation.ts";

export const getApiKey = identityOperation({
  operationId: "getApiKey",
  method: "get",
  path: "/v1/api-keys/{id}",
  summary: "Read an API key, without its token",
  description: "What the key may do, until when, and whether it was revoked. The token is never shown again.",
  tag,
  scope: "operator",
  params: apiKeyParams,
  success: { status: 200, schema: apiKey, description: "The key" },
  etag: apiKeyTag,
  handle: ({ env, call, params }) => core(env).getApiKey(call, params.id),
});
