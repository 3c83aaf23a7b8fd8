// The log's own key, by its secret: a signing key of a signed note, whose name is the log's origin. What cannot be read, or is another log's, stops
// everything, and must not be shown.
import { ed25519Pair } from "@ledge/shared/transparency/ed25519";
import { formatVerifierKey, parseSigningKey } from "@ledge/shared/transparency/keys";
import { logSigner, logVerifier, type SignNote } from "@ledge/shared/transparency/log-signature";
import type { Verifier } from "@ledge/shared/transparency/note";

export interface LogKey {
  readonly sign: SignNote;
  readonly verifier: Verifier;
  /** As a vkey (C2SP signed-note, Verifier keys). */
  readonly vkey: string;
}

/** @throws RangeError for a secret that is no key of this log. */
export async function logKeyOf(origin: string, secret: string): Promise<LogKey> {
  const key = parseSigningKey(secret);
  if (key?.name !== origin) throw new RangeError("LOG_KEY is no key of this log");
  const sign = await logSigner(key);
  const { publicKey } = await ed25519Pair(key.seed);
  return { sign, verifier: logVerifier({ ...key, publicKey }), vkey: formatVerifierKey({ ...key, publicKey }) };
}
