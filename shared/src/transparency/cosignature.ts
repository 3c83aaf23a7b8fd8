// Cosignatures of checkpoints (C2SP tlog-cosignature): what their bytes are, and those of Ed25519. Those of ML-DSA-44 are in ml-dsa-44.ts, so that
// who needs Ed25519 alone does not load it.
import { bigEndian, fromBigEndian, joinBytes, toUtf8 } from "./encoding.ts";
import { ed25519Pair, ed25519Verify, type Verify } from "./ed25519.ts";
import type { SigningKey, VerifierKey } from "./keys.ts";
import { keyIdOf, type NoteSignature, signatureTypes, type Verifier } from "./note.ts";

const TIMESTAMP_BYTES = 8;

/** Issues cosignatures of one key. */
export interface Cosigner {
  readonly name: string;
  readonly keyId: number;
  /** @param timeSeconds POSIX time of the observation, which a witness must not leave at zero. */
  cosign(text: string, timeSeconds: number): Promise<NoteSignature>;
}

/** The message that is signed; null: this checkpoint can have no such cosignature. */
export type MessageOf = (text: string, timeSeconds: number) => Uint8Array | null;

/** Two lines in front of the whole text keep it apart from what a log signs (tlog-cosignature, Ed25519 signed message). */
const messageOf: MessageOf = (text, timeSeconds) => toUtf8(`cosignature/v1\ntime ${timeSeconds}\n${text}`);

/** Judges `timestamped_signature` structures: a time, and a signature of a message with it (tlog-cosignature, Format). */
export const verifierOf = ({ name, keyId }: VerifierKey, message: MessageOf, verify: Verify): Verifier => ({
  name,
  keyId,
  async verify(text, signature) {
    const timeSeconds = fromBigEndian(signature.subarray(0, TIMESTAMP_BYTES));
    const signed = timeSeconds === null ? null : message(text, timeSeconds);
    return signed !== null && (await verify(signed, signature.subarray(TIMESTAMP_BYTES)));
  },
});

/** @throws RangeError when the key's id is not that of its public key. */
export function cosignerOf(
  { name, keyId, type }: SigningKey,
  message: MessageOf,
  pair: { readonly publicKey: Uint8Array; sign(message: Uint8Array): Promise<Uint8Array> },
): Cosigner {
  if (keyIdOf(name, type, pair.publicKey) !== keyId)
    throw new RangeError(`the id of the signing key of ${name} is not that of its public key`);
  return {
    name,
    keyId,
    async cosign(text, timeSeconds) {
      const signed = message(text, timeSeconds);
      if (signed === null) throw new RangeError("not a checkpoint that can be cosigned");
      return { name, keyId, signature: joinBytes(bigEndian(timeSeconds, TIMESTAMP_BYTES), await pair.sign(signed)) };
    },
  };
}

/** Judges the cosignatures of an Ed25519 key. @throws RangeError for a key of another type. */
export function ed25519CosignatureVerifier(key: VerifierKey): Verifier {
  if (key.type !== signatureTypes.ed25519Cosignature) throw new RangeError("not a key of Ed25519 cosignatures");
  return verifierOf(key, messageOf, ed25519Verify(key.publicKey));
}

/** Issues cosignatures of an Ed25519 key. @throws RangeError for a key of another type, or with a wrong id. */
export async function ed25519Cosigner(key: SigningKey): Promise<Cosigner> {
  if (key.type !== signatureTypes.ed25519Cosignature) throw new RangeError("not a key of Ed25519 cosignatures");
  return cosignerOf(key, messageOf, await ed25519Pair(key.seed));
}
