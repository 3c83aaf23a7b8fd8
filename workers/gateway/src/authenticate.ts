// Authenticates a request. The principal of an API key is cached for some seconds, so that a busy client costs one look-up in that time; a
// revoked key is refused when they have passed.
import { isApiKeyFormat } from "@ledge/shared/api-key";
import type { Principal } from "@ledge/shared/context";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const utf8 = new TextEncoder();

/** How long a revoked key may still be accepted: "revoked within seconds". @internal Tests read the limit instead of repeating it. */
export const PRINCIPAL_CACHE_MS = 5_000;
/** Bounds memory; when the cache is full, the oldest entry is removed. */
const MAX_CACHED = 10_000;

interface Cached {
  readonly principal: Principal;
  readonly untilMs: number;
}

/** By hash of the token: a dump of this memory holds no tokens. Only valid keys are cached, so unauthenticated callers cannot fill it. */
const cache = new Map<string, Cached>();

/**
 * The principal of an Authorization header, or null when the header has no valid key.
 *
 * @param lookUp the look-up at the identity Worker; throws when that Worker does not answer.
 */
export async function authenticate(
  authorization: string | null,
  nowMs: number,
  lookUp: (token: string) => Promise<Principal | null>,
): Promise<Principal | null> {
  // The scheme is case-insensitive (RFC 9110, section 11.1), the token is not.
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  const hash = bytesToHex(sha256(utf8.encode(token)));
  const cached = cache.get(hash);
  if (cached !== undefined && cached.untilMs > nowMs) return cached.principal;
  if (!isApiKeyFormat(token)) return null;
  const principal = await lookUp(token);
  cache.delete(hash);
  if (principal !== null) {
    if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value as string);
    cache.set(hash, { principal, untilMs: nowMs + PRINCIPAL_CACHE_MS });
  }
  return principal;
}
