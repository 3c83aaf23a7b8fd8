// Makes a new key's token, and adds it to the answer. core-service gets its hash and the sealed token; only the client may get the token itself.
import { type ApiKeySecrets, formatApiKey, newApiKeyHash, shownPrefix } from "@ledge/shared/api-key";
import type { IssuedApiKey, NewApiKeyToken, SealedApiKey } from "@ledge/shared/contracts/identity";
import type { ProblemCode } from "@ledge/shared/problem";
import type { WriteOutcome } from "@ledge/shared/result";
import { openSealedToken, sealToken } from "./sealed-token.ts";

/** What core-service stores of a new token. */
export async function newToken({ peppers, macSecrets }: ApiKeySecrets): Promise<NewApiKeyToken> {
  const token = formatApiKey(crypto.getRandomValues(new Uint8Array(32)), macSecrets);
  const prefix = shownPrefix(token);
  return { prefix, ...newApiKeyHash(peppers, token), sealedToken: await sealToken(peppers, token, prefix) };
}

/** The key with its token. A replay gets the token of the first attempt: the one that was made for the replay was never stored. */
export async function withToken<Code extends ProblemCode>(
  { peppers }: ApiKeySecrets,
  outcome: WriteOutcome<SealedApiKey, Code>,
): Promise<WriteOutcome<IssuedApiKey, Code>> {
  if (!outcome.ok) return outcome;
  const { sealedToken, ...key } = outcome.value;
  return { ...outcome, value: { ...key, token: await openSealedToken(peppers, sealedToken, key.prefix) } };
}
