// Signed notes (C2SP signed-note): text and signature lines, parsed strictly, and judged by the verifiers that a caller trusts. Until `verifyNote`
// has accepted a note, nothing of its text may be believed.
import { sha256 } from "@noble/hashes/sha2.js";
import { bigEndian, fromBase64, fromUtf8, joinBytes, toBase64, toUtf8 } from "./encoding.ts";

/** Signature type identifier bytes (signed-note, Signature types). */
export const signatureTypes = { ed25519: 0x01, ed25519Cosignature: 0x04, mlDsa44Cosignature: 0x06 } as const;

/** The specification asks for 16 signatures at least; some logs carry witnesses' of two kinds. */
const MOST_SIGNATURES = 32;
/** 32 signatures of ML-DSA-44 in base64, and as much again for the text. */
export const MOST_NOTE_BYTES = 262_144;

const KEY_ID_BYTES = 4;
/** No Unicode space, and no plus (signed-note, Format). */
const KEY_NAME = /^[^\p{White_Space}+]+$/u;
/** Below U+0020, and no newline. */
const CONTROL = /[^\P{Cc}\n\u007f-\u009f]/u;
const SIGNATURE_LINE = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/;

export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  /** What follows the key id: what it consists of depends on the type of the key. */
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Who can judge the signatures of one key. */
export interface Verifier {
  readonly name: string;
  readonly keyId: number;
  verify(text: string, signature: Uint8Array): Promise<boolean>;
}

export const isKeyName = (name: string): boolean => KEY_NAME.test(name) && name.isWellFormed() && !CONTROL.test(name);

/** `SHA-256(name || 0x0A || type || public key)[:4]` (signed-note, Signatures). */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  const digest = sha256(joinBytes(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

/** The note of bytes; null when it is malformed, too long or has too many signatures. */
export function parseNote(bytes: Uint8Array): Note | null {
  if (bytes.length > MOST_NOTE_BYTES) return null;
  const note = fromUtf8(bytes);
  if (note === null || CONTROL.test(note)) return null;
  // The text is separated from the signatures by the last empty line.
  const end = note.lastIndexOf("\n\n");
  if (end === -1) return null;
  const signatures = parseSignatureLines(note.slice(end + 2));
  return signatures === null || signatures.length === 0 ? null : { text: note.slice(0, end + 1), signatures };
}

/**
 * Lines of signatures, as a note ends with them and a witness answers them; null when one is malformed.
 *
 */
export function parseSignatureLines(text: string): NoteSignature[] | null {
  if (!text.endsWith("\n")) return null;
  const lines = text.slice(0, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignatureLine);
  return signatures.some((one) => one === null) ? null : (signatures as NoteSignature[]);
}

function parseSignatureLine(line: string): NoteSignature | null {
  const [, name = "", encoded = ""] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.subarray(KEY_ID_BYTES) };
}

export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(joinBytes(bigEndian(keyId, KEY_ID_BYTES), signature))}\n`;

/** @throws RangeError for a text that a note cannot have. */
export function formatNote({ text, signatures }: Note): string {
  if (!text.endsWith("\n") || CONTROL.test(text) || !text.isWellFormed())
    throw new RangeError("a note's text ends with a newline, and is text");
  return `${text}\n${signatures.map(signatureLine).join("")}`;
}

export type NoteJudgement =
  | { readonly ok: true; readonly by: readonly Verifier[] }
  | { readonly ok: false; readonly fault: "unknown_keys" }
  | { readonly ok: false; readonly fault: "bad_signature"; readonly name: string };

/**
 * Judges a note (signed-note, Signatures): signatures of unknown keys are ignored, those of known keys must all be right, and there must be one.
 *
 * @returns the verifiers that accepted it, each once.
 */
export async function verifyNote(note: Note, verifiers: readonly Verifier[]): Promise<NoteJudgement> {
  const by = new Set<Verifier>();
  for (const { name, keyId, signature } of note.signatures) {
    for (const verifier of verifiers.filter((one) => one.name === name && one.keyId === keyId)) {
      if (!(await verifier.verify(note.text, signature))) return { ok: false, fault: "bad_signature", name };
      by.add(verifier);
    }
  }
  return by.size === 0 ? { ok: false, fault: "unknown_keys" } : { ok: true, by: [...by] };
}
