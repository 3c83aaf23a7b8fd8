// The tiles of a tree (C2SP tlog-tiles): where each is, which a tree has, and entry bundles. Paths are strict: one tile has one path.
import { bigEndian, fromDecimal, joinBytes } from "./encoding.ts";
import { nodeHash } from "./tree.ts";

/** Hashes of a full tile, and entries of a full bundle (tlog-tiles, Merkle Tree). */
export const TILE_WIDTH = 256;
/** Tiles that a tree of up to 2^53 leaves can have are below this level: 256^7 > 2^53. */
const LEVELS = 7;
const MOST_LEVEL = 63;
const MOST_ENTRY_BYTES = 65_535;
const LENGTH_BYTES = 2;
const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** A tile of hashes at a level, or a bundle of entries. A full one is 256 wide. */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** The path below the log's prefix: `tile/0/x001/x234/067.p/112` (tlog-tiles, Merkle Tree). */
export function tilePath({ level, index, width }: Tile): string {
  let groups = String(index % 1_000).padStart(3, "0");
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000)) {
    groups = `x${String(rest % 1_000).padStart(3, "0")}/${groups}`;
  }
  return `tile/${level}/${groups}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** The tile of a path; null for a text that `tilePath` does not write. */
export function parseTilePath(path: string): Tile | null {
  const [, kind, groups, partial] = PATH.exec(path) ?? [];
  if (kind === undefined || groups === undefined) return null;
  const level = kind === "entries" ? ("entries" as const) : fromDecimal(kind);
  const index = Number(groups.replace(/[x/]/g, ""));
  const width = partial === undefined ? TILE_WIDTH : fromDecimal(partial);
  if (level === null || width === null || !Number.isSafeInteger(index)) return null;
  if (level !== "entries" && level > MOST_LEVEL) return null;
  if (width < 1 || width > TILE_WIDTH) return null;
  const tile = { level, index, width };
  // What is left has another text: a leading group of zeroes, or a full tile as a partial one.
  return tilePath(tile) === path ? tile : null;
}

/** How wide a tile is in a tree of `size` leaves; 0: the tree has no such tile (tlog-tiles, Partial Tiles). */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/**
 * Every tile of hashes of a tree, level by level from the leaves: full ones and the last, partial one of each level.
 *
 * @internal Until workers/audit compares its bucket with them, tests alone list them.
 */
export function* tilesOf(size: number): Generator<Tile & { readonly level: number }> {
  for (let level = 0; level < LEVELS; level += 1) {
    for (let index = 0; ; index += 1) {
      const width = tileWidth(level, index, size);
      if (width === 0) break;
      yield { level, index, width };
    }
  }
}

/** The root of a range of hashes that is a perfect tree: their number is a power of two. */
export function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at] as Uint8Array, row[2 * at + 1] as Uint8Array));
  }
  return row[0] as Uint8Array;
}

/** Entries as a bundle has them, each after its length (tlog-tiles, Log entries). @throws RangeError for an entry that is too long. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.some(({ length }) => length > MOST_ENTRY_BYTES)) throw new RangeError(`an entry has at most ${MOST_ENTRY_BYTES} bytes`);
  return joinBytes(...entries.flatMap((entry) => [bigEndian(entry.length, LENGTH_BYTES), entry]));
}

/** The entries of a bundle; null when a length leads beyond its end. */
export function decodeBundle(bundle: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
    const end = at + LENGTH_BYTES + length;
    if (end > bundle.length) return null;
    entries.push(bundle.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return entries;
}
