// The tree of RFC 6962 out of tiles, against the definitions of its section 2.1 written down as they stand there. fast-check prints the seed of a
// failure.
import { append } from "@ledge/shared/transparency/append";
import { isSameBytes, toUtf8 } from "@ledge/shared/transparency/encoding";
import { proveConsistency, proveInclusion, rootOf } from "@ledge/shared/transparency/prove";
import { decodeBundle, encodeBundle, parseTilePath, tilePath, tilesOf } from "@ledge/shared/transparency/tiles";
import { emptyRoot, isConsistent, isIncluded, leafHash, nodeHash } from "@ledge/shared/transparency/tree";
import { bytesToHex } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { EMPTY_EDGE, memoryLog, type MemoryLog } from "../support/transparency/memory-log.ts";

const entry = (index: number): Uint8Array => toUtf8(`entry ${index}`);
const entries = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => entry(index));
const hex = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => bytesToHex(hash));

/** RFC 6962, section 2.1. */
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return leafHash(leaves[0]!);
  const k = splitOf(leaves.length);
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}
function path(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = splitOf(leaves.length);
  return m < k ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))] : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))];
}
function subproof(m: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === leaves.length) return isWhole ? [] : [mth(leaves)];
  const k = splitOf(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), isWhole), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))];
}

/** Larger than two full tiles, so that trees have three levels of nodes above a tile's. */
const SIZE = 700;
const all = entries(SIZE);
let log: MemoryLog;
const treeOf = async (size: number): Promise<MemoryLog> => await memoryLog(all.slice(0, size), [200, 1, 255, 300]);

beforeAll(async () => {
  log = await memoryLog(all);
});

