// Asks one witness to cosign a checkpoint (C2SP tlog-witness, add-checkpoint). Whatever it answers, or if it never does, this ends in time; only
// signatures of its keys over this very text are taken.
import { fromDecimal, fromUtf8, toBase64 } from "@ledge/shared/transparency/encoding";
import { type NoteSignature, parseSignatureLines, signatureLine } from "@ledge/shared/transparency/note";
import { parseNote } from "@ledge/shared/transparency/note";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import type { Witness } from "./witnesses.ts";
import { within } from "./within.ts";

/** For both requests, if there is a second one: a checkpoint is published at most 10 s after a commit. */
const MOST_MS = 4_000;
/** Two signatures of ML-DSA-44 have some 7 kB. */
const MOST_ANSWER_BYTES = 65_536;
const CONFLICT = 409;

export interface AskedCheckpoint {
  readonly size: number;
  /** With the log's signature. */
  readonly note: string;
  /** The proof that the checkpoint extends a tree of this size. */
  prove(oldSize: number): Promise<readonly Uint8Array[]>;
}

export type WitnessAnswer =
  | { readonly kind: "cosigned"; readonly lines: string }
  /** `status` 0: no answer, or one that is no cosignature. `seen`: the size that the witness saw last, if it says so. */
  | { readonly kind: "refused"; readonly status: number; readonly seen: number | null };

export type Send = (url: string, init: { method: "POST"; body: string; redirect: "manual"; signal: AbortSignal }) => Promise<Response>;

/** @param lastSize what the witness cosigned last, as far as is known. Never rejects. */
export async function askWitness(witness: Witness, checkpoint: AskedCheckpoint, lastSize: number, send: Send): Promise<WitnessAnswer> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    return await within(
      MOST_MS,
      ask(witness, checkpoint, lastSize, (url, body) => send(url, { method: "POST", body, redirect: "manual", signal })),
    );
  } catch {
    return { kind: "refused", status: 0, seen: null };
  }
}

type Post = (url: string, body: string) => Promise<Response>;

async function ask(witness: Witness, checkpoint: AskedCheckpoint, lastSize: number, post: Post): Promise<WitnessAnswer> {
  const first = await submit(witness, checkpoint, lastSize, post);
  const seen = first.kind === "refused" && first.status === CONFLICT ? first.seen : null;
  // It has seen another size last: the proof goes from there. Beyond this tree nothing can be proved.
  return seen === null || seen > checkpoint.size || seen === lastSize ? first : await submit(witness, checkpoint, seen, post);
}

async function submit(witness: Witness, { note, prove }: AskedCheckpoint, oldSize: number, post: Post): Promise<WitnessAnswer> {
  const proof = (await prove(oldSize)).map((hash) => `${toBase64(hash)}\n`).join("");
  const response = await post(`${witness.url}/add-checkpoint`, `old ${oldSize}\n${proof}\n${note}`);
  const text = await textOf(response);
  const refused = { kind: "refused", status: response.status, seen: null } as const;
  if (response.status === CONFLICT) return { ...refused, seen: fromDecimal(text.trimEnd()) };
  if (!response.ok) return refused;
  const lines = await linesOf(witness, note, text);
  return lines === "" ? { ...refused, status: 0 } : { kind: "cosigned", lines };
}

/** The body, if it is short; the rest of a longer one is not read. */
async function textOf({ body }: Response): Promise<string> {
  let length = 0;
  const parts: Uint8Array[] = [];
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MOST_ANSWER_BYTES) return "";
    parts.push(part);
  }
  return fromUtf8(Uint8Array.from(parts.flatMap((part) => [...part]))) ?? "";
}

/** The lines that are right signatures of the witness's keys; a false one makes all of them worthless. */
async function linesOf({ verifiers }: Witness, note: string, text: string): Promise<string> {
  const signed = parseNote(toUtf8(note))?.text;
  const right: NoteSignature[] = [];
  for (const one of parseSignatureLines(text) ?? []) {
    const verifier = verifiers.find(({ name, keyId }) => name === one.name && keyId === one.keyId);
    if (verifier === undefined || signed === undefined) continue;
    if (!(await verifier.verify(signed, one.signature))) return "";
    right.push(one);
  }
  return right.map(signatureLine).join("");
}
