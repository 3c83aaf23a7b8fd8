// Cosignatures of ML-DSA-44 (C2SP tlog-cosignature; FIPS 204): they resist quantum computers, and commit to the cosigner's name. Apart from the
// others, because the algorithm is much code.
import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";
import { parseCheckpoint } from "./checkpoint.ts";
import { type Cosigner, cosignerOf, type MessageOf, verifierOf } from "./cosignature.ts";
import { bigEndian, joinBytes, toUtf8 } from "./encoding.ts";
import type { KeyPair } from "./ed25519.ts";
import type { SigningKey, VerifierKey } from "./keys.ts";
import { signatureTypes, type Verifier } from "./note.ts";

const LABEL = toUtf8("subtree/v1\n\0");
const PUBLIC_KEY_BYTES = 1_312;
const SIGNATURE_BYTES = 2_420;
const SEED_BYTES = 32;
/** `opaque name<1..2^8-1>`: one byte says how long it is. */
const MOST_NAME_BYTES = 255;
const U64_BYTES = 8;

/** The structure `cosigned_message` (tlog-cosignature, ML-DSA-44 signed message) of a whole tree: it has no extension lines. */
const messageBy =
  (cosignerName: string): MessageOf =>
  (text, timeSeconds) => {
    const checkpoint = parseCheckpoint(text);
    const name = toUtf8(cosignerName);
    const origin = toUtf8(checkpoint?.origin ?? "");
    if (checkpoint === null || name.length > MOST_NAME_BYTES || origin.length > MOST_NAME_BYTES) return null;
    const [time, start, end] = [bigEndian(timeSeconds, U64_BYTES), bigEndian(0, U64_BYTES), bigEndian(checkpoint.size, U64_BYTES)];
    return joinBytes(LABEL, Uint8Array.of(name.length), name, time, Uint8Array.of(origin.length), origin, start, end, checkpoint.root);
  };

/** Judges the cosignatures of an ML-DSA-44 key. @throws RangeError for a key of another type. */
export function mlDsa44CosignatureVerifier(key: VerifierKey): Verifier {
  if (key.type !== signatureTypes.mlDsa44Cosignature || key.publicKey.length !== PUBLIC_KEY_BYTES)
    throw new RangeError("not a key of ML-DSA-44");
  const verify = async (message: Uint8Array, signature: Uint8Array): Promise<boolean> =>
    signature.length === SIGNATURE_BYTES && ml_dsa44.verify(signature, message, key.publicKey);
  return verifierOf(key, messageBy(key.name), verify);
}

/** The pair of a seed. @throws RangeError for what is no seed. */
export function mlDsa44Pair(seed: Uint8Array): KeyPair {
  if (seed.length !== SEED_BYTES) throw new RangeError(`a seed of ML-DSA-44 has ${SEED_BYTES} bytes`);
  const { publicKey, secretKey } = ml_dsa44.keygen(seed);
  return { publicKey, sign: async (message) => ml_dsa44.sign(message, secretKey) };
}

/** Issues cosignatures of an ML-DSA-44 key. @throws RangeError for a key of another type, or with a wrong id. */
export function mlDsa44Cosigner(key: SigningKey): Cosigner {
  if (key.type !== signatureTypes.mlDsa44Cosignature) throw new RangeError("not a key of ML-DSA-44");
  return cosignerOf(key, messageBy(key.name), mlDsa44Pair(key.seed));
}
