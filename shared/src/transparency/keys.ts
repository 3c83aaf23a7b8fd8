// Keys of notes as texts. A verifier key is public (C2SP signed-note, Verifier keys); a signing key is the form of golang.org/x/mod/sumdb/note, with
// the seed in place of the public key, and must never be logged or shown.
import { fromBase64, joinBytes, toBase64 } from "./encoding.ts";
import { isKeyName, keyIdOf } from "./note.ts";

const SIGNING = "PRIVATE+KEY+";
/** Base64 may contain a plus: the key is all that follows the second one. */
const FORM = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/;

/** A key with its type. */
interface Key {
  readonly name: string;
  readonly keyId: number;
  readonly type: number;
}

export interface VerifierKey extends Key {
  readonly publicKey: Uint8Array;
}

export interface SigningKey extends Key {
  /** 32 bytes: of Ed25519 the seed (RFC 8032, section 5.1.5), of ML-DSA-44 ξ (FIPS 204, algorithm 1). */
  readonly seed: Uint8Array;
}

/** The key of a vkey; null when it is malformed, or its id is not that of its name, type and public key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  const { name, keyId, type, bytes } = parts;
  return keyIdOf(name, type, bytes) === keyId ? { name, keyId, type, publicKey: bytes } : null;
}

export const formatVerifierKey = ({ name, type, publicKey }: Omit<VerifierKey, "keyId">): string =>
  textOf(name, keyIdOf(name, type, publicKey), type, publicKey);

/** The key of a secret; null when it is malformed. Whether its id is that of its public key is seen by who makes a signer of it. */
export function parseSigningKey(text: string): SigningKey | null {
  const parts = text.startsWith(SIGNING) ? partsOf(text.slice(SIGNING.length)) : null;
  return parts === null ? null : { name: parts.name, keyId: parts.keyId, type: parts.type, seed: parts.bytes };
}

export const formatSigningKey = ({ name, keyId, type, seed }: SigningKey): string => SIGNING + textOf(name, keyId, type, seed);

function partsOf(text: string): (Key & { readonly bytes: Uint8Array }) | null {
  const [, name = "", id = "", encoded = ""] = FORM.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (bytes === null || type === undefined || !isKeyName(name)) return null;
  return { name, keyId: Number.parseInt(id, 16), type, bytes: bytes.subarray(1) };
}

const textOf = (name: string, keyId: number, type: number, bytes: Uint8Array): string =>
  `${name}+${keyId.toString(16).padStart(8, "0")}+${toBase64(joinBytes(Uint8Array.of(type), bytes))}`;
