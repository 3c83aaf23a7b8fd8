// Cosignatures of ML-DSA-44 as OpenSSL sees them, which is in Node: the structure `cosigned_message` is written down here by hand, from C2SP
// tlog-cosignature, and FIPS 204 is another implementation's.
import { createPublicKey, verify } from "node:crypto";
import { formatCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { mlDsa44Cosigner } from "@ledge/shared/transparency/ml-dsa-44";
import { describe, expect, test } from "vitest";
import { NOW_SECONDS } from "../support/transparency/memory-log.ts";
import { sampleKey } from "../support/transparency/sample-keys.ts";

/** SubjectPublicKeyInfo of ML-DSA-44 up to the key (RFC 9881). */
const SPKI_PREFIX = "30820532300b06096086480165030403110382052100";
const NAME = "witness.example/w2";
const ORIGIN = "log.example.com";
const SIZE = 70_000;
const root = new Uint8Array(32).fill(7);

describe("a cosignature of ML-DSA-44", () => {
  test("is a signature of the specification's message by OpenSSL's FIPS 204, and of no other message", async () => {
    const key = await sampleKey(NAME, "mlDsa44Cosignature", 5);
    const text = formatCheckpoint({ origin: ORIGIN, size: SIZE, root, extensions: [] });
    const { signature } = await mlDsa44Cosigner(key.signing).cosign(text, NOW_SECONDS);

    const u64 = (value: number): Buffer => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(BigInt(value));
      return bytes;
    };
    const opaque = (name: string): Buffer => Buffer.from(`${String.fromCharCode(name.length)}${name}`, "latin1");
    const label = Buffer.from("subtree/v1\n\0");
    const message = (end: number): Buffer => Buffer.concat([label, opaque(NAME), u64(NOW_SECONDS), opaque(ORIGIN), u64(0), u64(end), root]);

    const der = Buffer.concat([Buffer.from(SPKI_PREFIX, "hex"), key.verifier.publicKey]);
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    expect(label).toHaveLength(12);
    expect(verify(null, message(SIZE), publicKey, signature.subarray(8))).toBe(true);
    expect(verify(null, message(SIZE + 1), publicKey, signature.subarray(8))).toBe(false);
  });
});
