import type { LogFiles } from "./log-files.ts";
/** @returns null: the record is in no published tree yet. */
export declare function proofOf(files: Pick<LogFiles, "readCheckpoint" | "readTile">, index: number): Promise<string | null>;
