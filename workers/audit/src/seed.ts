// Seeds of Ed25519 keys as secrets: 32 bytes in hexadecimal digits (RFC 8032, section 5.1.5).

const SEED = /^[0-9a-f]{64}$/;
const HEX_DIGITS_PER_BYTE = 2;

/** @throws RangeError, which does not show the secret. */
export function seedOf(secret: string): Uint8Array {
  if (!SEED.test(secret)) throw new RangeError("a seed is 64 hexadecimal digits");
  return Uint8Array.from({ length: secret.length / HEX_DIGITS_PER_BYTE }, (_, at) =>
    Number.parseInt(secret.slice(at * HEX_DIGITS_PER_BYTE, (at + 1) * HEX_DIGITS_PER_BYTE), 16),
  );
}
