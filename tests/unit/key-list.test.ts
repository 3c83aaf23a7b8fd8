// Lists of keys: a key's id follows from the key alone, so that no two lists disagree, and a list that could sign wrongly signs nothing.
import { BadKeyList, keyIn, KeyNotListed, keysIn } from "@ledge/shared/key-list";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";

const [FIRST, SECOND] = ["the-first-key-of-tests", "the-second-key-of-tests"] as const;

describe("a list of keys", () => {
  test("names each key by digits of a digest of its own, which is that of no list and no place", () => {
    const id = (key: string) => createHash("sha256").update(`ledge key id v1 ${key}`).digest("hex").slice(0, 8);
    const named = [FIRST, SECOND].map((text) => ({ id: id(text), text }));
    expect(keysIn("CURSOR_KEY", `${FIRST} ${SECOND}`)).toEqual(named);
    expect(keysIn("API_KEY_PEPPER", ` ${SECOND}\n${FIRST}\t`)).toEqual(named.toReversed());
  });

  test("finds a key by its id, and lacks every other one by a name that says which", () => {
    const [first] = keysIn("CURSOR_KEY", FIRST);
    expect(keyIn("CURSOR_KEY", `${SECOND} ${FIRST}`, first.id)).toEqual(first);
    expect(() => keyIn("CURSOR_KEY", SECOND, first.id)).toThrow(KeyNotListed);
    // The name is all of an error that a log line has: it must be printable there.
    expect(new KeyNotListed("CURSOR_KEY", first.id).name).toMatch(/^[\w.:-]{0,128}$/);
  });

  test.each([
    ["no key", ""],
    ["no key but blanks", " \n\t"],
    ["a key of 15 characters", "x".repeat(15)],
    ["a short key behind a good one", `${FIRST} short`],
    ["a key twice", `${FIRST} ${SECOND} ${FIRST}`],
  ])("with %s is refused, without a word of the keys", (_what, list) => {
    expect(() => keysIn("CURSOR_KEY", list)).toThrow(BadKeyList);
    expect(() => keysIn("CURSOR_KEY", list)).not.toThrow(/first-key|xxx/);
  });

  test("takes a key of 16 characters", () => {
    expect(keysIn("CURSOR_KEY", "x".repeat(16))).toHaveLength(1);
  });
});
