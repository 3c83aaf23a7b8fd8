// The order of keys in a list: versions before and behind a rotation serve at the same time, so each knows the key by which the other one signs.
import { keysIn } from "@ledge/shared/key-list";
import { rotated, without } from "@ledge/delivery/rotate-key/next-list";
import { describe, expect, test } from "vitest";

const NAME = "CURSOR_KEY";
const keyOf = (number: number): string => `key-number-${number}-of-the-tests`;
const texts = (list: string): string[] => keysIn(NAME, list).map(({ text }) => text);

/** Lists after one rotation after the other, by a way of rotating. */
const rotations = (rotate: typeof rotated): string[][] => {
  const lists = [keyOf(0)];
  for (let number = 1; number < 6; number += 1) lists.push(rotate(lists.at(-1) as string, keyOf(number)));
  return lists.map(texts);
};
/** Whether lists that follow each other know each other's signing key. */
const overlap = (lists: readonly string[][]): boolean =>
  lists.every((list, at) => at === 0 || (list.includes(lists[at - 1]?.[0] ?? "") && lists[at - 1]?.includes(list[0] ?? "") === true));

describe("a rotation", () => {
  test("lets a key sign that was listed before, forgets none, and has another one sign each time but the first", () => {
    const lists = rotations(rotated);
    expect(overlap(lists)).toBe(true);
    expect(lists.map((list) => list.length)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lists.map(([signs]) => signs)).toEqual([0, 0, 1, 2, 3, 4].map(keyOf));
  });

  test.each<[string, typeof rotated]>([
    ["signs by a key that nobody knows yet", (list, fresh) => `${fresh} ${list}`],
    ["forgets the key that signed", (list, fresh) => `${texts(list)[1] ?? list} ${fresh}`],
  ])("that %s is detected", (_what, rotate) => {
    expect(overlap(rotations(rotate))).toBe(false);
  });

  test("leaves a key out by its id, and neither the one that signs nor the next", () => {
    const list = [1, 2, 3, 4].map(keyOf).join(" ");
    const [signs, next, third = { id: "" }] = keysIn(NAME, list);
    expect(texts(without(NAME, list, third.id))).toEqual([1, 2, 4].map(keyOf));
    for (const id of [signs.id, next?.id ?? "", "00000000"]) expect(() => without(NAME, list, id)).toThrow(`${NAME} has`);
  });
});
