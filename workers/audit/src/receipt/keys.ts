// The keys of receipts, by their secret: JWKs of Ed25519 (RFC 8037). The first one signs; the public parts of all are shown, so that receipts of earlier
// keys can be verified. A private part must never leave this module.
import { textsIn } from "@ledge/shared/key-list";
import { ed25519Pair } from "@ledge/shared/transparency/ed25519";
import { base64url, calculateJwkThumbprint, importJWK, type JWK } from "jose";
import { seedOf } from "../seed.ts";

export const ALGORITHM = "EdDSA";

export interface ReceiptKeys {
  /** The key that signs, and its id (RFC 7638). */
  readonly signing: { readonly key: Awaited<ReturnType<typeof importJWK>>; readonly kid: string };
  /** Public JWKs, the signing one's first (RFC 7517, section 5). */
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** @param secret seeds, separated by blanks. @throws RangeError when one is malformed, and when there is none. */
export async function receiptKeysOf(secret: string): Promise<ReceiptKeys> {
  const seeds = textsIn(secret).map(seedOf);
  const keys = await Promise.all(seeds.map(publicJwk));
  const [seed] = seeds;
  const [first] = keys;
  if (seed === undefined || first?.kid === undefined) throw new RangeError("RECEIPT_KEYS has no key");
  const key = await importJWK({ ...first, d: base64url.encode(seed) }, ALGORITHM);
  return { signing: { key, kid: first.kid }, jwks: { keys } };
}

async function publicJwk(seed: Uint8Array): Promise<JWK> {
  const { publicKey } = await ed25519Pair(seed);
  const jwk = { kty: "OKP", crv: "Ed25519", x: base64url.encode(publicKey) };
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: "sig" };
}
