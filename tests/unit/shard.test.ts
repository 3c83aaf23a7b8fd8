// Sharding: the same name always maps to the same shard, in every layer and every release, and names spread evenly.
import { encodeId, newUuid } from "@ledge/shared/ids";
import { shardOf } from "@ledge/shared/shard";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** Pearson's chi-squared of the counts per shard, against an even spread. */
function chiSquared(shard: (name: string) => number, names: readonly string[], shards: number): number {
  const counts = new Array<number>(shards).fill(0);
  for (const name of names) counts[shard(name)] = (counts[shard(name)] ?? 0) + 1;
  const expected = names.length / shards;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Ten standard deviations above the mean of chi-squared: a uniform spread practically never exceeds it. */
const tooUneven = (shards: number): number => shards - 1 + 10 * Math.sqrt(2 * (shards - 1));

describe("shards", () => {
  // Vectors of FNV-1a, 32 bits, by its authors (http://www.isthe.com/chongo/tech/comp/fnv/, test suite).
  test.each([
    ["", 0x811c9dc5],
    ["a", 0xe40c292c],
    ["foobar", 0xbf9cf968],
  ])("%j hashes as FNV-1a says", (name, hash) => {
    expect(shardOf(name, 2 ** 32)).toBe(hash);
  });

  test("a name belongs to one shard, within range", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 1_000 }), (name, shards) => {
        const shard = shardOf(name, shards);
        expect(shardOf(name, shards)).toBe(shard);
        expect(Number.isInteger(shard) && shard >= 0 && shard < shards).toBe(true);
      }),
    );
  });

  test.each([2, 4, 7, 64])("accounts spread evenly over %i shards", (shards) => {
    const names = Array.from({ length: 8_000 }, () => encodeId("account", newUuid()));
    expect(chiSquared((name) => shardOf(name, shards), names, shards)).toBeLessThan(tooUneven(shards));
  });

  test("keys that count up under one principal spread evenly over 64 gates", () => {
    const names = Array.from({ length: 8_000 }, (_, index) => `${newUuid()}/order-0000000000-${index}`);
    expect(chiSquared((name) => shardOf(name, 64), names, 64)).toBeLessThan(tooUneven(64));
  });

  test("the measure of evenness detects a hash of the first character", () => {
    const names = Array.from({ length: 8_000 }, () => encodeId("account", newUuid()));
    expect(chiSquared((name) => name.charCodeAt(0) % 64, names, 64)).toBeGreaterThan(tooUneven(64));
  });
});
