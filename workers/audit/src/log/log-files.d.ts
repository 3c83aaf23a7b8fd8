import type { WrittenTile } from "@ledge/shared/transparency/append";
import { type Tile } from "@ledge/shared/transparency/tiles";
export declare const CHECKPOINT = "checkpoint";
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
export declare function filesIn(bucket: Bucket): LogFiles;
export {};
