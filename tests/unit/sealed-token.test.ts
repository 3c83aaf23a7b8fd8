// The sealed token of a new API key: it opens for its own key while its own pepper is listed, and any change of it is found before anything is shown.
import { keysIn } from "@ledge/shared/key-list";
import { describe, expect, test } from "vitest";
import { openSealedToken, sealToken } from "../../workers/identity/src/sealed-token.ts";

const [PEPPER, NEXT, TOKEN, PREFIX] = ["a-pepper-of-the-tests", "the-next-pepper-of-tests", "ledge_0123456789", "ledge_0123"];
const ID = keysIn("API_KEY_PEPPER", PEPPER)[0].id;
const bytesOf = (sealed: string): Buffer => Buffer.from(sealed.replace(`${ID}.`, ""), "base64");

describe("a sealed token", () => {
  test("opens for the key that it was sealed for, through a rotation of the pepper, and for no other key and without its pepper", async () => {
    const sealed = await sealToken(PEPPER, TOKEN, PREFIX);
    expect(await openSealedToken(PEPPER, sealed, PREFIX)).toBe(TOKEN);
    await expect(openSealedToken(PEPPER, sealed, "ledge_0124")).rejects.toThrow();
    expect(await openSealedToken(`${NEXT} ${PEPPER}`, sealed, PREFIX)).toBe(TOKEN);
    await expect(openSealedToken(NEXT, sealed, PREFIX)).rejects.toThrow(
      expect.objectContaining({ name: `KeyNotListed:API_KEY_PEPPER:${ID}` }),
    );
  });

  test("does not open when a bit of it was changed or its end is missing, and the error does not say which", async () => {
    const bytes = bytesOf(await sealToken(PEPPER, TOKEN, PREFIX));
    const errorOf = async (changed: Buffer): Promise<string> =>
      await openSealedToken(PEPPER, `${ID}.${changed.toString("base64")}`, PREFIX).then(
        String,
        (error: Error) => `${error.name}: ${error.message}`,
      );
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
    const sealed = await Promise.all(Array.from({ length: 1_000 }, async () => bytesOf(await sealToken(PEPPER, TOKEN, PREFIX))));
    expect(new Set(sealed.map((bytes) => bytes.subarray(0, 12).toString("hex"))).size).toBe(sealed.length);
    expect(new Set(sealed.map((bytes) => bytes.subarray(12).toString("hex"))).size).toBe(sealed.length);
  });
});
