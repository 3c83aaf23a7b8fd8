// The split of events into queue messages of at most 128 kB and 100 events.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutMessages, MAX_MESSAGE_BYTES, MAX_EVENTS, sizeOf } from "../../core-service/src/feed/messages.ts";

describe("messages", () => {
  test("keep the order, lose nothing, and fit a queue's limits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120_000 }), { maxLength: 400 }), (sizes) => {
        const messages = cutMessages(sizes, (size) => size);
        expect(messages.flat()).toEqual(sizes);
        for (const message of messages) {
          expect(message.length).toBeLessThanOrEqual(MAX_EVENTS);
          expect(message.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
        }
      }),
    );
  });

  test("are as few as the order allows", () => {
    expect(
      cutMessages(
        Array.from({ length: 250 }, () => 10),
        (size) => size,
      ).map((message) => message.length),
    ).toEqual([100, 100, 50]);
    expect(cutMessages([100_000, 20_000, 10_000], (size) => size)).toEqual([[100_000, 20_000], [10_000]]);
  });

  test("give an event that is larger than a message its own message, which the queue may accept or refuse", () => {
    expect(cutMessages([1, MAX_MESSAGE_BYTES + 1, 1], (size) => size)).toEqual([[1], [MAX_MESSAGE_BYTES + 1], [1]]);
  });

  test("count bytes, not characters", () => {
    expect(sizeOf("€") - sizeOf("e")).toBe(2);
  });
});
