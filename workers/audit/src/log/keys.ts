// The log's own key, by its secret. The secret is the seed alone: the key's name is the log's origin, so that the two cannot disagree. What cannot be
// read stops everything, and must not be shown.
import { ed25519Pair } from "@ledge/shared/transparency/ed25519";
import { formatVerifierKey } from "@ledge/shared/transparency/keys";
import { logSigner, logVerifier, type SignNote } from "@ledge/shared/transparency/log-signature";
import { keyIdOf, signatureTypes, type Verifier } from "@ledge/shared/transparency/note";
import { seedOf } from "../seed.ts";

export interface LogKey {
  readonly sign: SignNote;
  readonly verifier: Verifier;
  /** As a vkey (C2SP signed-note, Verifier keys). */
  readonly vkey: string;
}

/** @throws RangeError for a secret that is no seed. */
export async function logKeyOf(origin: string, secret: string): Promise<LogKey> {
  const seed = seedOf(secret);
  const type = signatureTypes.ed25519;
  const { publicKey } = await ed25519Pair(seed);
  const key = { name: origin, type, keyId: keyIdOf(origin, type, publicKey) };
  return {
    sign: await logSigner({ ...key, seed }),
    verifier: logVerifier({ ...key, publicKey }),
    vkey: formatVerifierKey({ ...key, publicKey }),
  };
}
