// Which checkpoints somebody accepts: those of one log, signed by it, and seen by enough witnesses (C2SP tlog-proof, Verifying a tlog proof).
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { parseNote, type Verifier, verifyNote } from "./note.ts";

export interface Policy {
  readonly origin: string;
  /** Of the log's own keys: one must have signed. */
  readonly logKeys: readonly Verifier[];
  readonly witnesses: readonly Verifier[];
  /** How many witnesses must have cosigned: a witness is a name, however many keys it has. */
  readonly quorum: number;
}

export type CheckpointJudgement =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly witnesses: readonly string[] }
  | { readonly ok: false; readonly fault: string };

/** Judges a checkpoint by its bytes. */
export async function judgeCheckpoint(bytes: Uint8Array, { origin, logKeys, witnesses, quorum }: Policy): Promise<CheckpointJudgement> {
  const note = parseNote(bytes);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  if (note === null || checkpoint === null) return { ok: false, fault: "is no checkpoint" };
  if (checkpoint.origin !== origin) return { ok: false, fault: `is of the log ${checkpoint.origin}, not of ${origin}` };
  const judgement = await verifyNote(note, [...logKeys, ...witnesses]);
  if (!judgement.ok && judgement.fault === "bad_signature") return { ok: false, fault: `has a false signature of ${judgement.name}` };
  const by = judgement.ok ? judgement.by : [];
  if (!by.some((one) => logKeys.includes(one))) return { ok: false, fault: "has no signature of the log's key" };
  const seenBy = [...new Set(by.filter((one) => witnesses.includes(one)).map(({ name }) => name))];
  if (seenBy.length < quorum) return { ok: false, fault: `has cosignatures of ${seenBy.length} witnesses, not of ${quorum}` };
  return { ok: true, checkpoint, witnesses: seenBy };
}
