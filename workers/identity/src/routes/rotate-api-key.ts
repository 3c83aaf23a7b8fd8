// POST /v1/api-keys/{id}/rotate
import { issuedApiKey, rotateApiKey as body } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { apiKeyParams, core, identityOperation, secretsOf, tag } from "../operation.ts";
import { newToken, withToken } from "../token.ts";

export const rotateApiKey = identityOperation({
  operationId: "rotateApiKey",
  method: "post",
  path: "/v1/api-keys/{id}/rotate",
  summary: "Rotate an API key",
  description:
    "Issues a successor that is the same principal: a retry with it gets the recorded answer of a request with the old key. Both keys are valid until previous_key_until. A key has one successor; a second rotation of it is refused.",
  tag,
  scope: "operator",
  params: apiKeyParams,
  body,
  success: { status: 201, schema: issuedApiKey, description: "The successor with its token, shown this once" },
  location: "/v1/api-keys",
  etag: apiKeyTag,
  sealed: true,
  async handle({ env, call, params, body }) {
    const secrets = secretsOf(env);
    return await withToken(secrets, await core(env).rotateApiKey(call, params.id, { ...body, ...(await newToken(secrets)) }));
  },
});
