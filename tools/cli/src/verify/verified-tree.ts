// A tree whose every hash has been led back to the root of a checkpoint: the right edge makes the root, and each full tile makes a hash of the tile
// above it. So a tile that is not the log's is named, and what is read from here can be believed. In memory is one tile a level.
import { edgeRoot } from "@ledge/shared/transparency/append";
import { isSameBytes, joinBytes } from "@ledge/shared/transparency/encoding";
import type { TileReader } from "@ledge/shared/transparency/prove";
import { decodeBundle, perfectRoot, TILE_WIDTH, tilePath, tileWidth } from "@ledge/shared/transparency/tiles";
import { HASH_BYTES, leafHash, type TreeHead } from "@ledge/shared/transparency/tree";
import { Finding } from "./finding.ts";
import type { LogFiles } from "./tile-files.ts";

type Hashes = readonly Uint8Array[];

export class VerifiedTree {
  readonly size: number;
  readonly #files: LogFiles;
  /** The partial tile of each level; empty where the level ends with a full one. */
  readonly #edge: readonly Hashes[];
  /** The full tile of each level that was verified last. */
  readonly #full = new Map<number, { readonly index: number; readonly hashes: Hashes }>();

  private constructor(size: number, files: LogFiles, edge: readonly Hashes[]) {
    this.size = size;
    this.#files = files;
    this.#edge = edge;
  }

  /** @param name of the checkpoint. @throws {Finding} when the tiles are not those of its tree. */
  static async open(head: TreeHead, name: string, files: LogFiles): Promise<VerifiedTree> {
    const edge: Hashes[] = [];
    for (let level = 0; TILE_WIDTH ** level <= head.size; level += 1) {
      const tile = edgeTile(level, head.size);
      edge.push(tile.width === 0 ? [] : hashesOf(await files.tile(tile)));
    }
    if (!isSameBytes(edgeRoot({ levels: edge }), head.root)) throw await edgeFinding(head.size, name, edge, files);
    return new VerifiedTree(head.size, files, edge);
  }

  /** For proofs and roots of smaller trees: every tree that this one extends has its hashes. */
  readonly read: TileReader = async (level, index, width) => {
    const hashes: Uint8Array[] = [];
    for (let at = 0; at < width; at += 1) hashes.push(await this.hashAt(level, index * TILE_WIDTH + at));
    return joinBytes(...hashes);
  };

  /** The hash of a level at a position; of level 0 it is that of a leaf. */
  async hashAt(level: number, position: number): Promise<Uint8Array> {
    const hash = (await this.#tile(level, Math.floor(position / TILE_WIDTH)))[position % TILE_WIDTH];
    if (hash === undefined) throw new Finding(`the tree of ${this.size} records has no hash ${position} on level ${level}`);
    return hash;
  }

  /** The entries of a bundle, each of which is the leaf that the tree has. */
  async entries(index: number): Promise<Hashes> {
    const width = tileWidth(0, index, this.size);
    const path = tilePath({ level: "entries", index, width });
    const entries = decodeBundle(await this.#files.tile({ level: "entries", index, width }))?.slice(0, width);
    if (entries?.length !== width) throw new Finding(`${path} does not have ${width} entries`);
    const leaves = await this.#tile(0, index);
    const bad = entries.findIndex((entry, at) => !isSameBytes(leafHash(entry), leaves[at] as Uint8Array));
    if (bad !== -1) throw new Finding(`${path}: the entry of index ${index * TILE_WIDTH + bad} is not the leaf that the tree has`);
    return entries;
  }

  async #tile(level: number, index: number): Promise<Hashes> {
    if (index === edgeTile(level, this.size).index) return this.#edge[level] ?? [];
    const last = this.#full.get(level);
    if (last?.index === index) return last.hashes;
    const tile = { level, index, width: TILE_WIDTH };
    const expected = await this.hashAt(level + 1, index);
    const hashes = hashesOf(await this.#files.tile(tile));
    if (!isSameBytes(perfectRoot(hashes), expected)) throw new Finding(`${tilePath(tile)} is not the tile that the tree has there`);
    this.#full.set(level, { index, hashes });
    return hashes;
  }
}

function edgeTile(level: number, size: number): { level: number; index: number; width: number } {
  const index = Math.floor(size / TILE_WIDTH ** (level + 1));
  return { level, index, width: tileWidth(level, index, size) };
}

const hashesOf = (bytes: Uint8Array): Hashes =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));

/**
 * What is wrong with an edge that does not make the root: the tile that disagrees with what it is made of. If none does, the tiles are those of
 * another tree.
 */
async function edgeFinding(size: number, name: string, edge: readonly Hashes[], files: LogFiles): Promise<Finding> {
  for (const [level, hashes] of edge.entries()) {
    const tile = edgeTile(level, size);
    const below = level === 0 && tile.width > 0 ? (decodeBundle(await files.tile({ ...tile, level: "entries" })) ?? []) : [];
    for (const [at, hash] of hashes.entries()) {
      const index = tile.index * TILE_WIDTH + at;
      const made =
        level === 0
          ? leafHash(below[at] ?? new Uint8Array())
          : perfectRoot(hashesOf(await files.tile({ level: level - 1, index, width: TILE_WIDTH })));
      if (!isSameBytes(made, hash)) return new Finding(`${tilePath(tile)}: its hash ${at} is not that of what is below it`);
    }
  }
  return new Finding(`the tiles are those of another tree than ${name} has signed for ${size} records`);
}
