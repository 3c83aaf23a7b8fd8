// A new key's token, on its way to core and back: core is handed its hash and a sealed copy, and the client alone the token itself.
import { formatApiKey, hashApiKey, shownPrefix } from "@ledge/shared/api-key";
import type { IssuedApiKey, NewApiKeyToken, SealedApiKey } from "@ledge/shared/contracts/identity";
import type { WriteOutcome } from "@ledge/shared/result";
import { openSealedToken, sealToken } from "./sealed-token.ts";

/** What core keeps of a new token. */
export async function newToken(pepper: string): Promise<NewApiKeyToken> {
  const token = formatApiKey(crypto.getRandomValues(new Uint8Array(32)));
  const prefix = shownPrefix(token);
  return { prefix, hash: hashApiKey(pepper, token), sealedToken: await sealToken(pepper, token, prefix) };
}

/** The key with its token. A replay answers with the token of the first try, not with the one that was made for it and that nobody stored. */
export async function withToken(pepper: string, outcome: WriteOutcome<SealedApiKey>): Promise<WriteOutcome<IssuedApiKey>> {
  if (!outcome.ok) return outcome;
  const { sealedToken, ...key } = outcome.value;
  return { ...outcome, value: { ...key, token: await openSealedToken(pepper, sealedToken, key.prefix) } };
}
