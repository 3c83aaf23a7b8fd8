// The sealed token of a new API key: it opens for its own key under its own pepper alone, and any change of it is found before anything is shown.
import { describe, expect, test } from "vitest";
import { openSealedToken, sealToken } from "../../workers/identity/src/sealed-token.ts";

const [PEPPER, TOKEN, PREFIX] = ["a pepper", "ledge_0123456789", "ledge_0123"];

describe("a sealed token", () => {
  test("opens for the key that it was sealed for, and for no other key and under no other pepper", async () => {
    const sealed = await sealToken(PEPPER, TOKEN, PREFIX);
    expect(await openSealedToken(PEPPER, sealed, PREFIX)).toBe(TOKEN);
    await expect(openSealedToken(PEPPER, sealed, "ledge_0124")).rejects.toThrow();
    await expect(openSealedToken("another pepper", sealed, PREFIX)).rejects.toThrow();
  });

  test("does not open when a bit of it was changed or its end is missing, and the error does not say which", async () => {
    const bytes = Buffer.from(await sealToken(PEPPER, TOKEN, PREFIX), "base64");
    const errorOf = async (changed: Buffer): Promise<string> =>
      await openSealedToken(PEPPER, changed.toString("base64"), PREFIX).then(String, (error: Error) => `${error.name}: ${error.message}`);
    const errors = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      errors.add(await errorOf(changed));
    }
    for (let length = 0; length < bytes.length; length += 1) errors.add(await errorOf(bytes.subarray(0, length)));
    expect([...errors]).toEqual([expect.stringMatching(/^OperationError: /)]);
  });

  test("is sealed under a nonce of its own: the same token twice is nowhere the same", async () => {
    const sealed = await Promise.all(
      Array.from({ length: 1_000 }, async () => Buffer.from(await sealToken(PEPPER, TOKEN, PREFIX), "base64")),
    );
    expect(new Set(sealed.map((bytes) => bytes.subarray(0, 12).toString("hex"))).size).toBe(sealed.length);
    expect(new Set(sealed.map((bytes) => bytes.subarray(12).toString("hex"))).size).toBe(sealed.length);
  });
});
