// Roots and proofs of a tree out of its tiles (C2SP tlog-tiles; RFC 6962, sections 2.1.1 and 2.1.2). It reads a number of tiles that grows with the
// logarithm of the tree, each once in a call, and believes them: who asks compares the root with a checkpoint's, or verifies the proof.
import { perfectRoot, TILE_WIDTH, tileWidth } from "./tiles.ts";
import { emptyRoot, HASH_BYTES, nodeHash } from "./tree.ts";

/** Reads a tile of hashes: exactly `width` of them. */
export type TileReader = (level: number, index: number, width: number) => Promise<Uint8Array>;

/** A tile has the hashes of a subtree of this height. */
const TILE_HEIGHT = 8;

/** Leaves from `from` on, before `to`. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** MTH(D[0:size]), the root of the tree. */
export async function rootOf(size: number, read: TileReader): Promise<Uint8Array> {
  return size === 0 ? emptyRoot() : await rangeHash({ from: 0, to: size }, hashesIn(size, read));
}

/**
 * The audit path of a leaf, from its sibling up: PATH(index, D[size]).
 *
 * @throws RangeError when the tree has no such leaf.
 */
export async function proveInclusion(index: number, size: number, read: TileReader): Promise<Uint8Array[]> {
  if (index < 0 || index >= size) throw new RangeError(`a tree of ${size} leaves has none at ${index}`);
  const siblings: Range[] = [];
  for (let [from, to] = [0, size]; to - from > 1;) {
    const middle = from + splitOf(to - from);
    siblings.push(index < middle ? { from: middle, to } : { from, to: middle });
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return await rangeHashes(siblings.reverse(), size, read);
}

/**
 * The proof that a tree extends an older one: PROOF(older, D[newer]).
 *
 * @throws RangeError when it is not older.
 */
export async function proveConsistency(older: number, newer: number, read: TileReader): Promise<Uint8Array[]> {
  if (older < 0 || older > newer) throw new RangeError(`a tree of ${newer} leaves does not extend one of ${older}`);
  if (older === 0) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, newer];
  while (older !== to) {
    const middle = from + splitOf(to - from);
    ranges.push(older <= middle ? { from: middle, to } : { from, to: middle });
    [from, to] = older <= middle ? [from, middle] : [middle, to];
  }
  // Whoever has the older root knows this subtree, if it is all of the older tree.
  if (from > 0) ranges.push({ from, to });
  return await rangeHashes(ranges.reverse(), newer, read);
}

/** The largest power of two below `leaves`, where RFC 6962 splits a tree. */
function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

type HashReader = (height: number, index: number) => Promise<Uint8Array>;

async function rangeHashes(ranges: readonly Range[], size: number, read: TileReader): Promise<Uint8Array[]> {
  const hashes = hashesIn(size, read);
  const found: Uint8Array[] = [];
  for (const range of ranges) found.push(await rangeHash(range, hashes));
  return found;
}

/** MTH of a range that begins where a subtree of a tree does: its perfect subtrees, the largest first, joined from the right. */
async function rangeHash({ from, to }: Range, hashes: HashReader): Promise<Uint8Array> {
  const subtrees: Uint8Array[] = [];
  for (let at = from; at < to;) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= to) height += 1;
    subtrees.push(await hashes(height, at / 2 ** height));
    at += 2 ** height;
  }
  return subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/** Hashes of perfect subtrees of any height, of the tiles of a tree of `size` leaves. */
function hashesIn(size: number, read: TileReader): HashReader {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return async (height, index) => {
    const level = Math.floor(height / TILE_HEIGHT);
    const count = 2 ** (height % TILE_HEIGHT);
    const tileIndex = Math.floor((index * count) / TILE_WIDTH);
    const key = `${level}/${tileIndex}`;
    const width = tileWidth(level, tileIndex, size);
    const tile = tiles.get(key) ?? read(level, tileIndex, width);
    tiles.set(key, tile);
    const bytes = await tile;
    if (bytes.length !== width * HASH_BYTES) throw new RangeError(`tile ${key} has ${bytes.length} bytes, not ${width * HASH_BYTES}`);
    const first = (index * count) % TILE_WIDTH;
    return perfectRoot(Array.from({ length: count }, (_, at) => bytes.subarray((first + at) * HASH_BYTES, (first + at + 1) * HASH_BYTES)));
  };
}
