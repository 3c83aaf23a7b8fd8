// The identity of a write: its Idempotency-Key, and the fingerprint of the request that has the key (law 13).
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Precondition } from "@ledge/shared/precondition";

const utf8 = new TextEncoder();

/** Visible ASCII (RFC 20) without quotes and backslashes, so that a key is the same quoted and bare. A natural key is fine, such as a row's id. */
const KEY = /^[!#-[\]-~]{1,255}$/;

export type KeyHeader =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "idempotency_key_missing" }
  | { readonly kind: "idempotency_key_invalid" };

/** The key of the header, which may be quoted as a structured-field string (draft-ietf-httpapi-idempotency-key-header). */
export function readKey(header: string | null): KeyHeader {
  if (header === null || header === "") return { kind: "idempotency_key_missing" };
  const bare = /^"(.*)"$/.exec(header)?.[1] ?? header;
  return KEY.test(bare) ? { kind: "key", key: bare } : { kind: "idempotency_key_invalid" };
}

/**
 * SHA-256, in hex, of method, path, query, conditions and body bytes: two requests with the same fingerprint are the same (law 13). A write for another
 * version of what it changes is another write. Conditions count as they are judged: by their tags, whatever blanks or `W/` came with them.
 */
export function fingerprintOf(method: string, url: URL, { ifMatch, ifNoneMatch }: Precondition, body: Uint8Array): string {
  const conditions = JSON.stringify([ifMatch, ifNoneMatch]);
  const hash = sha256.create().update(utf8.encode(`${method}\n${url.pathname}\n${url.search}\n${conditions}\n`));
  return bytesToHex(hash.update(body).digest());
}
