// A log in memory, written as the sealer will write it: tiles by `append`, in batches; checkpoints signed by a key that tests have.
import { append, type Edge, readEdge } from "@ledge/shared/transparency/append";
import { formatCheckpoint } from "@ledge/shared/transparency/checkpoint";
import type { Cosigner } from "@ledge/shared/transparency/cosignature";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { logSigner } from "@ledge/shared/transparency/log-signature";
import { formatNote } from "@ledge/shared/transparency/note";
import type { TileReader } from "@ledge/shared/transparency/prove";
import { type Tile, tilePath } from "@ledge/shared/transparency/tiles";
import type { SampleKey } from "./sample-keys.ts";

/** Any time: it is in cosignatures, and nothing depends on it. */
export const NOW_SECONDS = 1_796_000_000;

export interface MemoryLog {
  readonly files: Map<string, Uint8Array>;
  readonly size: number;
  readonly root: Uint8Array;
  readonly read: TileReader;
}

export const EMPTY_EDGE: Edge = { size: 0, last: null, levels: [], entries: [] };

/** A log of entries, appended in batches of the sizes given; the last size goes on. */
export async function memoryLog(entries: readonly Uint8Array[], batches: readonly number[] = [entries.length]): Promise<MemoryLog> {
  const files = new Map<string, Uint8Array>();
  const readTile = async (tile: Tile): Promise<Uint8Array> => files.get(tilePath(tile)) ?? missing(tilePath(tile));
  let { edge, root } = append(EMPTY_EDGE, []);
  for (let turn = 0; edge.size < entries.length; turn += 1) {
    const count = Math.max(1, batches[Math.min(turn, batches.length - 1)] ?? 1);
    // As after a crash: everything is read from what was written.
    const appended = append(await readEdge(edge.size, readTile), entries.slice(edge.size, edge.size + count));
    for (const tile of appended.tiles) files.set(tilePath(tile), tile.bytes);
    ({ edge, root } = appended);
  }
  return { files, size: edge.size, root, read: (level, index, width) => readTile({ level, index, width }) };
}

function missing(path: string): never {
  throw new Error(`no ${path}`);
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The checkpoint of a tree, signed by the log and cosigned, as a file has it. */
export async function signCheckpoint(
  origin: string,
  { size, root }: Head,
  log: SampleKey,
  cosigners: readonly Cosigner[] = [],
): Promise<Uint8Array> {
  const text = formatCheckpoint({ origin, size, root, extensions: [] });
  const sign = await logSigner(log.signing);
  const signatures = [await sign(text), ...(await Promise.all(cosigners.map((one) => one.cosign(text, NOW_SECONDS))))];
  return toUtf8(formatNote({ text, signatures }));
}
