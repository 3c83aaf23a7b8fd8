// The keys of this witness, by its secret. What cannot be read stops everything, and must not be shown.
import { type Cosigner, ed25519Cosigner } from "@ledge/shared/transparency/cosignature";
import { parseSigningKey } from "@ledge/shared/transparency/keys";
import { mlDsa44Cosigner } from "@ledge/shared/transparency/ml-dsa-44";
import { signatureTypes } from "@ledge/shared/transparency/note";

/** @param secret signing keys, separated by blanks. @throws RangeError when one is malformed or of another type, and when there is none. */
export async function cosignersOf(secret: string): Promise<readonly Cosigner[]> {
  const texts = secret.split(/\s+/).filter((text) => text !== "");
  if (texts.length === 0) throw new RangeError("WITNESS_KEYS has no key");
  return await Promise.all(
    texts.map(async (text) => {
      const key = parseSigningKey(text);
      if (key === null) throw new RangeError("WITNESS_KEYS has a malformed key");
      return key.type === signatureTypes.mlDsa44Cosignature ? mlDsa44Cosigner(key) : await ed25519Cosigner(key);
    }),
  );
}
