// What a queue takes at once: 100 messages, 256 KB.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutBatches, MAX_BATCH_BYTES, MAX_MESSAGES, sizeOf } from "../../core-service/src/outbox/batches.ts";

describe("batches", () => {
  test("keep the order, lose nothing, and hold what a queue takes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120_000 }), { maxLength: 400 }), (sizes) => {
        const batches = cutBatches(sizes, (size) => size);
        expect(batches.flat()).toEqual(sizes);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(MAX_MESSAGES);
          expect(batch.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_BATCH_BYTES);
        }
      }),
    );
  });

  test("are as few as the order allows", () => {
    expect(
      cutBatches(
        Array.from({ length: 250 }, () => 10),
        (size) => size,
      ).map((batch) => batch.length),
    ).toEqual([100, 100, 50]);
    expect(cutBatches([200_000, 50_000, 10_000], (size) => size)).toEqual([[200_000, 50_000], [10_000]]);
  });

  test("give a message that is larger than a batch one of its own: whether it is taken is for the queue to say", () => {
    expect(cutBatches([1, MAX_BATCH_BYTES + 1, 1], (size) => size)).toEqual([[1], [MAX_BATCH_BYTES + 1], [1]]);
  });

  test("count bytes, not characters", () => {
    expect(sizeOf("€") - sizeOf("e")).toBe(2);
  });
});
