// Makes keys of audit logs as the audit Worker's secret has them: the text of `npm run log:key`, out of a seed, so that a platform whose secrets are
// derived gets the same key every time.
import { createPrivateKey, createPublicKey } from "node:crypto";
import { formatSigningKey } from "@ledge/shared/transparency/keys";
import { keyIdOf, signatureTypes } from "@ledge/shared/transparency/note";

/** The log's name on a developer's own machine, as in the audit Worker's config. */
export const LOG_ORIGIN = "log.localhost";
/** PrivateKeyInfo of an Ed25519 key up to its seed (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** The signing key of a log. @param seed in hexadecimal digits. */
export function logKeyText(origin: string, seed: string): string {
  const bytes = Buffer.from(seed, "hex");
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, bytes]), format: "der", type: "pkcs8" });
  const publicKey = Buffer.from(createPublicKey(privateKey).export({ format: "jwk" }).x ?? "", "base64url");
  const type = signatureTypes.ed25519;
  return formatSigningKey({ name: origin, keyId: keyIdOf(origin, type, publicKey), type, seed: bytes });
}
