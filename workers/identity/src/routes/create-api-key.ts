// POST /v1/api-keys
import { createApiKey as body, issuedApiKey } from "@ledge/shared/contracts/identity";
import { apiKeyTag } from "@ledge/shared/entity-tags";
import { core, identityOperation, secretsOf, tag } from "../operation.ts";
import { newToken, withToken } from "../token.ts";

export const createApiKey = identityOperation({
  operationId: "createApiKey",
  method: "post",
  path: "/v1/api-keys",
  summary: "Issue an API key",
  description:
    "Issues a key with the scopes and the expiry of the body. The token is in this answer alone; a retry under the same Idempotency-Key shows it again. A key that is bound to a customer by `customer_id` sees that customer's resources alone, and cannot have the institution's scopes. Refused: a customer that does not exist.",
  tag,
  scope: "operator",
  body,
  success: { status: 201, schema: issuedApiKey, description: "The key with its token, shown this once" },
  location: "/v1/api-keys",
  etag: apiKeyTag,
  sealed: true,
  async handle({ env, call, body }) {
    const secrets = secretsOf(env);
    return await withToken(secrets, await core(env).createApiKey(call, { ...body, ...(await newToken(secrets)) }));
  },
});
