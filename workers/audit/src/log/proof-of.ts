// The proof that a record is in the log (C2SP tlog-proof), by the last published checkpoint and the tiles of its tree. No key is needed for it.
import { parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { parseNote } from "@ledge/shared/transparency/note";
import { formatProof } from "@ledge/shared/transparency/proof";
import { proveInclusion } from "@ledge/shared/transparency/prove";
import type { LogFiles } from "./log-files.ts";

/** @returns null: the record is in no published tree yet. */
export async function proofOf(files: Pick<LogFiles, "readCheckpoint" | "readTile">, index: number): Promise<string | null> {
  const published = await files.readCheckpoint();
  if (published === null) return null;
  const size = parseCheckpoint(parseNote(published.bytes)?.text ?? "")?.size ?? 0;
  if (index >= size) return null;
  const path = await proveInclusion(index, size, (level, at, width) => files.readTile({ level, index: at, width }));
  return formatProof({ extra: null, index, path, checkpoint: published.bytes });
}
