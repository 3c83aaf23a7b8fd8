// How many streams a principal has open: no more than it may have, none of another principal, and none that has ended.
import { describe, expect, test } from "vitest";
import { StreamSlots } from "../../core-service/src/feed/stream-slots.ts";

const OPEN_MS = 100;

describe("streams of a principal", () => {
  test("are as many as there may be, and another principal has its own", () => {
    const slots = new StreamSlots(2, OPEN_MS);
    expect(["a", "b", "c"].map((stream) => slots.admit("one", stream, 0))).toEqual([true, true, false]);
    expect(slots.admit("other", "d", 0)).toBe(true);
  });

  test("go on for as long as they ask for more, whatever else begins", () => {
    const slots = new StreamSlots(1, OPEN_MS);
    for (let nowMs = 0; nowMs < 10 * OPEN_MS; nowMs += OPEN_MS - 1) {
      expect(slots.admit("one", "a", nowMs)).toBe(true);
      expect(slots.admit("one", "b", nowMs)).toBe(false);
    }
  });

  test("that have left, or ask for nothing any more, make place for others", () => {
    const slots = new StreamSlots(1, OPEN_MS);
    slots.admit("one", "a", 0);
    slots.leave("one", "a");
    expect(slots.admit("one", "b", 1)).toBe(true);
    expect(slots.admit("one", "c", OPEN_MS)).toBe(false);
    expect(slots.admit("one", "c", 1 + OPEN_MS)).toBe(true);
    // It was away for too long, and its place is taken.
    expect(slots.admit("one", "b", 2 + OPEN_MS)).toBe(false);
  });

  test("are counted anew after the memory is lost", () => {
    const slots = new StreamSlots(1, OPEN_MS);
    expect(["was-there", "was-there-too"].map((stream) => slots.admit("one", stream, 0))).toEqual([true, false]);
  });
});
