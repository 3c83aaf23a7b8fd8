// Keys of logs and witnesses for tests, out of seeds of one byte: the same in every run.
import { ed25519Pair } from "@ledge/shared/transparency/ed25519";
import {
  formatSigningKey,
  formatVerifierKey,
  parseSigningKey,
  parseVerifierKey,
  type SigningKey,
  type VerifierKey,
} from "@ledge/shared/transparency/keys";
import { mlDsa44Pair } from "@ledge/shared/transparency/ml-dsa-44";
import { keyIdOf, signatureTypes } from "@ledge/shared/transparency/note";

export interface SampleKey {
  readonly signing: SigningKey;
  readonly verifier: VerifierKey;
  /** As a secret and as a vkey. */
  readonly secret: string;
  readonly vkey: string;
}

export async function sampleKey(name: string, kind: keyof typeof signatureTypes, seedByte: number): Promise<SampleKey> {
  const type = signatureTypes[kind];
  const seed = new Uint8Array(32).fill(seedByte);
  const { publicKey } = kind === "mlDsa44Cosignature" ? mlDsa44Pair(seed) : await ed25519Pair(seed);
  const secret = formatSigningKey({ name, keyId: keyIdOf(name, type, publicKey), type, seed });
  const vkey = formatVerifierKey({ name, type, publicKey });
  return { secret, vkey, signing: parseSigningKey(secret)!, verifier: parseVerifierKey(vkey)! };
}
