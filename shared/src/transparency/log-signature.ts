// The signatures of a log on its own notes: plain Ed25519 over the text (C2SP signed-note, Ed25519 signatures).
import { ed25519Pair, ed25519Verify } from "./ed25519.ts";
import { toUtf8 } from "./encoding.ts";
import type { SigningKey, VerifierKey } from "./keys.ts";
import { keyIdOf, type NoteSignature, signatureTypes, type Verifier } from "./note.ts";

/** Judges the signatures of a log's key. @throws RangeError for a key of another type. */
export function logVerifier({ name, keyId, type, publicKey }: VerifierKey): Verifier {
  if (type !== signatureTypes.ed25519) throw new RangeError("not a key of Ed25519 signatures");
  const verify = ed25519Verify(publicKey);
  return { name, keyId, verify: (text, signature) => verify(toUtf8(text), signature) };
}

/** Signs a log's notes. */
export type SignNote = (text: string) => Promise<NoteSignature>;

/**
 * The signer of a log's key.
 *
 * @throws RangeError for a key of another type, or whose id is not that of its public key.
 */
export async function logSigner({ name, keyId, type, seed }: SigningKey): Promise<SignNote> {
  if (type !== signatureTypes.ed25519) throw new RangeError("not a key of Ed25519 signatures");
  const { publicKey, sign } = await ed25519Pair(seed);
  if (keyIdOf(name, type, publicKey) !== keyId) throw new RangeError(`the id of the signing key of ${name} is not that of its public key`);
  return async (text) => ({ name, keyId, signature: await sign(toUtf8(text)) });
}