describe("a tree", () => {
  test("has the roots of RFC 6962, of its edge and of its tiles", async () => {
    for (const size of [0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, SIZE]) {
      const tree = await treeOf(size);
      const expected = hex([mth(all.slice(0, size))]);
      expect([hex([tree.root]), hex([await rootOf(size, tree.read)])], String(size)).toEqual([expected, expected]);
    }
    expect(bytesToHex(emptyRoot())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  test("has the inclusion proofs of RFC 6962, and each is verified", async () => {
    const positions = fc.integer({ min: 1, max: SIZE }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
    await fc.assert(
      fc.asyncProperty(positions, async ([size, index]) => {
        const tree = await treeOf(size);
        const proof = await proveInclusion(index, size, tree.read);
        expect(hex(proof)).toEqual(hex(path(index, all.slice(0, size))));
        expect(isIncluded(leafHash(entry(index)), index, size, tree.root, proof)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("has the consistency proofs of RFC 6962, and each is verified", async () => {
    const pairs = fc.integer({ min: 1, max: SIZE }).chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size })));
    await fc.assert(
      fc.asyncProperty(pairs, async ([size, older]) => {
        const tree = await treeOf(size);
        const proof = await proveConsistency(older, size, tree.read);
        expect(hex(proof)).toEqual(hex(subproof(older, all.slice(0, size), true)));
        expect(isConsistent({ size: older, root: mth(all.slice(0, older)) }, tree, proof)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("does not verify a proof of which any hash, the leaf, the index, a size or a root is another", async () => {
    const changes = fc.tuple(fc.integer({ min: 2, max: SIZE }), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(changes, async ([size, some, at, bit]) => {
        const tree = await treeOf(size);
        const index = some % size;
        const older = 1 + (some % (size - 1));
        const flipped = (hash: Uint8Array): Uint8Array =>
          hash.map((byte, position) => (position === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const changed = (proof: readonly Uint8Array[]): Uint8Array[] =>
          proof.map((hash, one) => (one === at % proof.length ? flipped(hash) : hash));
        const proof = await proveInclusion(index, size, tree.read);
        const leaf = leafHash(entry(index));
        const included = [
          isIncluded(leaf, index, size, tree.root, changed(proof)),
          isIncluded(flipped(leaf), index, size, tree.root, proof),
          isIncluded(leaf, index, size, flipped(tree.root), proof),
          isIncluded(leaf, index, size, tree.root, proof.slice(1)),
          isIncluded(leaf, index, size, tree.root, [...proof, leaf]),
          isIncluded(leaf, index ^ 1, size, tree.root, proof),
          isIncluded(leaf, size, size, tree.root, proof),
        ];
        const growth = await proveConsistency(older, size, tree.read);
        const from = { size: older, root: mth(all.slice(0, older)) };
        const consistent = [
          isConsistent(from, tree, changed(growth)),
          isConsistent({ ...from, root: flipped(from.root) }, tree, growth),
          isConsistent(from, { ...tree, root: flipped(tree.root) }, growth),
          isConsistent(from, tree, growth.slice(1)),
          isConsistent(from, tree, [...growth, leaf]),
          isConsistent(tree, from, growth),
          isConsistent({ size: older, root: emptyRoot() }, { size: older, root: from.root }, []),
        ];
        expect([...included, ...consistent].filter(Boolean)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("of half the size does not prove an index of the whole one, though its path leads to the root that is given", async () => {
    const tree = await treeOf(512);
    const proof = await proveInclusion(3, 512, tree.read);
    expect(isIncluded(leafHash(entry(3)), 3, 512, tree.root, proof)).toBe(true);
    expect(isIncluded(leafHash(entry(3)), 3, 1_024, tree.root, proof)).toBe(false);
  });

  test("of nothing extends to every tree with an empty proof, and only as the one empty tree", () => {
    const newer = { size: 5, root: mth(entries(5)) };
    expect(isConsistent({ size: 0, root: emptyRoot() }, newer, [])).toBe(true);
    expect(isConsistent({ size: 0, root: newer.root }, newer, [])).toBe(false);
    expect(isConsistent({ size: 0, root: emptyRoot() }, newer, [newer.root])).toBe(false);
  });

  test("is proved by tiles of the tree's own widths, each read once, and few of them", async () => {
    const read: string[] = [];
    await proveInclusion(300, SIZE, async (level, index, width) => {
      read.push(tilePath({ level, index, width }));
      return await log.read(level, index, width);
    });
    expect(read.sort()).toEqual(["tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2"]);
  });

  test("of 2^52 leaves is proved by seven tiles at most a side, without recursion", async () => {
    const size = 2 ** 52 + 12_345;
    let reads = 0;
    const read = async (_level: number, _index: number, width: number): Promise<Uint8Array> => {
      reads += 1;
      return new Uint8Array(width * 32);
    };
    expect((await proveInclusion(2 ** 51 + 1, size, read)).length).toBeLessThanOrEqual(53);
    expect(reads).toBeLessThan(20);
  });

  test("refuses a tile of another length, an index that it does not have, and an older tree that is larger", async () => {
    await expect(rootOf(3, async () => new Uint8Array(64))).rejects.toThrow("has 64 bytes, not 96");
    await expect(proveInclusion(3, 3, log.read)).rejects.toThrow(RangeError);
    await expect(proveConsistency(4, 3, log.read)).rejects.toThrow(RangeError);
  });
});

describe("appending", () => {
  test("gives the same tiles and root however the entries are cut into batches, and resumed from what was written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), async (batches) => {
        const other = await memoryLog(all, batches);
        expect(bytesToHex(other.root)).toBe(bytesToHex(log.root));
        for (const [file, bytes] of log.files) expect(isSameBytes(other.files.get(file)!, bytes), file).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test("the same entries to the same edge gives the same bytes, and nothing gives nothing", () => {
    const { edge } = append(EMPTY_EDGE, entries(300));
    expect(append(edge, entries(5))).toEqual(append(edge, entries(5)));
    expect(append(edge, []).tiles).toEqual([]);
  });

  test("writes no partial tile that did not grow", () => {
    const { edge } = append(EMPTY_EDGE, entries(300));
    expect(append(edge, entries(1)).tiles.map(tilePath)).toEqual(["tile/entries/001.p/45", "tile/0/001.p/45"]);
  });
});

describe("tiles", () => {
  test("of the specification's example of 70,000 leaves are those that it lists", () => {
    const tiles = [...tilesOf(70_000)];
    const count = (level: number, isFull: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === isFull).length;
    expect([count(0, true), count(1, true), count(2, true)]).toEqual([273, 1, 0]);
    expect(tiles.filter(({ width }) => width < 256).map(tilePath)).toEqual(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    expect([...tilesOf(256)].map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"]);
    expect([...tilesOf(0)]).toEqual([]);
  });

  test("have the specification's path, and each path is read back to its tile", () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
    const tiles = fc.record({
      level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant("entries" as const)),
      index: fc.nat(Number.MAX_SAFE_INTEGER),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });

  test.each([
    ...["tile/64/000", "tile/00/000", "tile/-1/000", "tile/0/0", "tile/0/x000/001", "tile/0/001/002", "tile/0/x001", "tile/0/1000"],
    ...["tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "/tile/0/000", "tile/0/000/", "tile/entry/000"],
    "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
  ])("are not at %s", (text) => {
    expect(parseTilePath(text)).toBeNull();
  });

  test("of entries are read back, and one that is cut is refused", () => {
    const bundle = encodeBundle([new Uint8Array(), entry(1), new Uint8Array(65_535)]);
    expect(decodeBundle(bundle)!.map(({ length }) => length)).toEqual([0, 7, 65_535]);
    for (const end of [1, 3, bundle.length - 1]) expect(decodeBundle(bundle.subarray(0, end)), String(end)).toBeNull();
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
