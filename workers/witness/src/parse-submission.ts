// The body of add-checkpoint (C2SP tlog-witness): the size of which the log believes that it is the last, a consistency proof, and a checkpoint.
import { type Checkpoint, parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { fromBase64, fromDecimal, fromUtf8 } from "@ledge/shared/transparency/encoding";
import { MOST_NOTE_BYTES, type Note, parseNote } from "@ledge/shared/transparency/note";
import { HASH_BYTES, MOST_HASHES_IN_PROOF } from "@ledge/shared/transparency/tree";

const LINE_FEED = 0x0a;
/** 44 characters of base64 and a newline. */
const PROOF_LINE_BYTES = 45;
const OLD = "old ";
const MOST_OLD_LINE_BYTES = 32;
/** Nothing longer can be a submission. */
export const MOST_BODY_BYTES = MOST_OLD_LINE_BYTES + MOST_HASHES_IN_PROOF * PROOF_LINE_BYTES + 1 + MOST_NOTE_BYTES;

export interface Submission {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** The submission of a body; null when it is malformed. Its signatures are not judged yet. */
export function parseSubmission(body: Uint8Array): Submission | null {
  const end = body.findIndex((byte, at) => byte === LINE_FEED && body[at + 1] === LINE_FEED);
  const [oldLine = "", ...proofLines] = (end === -1 ? null : fromUtf8(body.subarray(0, end)))?.split("\n") ?? [];
  const oldSize = oldLine.startsWith(OLD) ? fromDecimal(oldLine.slice(OLD.length)) : null;
  const proof = proofLines.map(fromBase64);
  if (oldSize === null || proof.length > MOST_HASHES_IN_PROOF || proof.some((hash) => hash?.length !== HASH_BYTES)) return null;
  const note = parseNote(body.subarray(end + 2));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  return note === null || checkpoint === null ? null : { oldSize, proof: proof as Uint8Array[], note, checkpoint };
}
