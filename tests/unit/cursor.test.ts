// List cursors: a cursor opens only in the list, with the filter, for the principal and under the key that it was made for.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { BadKeyList, keysIn } from "@ledge/shared/key-list";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CursorScope, openCursor, sealPage } from "../../workers/kit/src/cursor.ts";

interface Cursors {
  readonly seal: (scope: CursorScope, position: string) => string;
  readonly open: (scope: CursorScope, cursor: string) => string | null;
}

const [FIRST, SECOND, THIRD] = ["the-first-key-of-tests", "the-second-key-of-tests", "the-third-key-of-tests"] as const;

const ours: Cursors = { seal: (scope, next) => String(sealPage(scope, { data: [], next }).next_cursor), open: openCursor };

const word = fc.string({ unit: fc.constantFrom(...'ab~/"\\,[]:'), maxLength: 4 });
const filters = fc.dictionary(fc.constantFrom("account", "from", "to", "kind"), word, { noNullPrototype: true });
const keys = word.map((key) => `a-key-of-the-tests${key}`);
const scopes = fc.record({ keys, principalId: word, path: word, filter: filters });

const same = (one: CursorScope, other: CursorScope): boolean =>
  one.keys === other.keys &&
  one.principalId === other.principalId &&
  one.path === other.path &&
  JSON.stringify(Object.entries(one.filter).sort()) === JSON.stringify(Object.entries(other.filter).sort());

/** The law, for any way of making cursors. The second property moves the boundary between two parts and keeps their text. */
function expectScoped({ seal, open }: Cursors): void {
  fc.assert(
    fc.property(
      scopes,
      scopes,
      fc.subarray(["keys", "principalId", "path", "filter"] as const),
      word,
      (scope, foreign, changed, position) => {
        fc.pre(position !== "");
        const other = { ...scope, ...Object.fromEntries(changed.map((part) => [part, foreign[part]])) };
        expect(open(scope, seal(scope, position))).toBe(position);
        expect(open(other, seal(scope, position))).toBe(same(scope, other) ? position : null);
      },
    ),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(scopes, word, fc.nat({ max: 4 }), fc.nat({ max: 4 }), (scope, text, here, there) => {
      const cut = (at: number): CursorScope => ({ ...scope, principalId: text.slice(0, at), path: text.slice(at) });
      expect(open(cut(there), seal(cut(here), "7"))).toBe(same(cut(here), cut(there)) ? "7" : null);
    }),
  );
}

/** A way of making cursors that binds them to `message`. */
function cursorsOver(message: (scope: CursorScope, position: string) => string): Cursors {
  const mac = (scope: CursorScope, position: string): string =>
    bytesToHex(hmac(sha256, utf8ToBytes(scope.keys ?? ""), utf8ToBytes(message(scope, position))));
  return {
    seal: (scope, position) => `${position}~${mac(scope, position)}`,
    open: (scope, cursor) => {
      const position = cursor.slice(0, cursor.lastIndexOf("~"));
      return cursor === `${position}~${mac(scope, position)}` ? position : null;
    },
  };
}

describe("cursors", () => {
  test("a cursor opens in its scope and in no other", () => {
    expectScoped(ours);
  });

  test.each<[string, (scope: CursorScope, position: string) => string]>([
    ["the principal", ({ path, filter }, position) => JSON.stringify([path, Object.entries(filter).sort(), position])],
    ["the filter", ({ principalId, path }, position) => JSON.stringify([principalId, path, position])],
    ["the path", ({ principalId, filter }, position) => JSON.stringify([principalId, Object.entries(filter).sort(), position])],
    [
      "boundaries between its parts",
      ({ principalId, path, filter }, position) => principalId + path + JSON.stringify(Object.entries(filter).sort()) + position,
    ],
  ])("the law detects a MAC without %s", (_name, message) => {
    expect(() => expectScoped(cursorsOver(message))).toThrow(/Property failed/);
  });

  const scope: CursorScope = { keys: FIRST, principalId: "p", path: "/v1/accounts", filter: { kind: "house", currency: "EUR" } };
  const cursor = ours.seal(scope, "0192a3b4-0000-7000-8000-000000000000");

  test("a cursor with one changed character does not open", () => {
    for (let at = 0; at < cursor.length; at += 1) {
      for (const other of "0f~-A ") {
        if (other === cursor[at]) continue;
        expect(openCursor(scope, cursor.slice(0, at) + other + cursor.slice(at + 1)), `${at} to ${other}`).toBeNull();
      }
    }
  });

  test.each([
    "",
    "~",
    "~~",
    "a",
    "a~",
    `~${cursor.split("~")[1]}`,
    cursor.slice(0, -1),
    `${cursor}0`,
    ` ${cursor}`,
    cursor.toUpperCase(),
    "\ud800~00",
    "x".repeat(1_024),
  ])("%j is not a cursor", (made) => {
    expect(openCursor(scope, made)).toBeNull();
  });

  test("the order of a filter and its undefined members do not matter", () => {
    const other = { ...scope, filter: { currency: "EUR", kind: "house", customer_id: undefined } };
    expect(openCursor(other, cursor)).not.toBeNull();
  });

  test("a page shows by its cursor whether more follows, and hides nothing else", () => {
    expect(sealPage(scope, { data: [1, 2], next: null })).toEqual({ data: [1, 2], has_more: false, next_cursor: null });
    expect(sealPage(scope, { data: [1], next: "7" })).toEqual({
      data: [1],
      has_more: true,
      next_cursor: expect.stringMatching(/^7~[0-9a-f]{40}$/),
    });
  });

  test("a Worker without a key makes no cursor and opens none", () => {
    expect(() => ours.seal({ ...scope, keys: null }, "7")).toThrow(TypeError);
    expect(() => openCursor({ ...scope, keys: null }, cursor)).toThrow(TypeError);
  });

  test.each(["", "short", `${FIRST} ${FIRST}`])("the list of keys %j makes no cursor and opens none", (bad) => {
    expect(() => ours.seal({ ...scope, keys: bad }, "7")).toThrow(BadKeyList);
    expect(() => openCursor({ ...scope, keys: bad }, cursor)).toThrow(BadKeyList);
  });

  test("a cursor turns its page through a rotation of its key, and no page once the key is listed no more", () => {
    // As releases list them: the next key is there before it signs, so that versions before and behind the rotation open each other's cursors.
    const [before, during, after] = [`${FIRST} ${SECOND}`, `${SECOND} ${THIRD} ${FIRST}`, `${SECOND} ${THIRD}`];
    const [old, young] = [before, during].map((keys) => ours.seal({ ...scope, keys }, "7")) as [string, string];
    const opened = (cursor: string) => [before, during, after].map((keys) => openCursor({ ...scope, keys }, cursor));
    expect([opened(old), opened(young)]).toEqual([
      ["7", "7", null],
      ["7", "7", "7"],
    ]);
  });

  test("a cursor names its key: under the id of another one that is listed it does not open", () => {
    const list = `${FIRST} ${SECOND}`;
    const [one, other] = keysIn("CURSOR_KEY", list).map(({ id }) => id) as [string, string];
    const made = ours.seal({ ...scope, keys: list }, "7");
    expect(made).toContain(`~${one}`);
    expect(openCursor({ ...scope, keys: list }, made.replace(`~${one}`, `~${other}`))).toBeNull();
  });
});
