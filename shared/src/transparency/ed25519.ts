// Ed25519 (RFC 8032) by WebCrypto, which Workers, Node from 20 on and browsers have. It must never let a private key out.
import { fromBase64 } from "./encoding.ts";

interface Key {
  readonly algorithm: object;
}
interface Subtle {
  importKey(format: "raw" | "pkcs8", bytes: Uint8Array, algorithm: string, isExtractable: boolean, uses: readonly string[]): Promise<Key>;
  exportKey(format: "jwk", key: Key): Promise<{ x?: string }>;
  sign(algorithm: string, key: Key, message: Uint8Array): Promise<ArrayBuffer>;
  verify(algorithm: string, key: Key, signature: Uint8Array, message: Uint8Array): Promise<boolean>;
}
declare const crypto: { readonly subtle: Subtle };

const ALGORITHM = "Ed25519";
const PUBLIC_KEY_BYTES = 32;
const SEED_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** PrivateKeyInfo of an Ed25519 key up to its seed (RFC 8410, section 7): WebCrypto takes no bare seed. */
const PKCS8_PREFIX = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/** Whether a signature is that of a message. */
export type Verify = (message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** @throws RangeError for what is no public key. */
export function ed25519Verify(publicKey: Uint8Array): Verify {
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new RangeError(`a public key of Ed25519 has ${PUBLIC_KEY_BYTES} bytes`);
  let imported: Promise<Key> | undefined;
  return async (message, signature) => {
    if (signature.length !== SIGNATURE_BYTES) return false;
    imported ??= crypto.subtle.importKey("raw", publicKey, ALGORITHM, false, ["verify"]);
    return await crypto.subtle.verify(ALGORITHM, await imported, signature, message);
  };
}

export interface KeyPair {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The pair of a seed. @throws RangeError for what is no seed. */
export async function ed25519Pair(seed: Uint8Array): Promise<KeyPair> {
  if (seed.length !== SEED_BYTES) throw new RangeError(`a seed of Ed25519 has ${SEED_BYTES} bytes`);
  const pkcs8 = Uint8Array.from([...PKCS8_PREFIX, ...seed]);
  // Extractable once, for the public key, which WebCrypto gives in no other way.
  const { x = "" } = await crypto.subtle.exportKey("jwk", await crypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, true, ["sign"]));
  // Base64url without padding (RFC 8037, section 2): 43 characters of 32 bytes.
  const publicKey = fromBase64(`${x.replaceAll("-", "+").replaceAll("_", "/")}=`);
  if (publicKey === null) throw new RangeError("the runtime gave no public key");
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, false, ["sign"]);
  return { publicKey, sign: async (message) => new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, message)) };
}
