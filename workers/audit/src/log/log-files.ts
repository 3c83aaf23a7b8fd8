// The files of the log in its bucket (C2SP tlog-tiles): tiles, which are written once, and the checkpoint, which is the one file that is replaced. A
// second write of a tile compares; it must never replace.
import { isSameBytes } from "@ledge/shared/transparency/encoding";
import type { WrittenTile } from "@ledge/shared/transparency/append";
import { type Tile, tilePath } from "@ledge/shared/transparency/tiles";
import { LogFault } from "./fault.ts";
import { within } from "./within.ts";

export const CHECKPOINT = "checkpoint";
/** Longer than a bucket takes for some kilobytes. */
const REQUEST_MS = 5_000;
/** A Worker has six connections that wait for an answer at the same time. */
const AT_ONCE = 6;

/** A file with what identifies its version. */
export interface StoredCheckpoint {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

export interface LogFiles {
  /** @throws LogFault when it is missing. */
  readTile(tile: Tile): Promise<Uint8Array>;
  /** Writes tiles, each after those before it in groups. @throws LogFault when one is there with other bytes. */
  writeTiles(tiles: readonly WrittenTile[]): Promise<void>;
  readCheckpoint(): Promise<StoredCheckpoint | null>;
  /** Replaces the checkpoint that was read (null: there was none). @returns whether it was still that one. */
  replaceCheckpoint(before: StoredCheckpoint | null, bytes: Uint8Array): Promise<boolean>;
}

type Bucket = Pick<R2Bucket, "get" | "put">;

export function filesIn(bucket: Bucket): LogFiles {
  const read = async (path: string): Promise<StoredCheckpoint | null> => {
    const file = await within(REQUEST_MS, bucket.get(path));
    return file === null ? null : { bytes: new Uint8Array(await within(REQUEST_MS, file.arrayBuffer())), etag: file.etag };
  };
  const writeTile = async ({ bytes, ...tile }: WrittenTile): Promise<void> => {
    const path = tilePath(tile);
    const written = await within(REQUEST_MS, bucket.put(path, bytes, { onlyIf: { etagDoesNotMatch: "*" } }));
    if (written !== null) return;
    const there = await read(path);
    if (there === null || !isSameBytes(there.bytes, bytes)) throw new LogFault("TileOverwritten");
  };
  return {
    async readTile(tile) {
      const file = await read(tilePath(tile));
      if (file === null) throw new LogFault("TileMissing");
      return file.bytes;
    },
    async writeTiles(tiles) {
      for (let at = 0; at < tiles.length; at += AT_ONCE) await Promise.all(tiles.slice(at, at + AT_ONCE).map(writeTile));
    },
    readCheckpoint: () => read(CHECKPOINT),
    async replaceCheckpoint(before, bytes) {
      const onlyIf = before === null ? { etagDoesNotMatch: "*" } : { etagMatches: before.etag };
      return (await within(REQUEST_MS, bucket.put(CHECKPOINT, bytes, { onlyIf }))) !== null;
    },
  };
}
