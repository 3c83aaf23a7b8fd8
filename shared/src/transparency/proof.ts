// Proofs that can be checked offline (C2SP tlog-proof): an index, its audit path, and the checkpoint of the tree that it is in.
import { fromBase64, fromDecimal, fromUtf8, toBase64, toUtf8 } from "./encoding.ts";
import { MOST_NOTE_BYTES } from "./note.ts";
import { type CheckpointJudgement, judgeCheckpoint, type Policy } from "./policy.ts";
import { HASH_BYTES, isIncluded, MOST_HASHES_IN_PROOF } from "./tree.ts";

const HEADER = "c2sp.org/tlog-proof@v1";
const EXTRA = "extra ";
const INDEX = "index ";
/** A checkpoint, and as much again for the path and extra data. */
const MOST_PROOF_BYTES = 2 * MOST_NOTE_BYTES;

export interface TlogProof {
  /** Opaque, and signed by nobody: it must not be believed. */
  readonly extra: Uint8Array | null;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The signed note, as the log published it. */
  readonly checkpoint: Uint8Array;
}

export function formatProof({ extra, index, path, checkpoint }: TlogProof): string {
  const extraLine = extra === null ? [] : [EXTRA + toBase64(extra)];
  const lines = [HEADER, ...extraLine, `${INDEX}${index}`, ...path.map(toBase64)];
  return `${lines.join("\n")}\n\n${fromUtf8(checkpoint) ?? ""}`;
}

/** The proof of bytes; null when they are malformed. Its checkpoint is not judged yet. */
export function parseProof(bytes: Uint8Array): TlogProof | null {
  const text = bytes.length > MOST_PROOF_BYTES ? null : fromUtf8(bytes);
  const end = text?.indexOf("\n\n") ?? -1;
  if (text === null || end === -1) return null;
  const [header, ...lines] = text.slice(0, end).split("\n");
  const extraLine = lines[0]?.startsWith(EXTRA) === true ? lines.shift() : undefined;
  const extra = extraLine === undefined ? null : fromBase64(extraLine.slice(EXTRA.length));
  const indexLine = lines.shift() ?? "";
  const index = indexLine.startsWith(INDEX) ? fromDecimal(indexLine.slice(INDEX.length)) : null;
  const path = lines.map(fromBase64);
  if (header !== HEADER || index === null || (extraLine !== undefined && extra === null)) return null;
  if (path.length > MOST_HASHES_IN_PROOF || path.some((hash) => hash?.length !== HASH_BYTES)) return null;
  return { extra, index, path: path as Uint8Array[], checkpoint: toUtf8(text.slice(end + 2)) };
}

/** Judges a proof that a leaf is in the log (tlog-proof, Verifying a tlog proof). @param leaf its hash. */
export async function judgeProof({ checkpoint, index, path }: TlogProof, leaf: Uint8Array, policy: Policy): Promise<CheckpointJudgement> {
  const judgement = await judgeCheckpoint(checkpoint, policy);
  if (!judgement.ok) return { ok: false, fault: `its checkpoint ${judgement.fault}` };
  const { size, root } = judgement.checkpoint;
  if (!isIncluded(leaf, index, size, root, path))
    return { ok: false, fault: `does not lead from the record to the root of ${size} leaves` };
  return judgement;
}
