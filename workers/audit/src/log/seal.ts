// One step of the log: takes leaves, makes their tiles durable, decides for the tree, signs it, has it cosigned, publishes it. It can end anywhere: the
// next step goes on from what is stored, and does each of these again without another effect. It must never sign a tree whose tiles are not durable.
import { append, type Edge, edgeRoot, readEdge } from "@ledge/shared/transparency/append";
import { formatCheckpoint, parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import type { Leaves } from "@ledge/shared/contracts/audit";
import { fromBase64, isSameBytes, toUtf8 } from "@ledge/shared/transparency/encoding";
import { formatNote, parseNote, verifyNote } from "@ledge/shared/transparency/note";
import { proveConsistency } from "@ledge/shared/transparency/prove";
import { emptyRoot } from "@ledge/shared/transparency/tree";
import { cosign, type CosignPorts } from "./cosign.ts";
import { LogFault } from "./fault.ts";
import type { LogKey } from "./keys.ts";
import type { LogFiles, StoredCheckpoint } from "./log-files.ts";
import type { SealState, SignedTree } from "./seal-state.ts";

/** Leaves in one step: 32 full tiles, written in some hundred milliseconds. */
const MOST_LEAVES = 8_192;

export interface SealPorts extends Omit<CosignPorts, "state"> {
  readonly origin: string;
  readonly key: LogKey;
  readonly state: SealState;
  readonly files: LogFiles;
  readLeaves(from: number, most: number): Promise<Leaves>;
  nowMs(): number;
}

export interface Sealed {
  /** Of the last signed tree: what the next step needs not read again. */
  readonly edge: Edge;
  /** Whether core-service has more leaves. */
  readonly hasMore: boolean;
  /** Whether the last signed tree is published: it was cosigned by enough witnesses. */
  readonly isPublished: boolean;
}

/** @param kept the edge of the last step; null: it is read from the tiles, and compared with what was signed. */
export async function seal(ports: SealPorts, kept: Edge | null): Promise<Sealed> {
  const { state, files } = ports;
  const before = kept ?? (await resume(ports));
  const leaves = await ports.readLeaves(before.size, MOST_LEAVES);
  if (leaves.size < before.size) throw new LogFault("LogShrank");
  // Salts are random: who has the last leaf has the tree before it. A database that was set back and has grown since does not have it.
  if (before.last !== null && !isSameBytes(bytesOf(leaves.previous ?? ""), before.last)) throw new LogFault("LogDiffers");
  const { first: firstMs, last: lastMs } = leaves.recordedMs ?? { first: ports.nowMs(), last: ports.nowMs() };
  state.want(leaves.size, firstMs);
  const { edge, root, tiles } = append(before, leaves.entries.map(bytesOf));
  if (leaves.entries.length > 0) {
    await files.writeTiles(tiles);
    await state.claim({ size: edge.size, root });
  }
  return { edge, hasMore: leaves.size > edge.size, isPublished: await publish(ports, lastMs) };
}

function bytesOf(entry: string): Uint8Array {
  const bytes = fromBase64(entry);
  if (bytes === null) throw new RangeError("core-service gave an entry that is not base64");
  return bytes;
}

/** The edge of the last signed tree, out of its tiles. */
async function resume(ports: SealPorts): Promise<Edge> {
  const { state, files } = ports;
  await adopt(ports, await files.readCheckpoint());
  const { size, root } = state.signed() ?? { size: 0, root: emptyRoot() };
  const edge = await readEdge(size, (tile) => files.readTile(tile));
  if (!isSameBytes(edgeRoot(edge), root)) throw new LogFault("TilesDiffer");
  return edge;
}

/**
 * If the bucket shows more than is remembered, the memory was lost or set back: what this log itself has published is remembered again. What is
 * remembered needs no signature: it may be that of an earlier key.
 */
async function adopt({ state, key, origin, nowMs }: SealPorts, shown: StoredCheckpoint | null): Promise<void> {
  if (shown === null) return;
  const note = parseNote(shown.bytes);
  const checkpoint = parseCheckpoint(note?.text ?? "");
  if (note === null || checkpoint?.origin !== origin) throw new LogFault("CheckpointForeign");
  const lastSize = state.signed()?.size ?? 0;
  if (lastSize > checkpoint.size) return;
  const isOwn = (await verifyNote(note, [key.verifier])).ok;
  if (lastSize < checkpoint.size && !isOwn) throw new LogFault("CheckpointForeign");
  await state.claim(checkpoint);
  if (isOwn) state.keepPublished(checkpoint.size, nowMs());
}

/** @param lastMs when its last record was recorded. @returns whether the last signed tree is published now. */
async function publish(ports: SealPorts, lastMs: number): Promise<boolean> {
  const { state, files } = ports;
  const tree = state.signed();
  if (tree === null || tree.size <= state.backlog().published) return true;
  const note = tree.note ?? (await sign(ports, tree));
  const read = (level: number, index: number, width: number): Promise<Uint8Array> => files.readTile({ level, index, width });
  const prove = (oldSize: number) => proveConsistency(oldSize, tree.size, read);
  const cosignatures = await cosign(ports, { size: tree.size, note, prove });
  if (cosignatures === null) return false;
  const before = await files.readCheckpoint();
  if (sizeOf(before) > tree.size) throw new LogFault("TreeForked");
  // Replaced meanwhile: the next step sees by what.
  if (!(await files.replaceCheckpoint(before, toUtf8(note + cosignatures)))) return false;
  state.keepPublished(tree.size, lastMs);
  return true;
}

/** Signs the tree that was decided. A second signature of one tree is the same bytes (RFC 8032, section 5.1.6). */
async function sign({ state, key, origin }: SealPorts, { size, root }: SignedTree): Promise<string> {
  const text = formatCheckpoint({ origin, size, root, extensions: [] });
  const note = formatNote({ text, signatures: [await key.sign(text)] });
  await state.keepNote(size, note);
  return note;
}

const sizeOf = (stored: StoredCheckpoint | null): number =>
  parseCheckpoint((stored === null ? null : parseNote(stored.bytes))?.text ?? "")?.size ?? 0;
