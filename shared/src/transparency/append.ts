// Adds leaves to a tree of which only the right edge is known: the partial tile of each level (C2SP tlog-tiles). It is pure: after a crash the same
// edge and entries give the same tiles, byte for byte, so that what was written already is compared and not replaced.
import { joinBytes } from "./encoding.ts";
import { decodeBundle, encodeBundle, perfectRoot, type Tile, TILE_WIDTH, tileWidth } from "./tiles.ts";
import { emptyRoot, HASH_BYTES, leafHash, nodeHash } from "./tree.ts";

/** What a tree must know of itself to grow: its size, its last entry, the hashes of each level's partial tile, and the entries of the partial bundle. */
export interface Edge {
  readonly size: number;
  /** Null: the tree is empty. */
  readonly last: Uint8Array | null;
  readonly levels: readonly (readonly Uint8Array[])[];
  readonly entries: readonly Uint8Array[];
}

export interface WrittenTile extends Tile {
  readonly bytes: Uint8Array;
}

interface Appended {
  readonly edge: Edge;
  readonly root: Uint8Array;
  /** Tiles and bundles that are new or wider, each after those that it is made of. */
  readonly tiles: readonly WrittenTile[];
}

/**
 * Reads the edge of a tree: one partial tile a level at most, and the last bundle.
 *
 * @throws RangeError when a tile does not have the length that it must have.
 */
export async function readEdge(size: number, read: (tile: Tile) => Promise<Uint8Array>): Promise<Edge> {
  const levels: Uint8Array[][] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    const width = tileWidth(level, index, size);
    const bytes = width === 0 ? new Uint8Array() : await read({ level, index, width });
    if (bytes.length !== width * HASH_BYTES) throw new RangeError(`tile ${level}/${index} has ${bytes.length} bytes`);
    levels.push(Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)));
  }
  if (size === 0) return { size, last: null, levels, entries: [] };
  const index = Math.floor((size - 1) / TILE_WIDTH);
  const width = size - index * TILE_WIDTH;
  const entries = decodeBundle(await read({ level: "entries", index, width }));
  const last = entries?.at(-1);
  if (last === undefined || entries?.length !== width)
    throw new RangeError(`the bundle of a tree of ${size} leaves does not have ${width} entries`);
  return { size, last, levels, entries: width === TILE_WIDTH ? [] : entries };
}

/** Adds entries. */
export function append(before: Edge, added: readonly Uint8Array[]): Appended {
  const levels = before.levels.map((hashes) => [...hashes]);
  const tiles: WrittenTile[] = [];
  let entries = [...before.entries];
  let size = before.size;
  for (const entry of added) {
    entries.push(entry);
    size += 1;
    if (entries.length === TILE_WIDTH) {
      tiles.push({ level: "entries", index: size / TILE_WIDTH - 1, width: TILE_WIDTH, bytes: encodeBundle(entries) });
      entries = [];
    }
    tiles.push(...pushHash(levels, leafHash(entry), size));
  }
  if (added.length > 0) tiles.push(...partialTiles(before.size, size, levels, entries));
  const edge = { size, last: added.at(-1) ?? before.last, levels, entries };
  return { edge, root: edgeRoot(edge), tiles };
}

/** Adds a leaf's hash, and that of each tile which it fills to the level above. @returns the tiles that are full now. */
function* pushHash(levels: Uint8Array[][], leaf: Uint8Array, size: number): Generator<WrittenTile> {
  let hash = leaf;
  for (let level = 0; ; level += 1) {
    const hashes = (levels[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    yield { level, index: size / TILE_WIDTH ** (level + 1) - 1, width: TILE_WIDTH, bytes: joinBytes(...hashes) };
    hash = perfectRoot(hashes);
    levels[level] = [];
  }
}

/** The last tile of each level that got hashes, and the last bundle. Empty ones do not exist (tlog-tiles, Partial Tiles). */
function* partialTiles(from: number, to: number, levels: readonly Uint8Array[][], entries: readonly Uint8Array[]): Generator<WrittenTile> {
  const indexAt = (level: number): number => Math.floor(to / TILE_WIDTH ** (level + 1));
  if (entries.length > 0) yield { level: "entries", index: indexAt(0), width: entries.length, bytes: encodeBundle(entries) };
  for (const [level, hashes] of levels.entries()) {
    const grew = Math.floor(from / TILE_WIDTH ** level) < Math.floor(to / TILE_WIDTH ** level);
    if (grew && hashes.length > 0) yield { level, index: indexAt(level), width: hashes.length, bytes: joinBytes(...hashes) };
  }
}

/** The root of a tree by its edge alone: the perfect subtrees from the right. */
export function edgeRoot({ levels }: Pick<Edge, "levels">): Uint8Array {
  const subtrees = levels.flatMap((hashes) => perfectParts(hashes).reverse());
  return subtrees.length === 0 ? emptyRoot() : subtrees.reduce((right, left) => nodeHash(left, right));
}

/** The hashes of a level's last tile, as perfect subtrees, the largest first. */
function perfectParts(hashes: readonly Uint8Array[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < hashes.length;) {
    let width = 1;
    while (width * 2 <= hashes.length - at) width *= 2;
    parts.push(perfectRoot(hashes.slice(at, at + width)));
    at += width;
  }
  return parts;
}
