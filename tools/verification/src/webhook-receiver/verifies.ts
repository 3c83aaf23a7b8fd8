// Verifies the signature of a webhook as a receiver does.
import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import type { Received } from "./receiver.ts";

/**
 * Whether a message has a valid signature by a secret. Written from the specification of Standard Webhooks 1.0; it shares no code with the
 * product, whose signatures it tests.
 */
export function verifies(secret: string, { headers, bytes }: Pick<Received, "headers" | "bytes">): boolean {
  const [, kind, encoded] = /^(whsec|whpk)_(.+)$/.exec(secret) ?? [];
  const key = Buffer.from(encoded ?? "", "base64");
  const signed = Buffer.concat([Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`), bytes]);
  return String(headers["webhook-signature"])
    .split(" ")
    .map((one) => one.split(",", 2) as [string, string])
    .some(([version, text]) => {
      const signature = Buffer.from(text, "base64");
      if (kind === "whsec" && version === "v1") {
        const expected = createHmac("sha256", key).update(signed).digest();
        return expected.length === signature.length && timingSafeEqual(expected, signature);
      }
      if (kind !== "whpk" || version !== "v1a") return false;
      const jwk = { kty: "OKP", crv: "Ed25519", x: key.toString("base64url") };
      return verify(null, signed, createPublicKey({ key: jwk, format: "jwk" }), signature);
    });
}
