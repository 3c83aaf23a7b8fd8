// POST /v1/api-keys
import { formatApiKey, hashApiKey, shownPrefix } from "@ledge/shared/api-key";
import { createApiKey as body, issuedApiKey } from "@ledge/shared/contracts/identity";
import { core, identityOperation, tag } from "../operation.ts";
import { openSealedToken, sealToken } from "../sealed-token.ts";

export const createApiKey = identityOperation({
  operationId: "createApiKey",
  method: "post",
  path: "/v1/api-keys",
  summary: "Issue an API key",
  description:
    "Issues a key with the scopes and the expiry that the body names. The token is in this answer alone; a retry under the same Idempotency-Key shows it again. A key that is bound to a customer by `customer_id` sees that customer's resources alone, and cannot have the institution's scopes. Refused: a customer that does not exist.",
  tag,
  scope: "operator",
  body,
  success: { status: 201, schema: issuedApiKey, description: "The key with its token, shown this once" },
  location: "/v1/api-keys",
  problems: ["customer_not_found"],
  sealed: true,
  async handle({ env, call, body }) {
    const token = formatApiKey(crypto.getRandomValues(new Uint8Array(32)));
    const prefix = shownPrefix(token);
    const outcome = await core(env).createApiKey(call, {
      ...body,
      prefix,
      hash: hashApiKey(env.API_KEY_PEPPER, token),
      sealedToken: await sealToken(env.API_KEY_PEPPER, token, prefix),
    });
    if (!outcome.ok) return outcome;
    // A replay answers with the token of the first try, not with the one made above, which nobody stored.
    const { sealedToken, ...key } = outcome.value;
    return { ...outcome, value: { ...key, token: await openSealedToken(env.API_KEY_PEPPER, sealedToken, key.prefix) } };
  },
});
