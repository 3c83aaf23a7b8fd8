// The form of API keys: generated keys are recognised, and mistyped ones are refused without a look-up.
import { apiKeyHashes, formatApiKey, isIssuedApiKey, newApiKeyHash, shownPrefix } from "@ledge/shared/api-key";
import { BadKeyList, keysIn } from "@ledge/shared/key-list";
import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const MACS = "newest older";
const made = (bytes: Uint8Array): string => formatApiKey(bytes, MACS);
const isOurs = (token: string): boolean => isIssuedApiKey(token, MACS);
const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** Built independently of the product: `ledge_`, what is marked, and the first 4 bytes of its SHA-256 in base 62. */
function withChecksum(marked: string): string {
  let value = createHash("sha256").update(marked).digest().readUInt32BE(0);
  let check = "";
  for (let at = 0; at < 6; at += 1) [check, value] = [BASE62.charAt(value % 62) + check, Math.floor(value / 62)];
  return `ledge_${marked}${check}`;
}

/** The law of the checksum, for any recogniser: a token that differs in one character is refused. */
function expectEverySingleChangeRefused(isFormat: (token: string) => boolean, token: string): void {
  for (let at = 0; at < token.length; at += 1) {
    for (const other of `${BASE62}_- `) {
      if (other === token[at]) continue;
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      if (isFormat(changed)) throw new Error(`taken though character ${at} was changed to ${other}`);
    }
  }
}

describe("API keys", () => {
  test("every generated key has the form of a key", () => {
    fc.assert(
      fc.property(secretBytes, (bytes) => {
        const token = made(bytes);
        expect(token).toMatch(/^ledge_[0-9A-Za-z]{67}$/);
        expect(isOurs(token)).toBe(true);
      }),
    );
  });

  test.each([new Uint8Array(32), new Uint8Array(32).fill(255)])("the smallest and the largest secret fit the form", (bytes) => {
    expect(isOurs(made(bytes))).toBe(true);
  });

  test("the checksum catches every change of a single character", () => {
    fc.assert(
      fc.property(secretBytes, (bytes) => expectEverySingleChangeRefused(isOurs, made(bytes))),
      { numRuns: 3 },
    );
  });

  test("the checksum's law detects a recogniser that checks the form alone", () => {
    const formOnly = (token: string): boolean => /^ledge_[0-9A-Za-z]{67}$/.test(token);
    expect(() => expectEverySingleChangeRefused(formOnly, made(new Uint8Array(32)))).toThrow(/taken though/);
  });

  test("two swapped neighbouring characters are detected", () => {
    fc.assert(
      fc.property(secretBytes, fc.integer({ min: 6, max: 53 }), (bytes, at) => {
        const token = made(bytes);
        const [left, right] = [token.charAt(at), token.charAt(at + 1)];
        fc.pre(left !== right);
        expect(isOurs(token.slice(0, at) + right + left + token.slice(at + 2))).toBe(false);
      }),
    );
  });

  test("different secrets make different keys", () => {
    fc.assert(
      fc.property(secretBytes, secretBytes, (one, other) => {
        expect(made(one) === made(other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  const token = made(new Uint8Array(32).fill(7));
  test.each([
    "",
    "ledge_",
    token.slice(1),
    `${token} `,
    `${token}\n`,
    ` ${token}`,
    `${token}0`,
    token.slice(0, -1),
    token.toUpperCase(),
    token.replace("_", "-"),
  ])("%j is not a key", (other) => {
    expect(isOurs(other)).toBe(false);
  });

  test("a key that anyone can make, with a right checksum and any MAC, is not ours", () => {
    fc.assert(
      fc.property(secretBytes, (bytes) => {
        expect(isOurs(formatApiKey(bytes, "of somebody else"))).toBe(false);
        const ours = made(bytes);
        const theirs = formatApiKey(bytes, "of somebody else");
        // The same secret and the name of our MAC secret, with a MAC under another one and the checksum that fits it.
        expect(isOurs(withChecksum(ours.slice(6, 51) + theirs.slice(51, 67)))).toBe(false);
        expect(isOurs(withChecksum(ours.slice(6, 67)))).toBe(true);
      }),
    );
  });

  test("keys are made under the first MAC secret, and recognised under each", () => {
    const bytes = new Uint8Array(32).fill(9);
    expect(made(bytes)).toBe(formatApiKey(bytes, "newest"));
    expect([formatApiKey(bytes, "newest"), formatApiKey(bytes, "older"), formatApiKey(bytes, "left-out")].map(isOurs)).toEqual([
      true,
      true,
      false,
    ]);
    expect(isIssuedApiKey(made(bytes), "")).toBe(false);
    expect(() => formatApiKey(bytes, " ")).toThrow(RangeError);
  });

  test.each([0, 31, 33])("a secret of %i bytes is a bug", (length) => {
    expect(() => made(new Uint8Array(length))).toThrow(RangeError);
  });

  test("lists show ten of a key's seventy-three characters", () => {
    expect(shownPrefix(token)).toBe(token.slice(0, 10));
  });

  const [FIRST, SECOND, THIRD] = ["the-first-pepper-of-tests", "the-second-pepper-of-tests", "the-third-pepper-of-tests"];
  const hmacOf = (pepper = ""): string => createHmac("sha256", pepper).update(token).digest("hex");

  test("a stored hash is HMAC-SHA-256 of the token under the newest pepper, and says which that is", () => {
    const [newest] = keysIn("API_KEY_PEPPER", `${FIRST}`);
    expect(newApiKeyHash(`${FIRST} ${SECOND}`, token)).toEqual({ pepper: newest.id, hash: hmacOf(FIRST) });
  });

  test("a token is looked for under each pepper: so it is found through a rotation, by versions before and behind it, until its pepper is left out", () => {
    const [before, during, after] = [`${FIRST} ${SECOND}`, `${SECOND} ${THIRD} ${FIRST}`, `${SECOND} ${THIRD}`];
    const finds = (made: string) =>
      [before, during, after].map((peppers) => apiKeyHashes(peppers, token).includes(newApiKeyHash(made, token).hash));
    expect([finds(before), finds(during)]).toEqual([
      [true, true, false],
      [true, true, true],
    ]);
    expect(apiKeyHashes(during, token)).toEqual([SECOND, THIRD, FIRST].map(hmacOf));
  });

  test.each(["", " ", "short", `${FIRST} ${FIRST}`])("the list of peppers %j hashes nothing and finds nothing", (peppers) => {
    expect(() => newApiKeyHash(peppers, token)).toThrow(BadKeyList);
    expect(() => apiKeyHashes(peppers, token)).toThrow(BadKeyList);
  });
});
