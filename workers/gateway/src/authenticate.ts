// Authenticates a request. A key that was never issued is refused here, by its MAC: it costs nobody else anything. What is known of a key that was
// issued is remembered for some seconds, so that a busy client costs one look-up in that time; a revoked key is refused when they have passed.
import { isIssuedApiKey } from "@ledge/shared/api-key";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import { log } from "@ledge/shared/telemetry/log";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const utf8 = new TextEncoder();

/** How long a revoked key may still be accepted: "revoked within seconds". @internal Tests read the limit instead of repeating it. */
export const PRINCIPAL_CACHE_MS = 5_000;
/**
 * How long a key is accepted by its last look-up while identity does not answer. Each such request is logged: it is the one case in which a
 * key that was revoked meanwhile is accepted for longer. @internal Tests read the limit instead of repeating it.
 */
export const UNCONFIRMED_MS = 30_000;
/** A look-up is shared by the requests that come within this time: one that never ends holds up no later request. @internal Tests read the limit. */
export const SHARED_MS = 1_000;
/** Bounds memory; when the memory is full, the oldest entry is removed. */
const MAX_REMEMBERED = 10_000;

interface Remembered {
  /** Null: the key is unknown, revoked or expired. */
  readonly key: KnownKey | null;
  /** When the look-up began. */
  readonly askedMs: number;
}

interface Asking {
  readonly key: Promise<KnownKey | null>;
  readonly askedMs: number;
}

/** By hash of the token: a dump of this memory holds no tokens. Only keys that were issued are here, so forged ones cannot fill it. */
const known = new Map<string, Remembered>();
const asking = new Map<string, Asking>();

/**
 * What is known of the key in an Authorization header, or null when the header has no valid key.
 *
 * @param macSecrets those of `ApiKeySecrets`.
 * @param lookUp the look-up at the identity Worker, which outlives its request; throws when that Worker does not answer.
 */
export async function authenticate(
  authorization: string | null,
  nowMs: number,
  macSecrets: string,
  lookUp: (token: string) => Promise<KnownKey | null>,
): Promise<KnownKey | null> {
  // The scheme is case-insensitive (RFC 9110, section 11.1), the token is not.
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  const hash = bytesToHex(sha256(utf8.encode(token)));
  const last = known.get(hash);
  if (last !== undefined && last.askedMs + PRINCIPAL_CACHE_MS > nowMs) return last.key;
  if (!isIssuedApiKey(token, macSecrets)) return null;
  const answer = shared(hash, nowMs, () => lookUp(token));
  if (last === undefined || last.askedMs + UNCONFIRMED_MS <= nowMs) return await answer;
  try {
    return await within(SHARED_MS, answer);
  } catch {
    log({ level: "warn", service: "gateway", operation: "authenticate.unconfirmed", subject: last.key?.principal.id ?? "unknown" });
    return last.key;
  }
}

/** The answer of a look-up of the same key that is under way, or that of a new one, which is remembered. */
async function shared(hash: string, nowMs: number, lookUp: () => Promise<KnownKey | null>): Promise<KnownKey | null> {
  const current = asking.get(hash);
  if (current !== undefined && current.askedMs + SHARED_MS > nowMs) return await current.key;
  const own: Asking = { key: lookUp(), askedMs: nowMs };
  asking.set(hash, own);
  try {
    const key = await own.key;
    remember(hash, { key, askedMs: nowMs });
    return key;
  } finally {
    if (asking.get(hash) === own) asking.delete(hash);
  }
}

/** @throws when the promise rejects, or is not settled in time. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("not answered in time")), ms);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function remember(hash: string, answer: Remembered): void {
  known.delete(hash); // so that it is inserted again at the end
  if (known.size >= MAX_REMEMBERED) known.delete(known.keys().next().value as string);
  known.set(hash, answer);
}
