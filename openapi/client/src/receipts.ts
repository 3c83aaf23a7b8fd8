// Verifies a receipt of a transfer without asking the platform: its signature by the log's receipt keys, and its proof by the log's own key and its
// witnesses. Nothing of a receipt may be used before.
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { ed25519Verify } from "@ledge/shared/transparency/ed25519";
import { fromBase64, fromUtf8, toUtf8 } from "@ledge/shared/transparency/encoding";
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import type { Verifier } from "@ledge/shared/transparency/note";
import { judgeProof, parseProof } from "@ledge/shared/transparency/proof";
import { recordEntry } from "@ledge/shared/transparency/record";
import { leafHash } from "@ledge/shared/transparency/tree";
import type { Resource } from "./operations.ts";

const VERSION = 1;
const TYPE = "ledge-receipt+json";

export interface ReceiptKeys {
  /** The JSON at `/.well-known/jwks.json` of the log's host. */
  readonly jwks: { readonly keys: readonly { readonly kid?: string; readonly kty?: string; readonly crv?: string; readonly x?: string }[] };
  /** `origin` and `verifier_key` of `/.well-known/ledge-log.json` of the log's host. Keep them: who asks for them with each receipt believes whoever answers. */
  readonly origin: string;
  readonly verifierKey: string;
  /** Verifier keys of the witnesses (Ed25519) whose cosignatures count; none. */
  readonly witnesses?: readonly string[];
  /** How many of them must have cosigned; 0. */
  readonly quorum?: number;
}

/** The record of the write: the whole for who wrote it, and for others its entry in the tree, base64, which says nothing. */
type LoggedReceipt = Resource<"getAuditRecord"> | { readonly index: number; readonly entry: string };

export interface VerifiedReceipt {
  /** As its holder saw it when the receipt was issued. */
  readonly transfer: Resource<"getTransfer">;
  readonly logged: LoggedReceipt;
  readonly issuedAt: Date;
  /** The signed tree that the record is in, and who has cosigned it; null: the receipt was issued before there was one, so only its signature speaks for it. */
  readonly sealed: { readonly size: number; readonly witnesses: readonly string[] } | null;
}

/** A receipt that does not hold: nothing that it states may be believed. */
export class ReceiptVerificationError extends Error {
  override readonly name = "ReceiptVerificationError";
  readonly code: "malformed" | "key_unknown" | "signature_mismatch" | "foreign" | "record_mismatch" | "proof_mismatch";

  constructor(code: ReceiptVerificationError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What a receipt states, if all of it holds.
 *
 * @throws {ReceiptVerificationError} when it does not; RangeError when a key of `keys` is malformed.
 */
export async function verifyReceipt({ jws, proof }: Resource<"getTransferReceipt">, keys: ReceiptKeys): Promise<VerifiedReceipt> {
  const policy = policyOf(keys);
  const { issuer, issued_at: issuedAt, transfer, logged, v } = await signedBy(keys.jwks, jws);
  if (v !== VERSION) throw new ReceiptVerificationError("malformed", "the receipt has a form that is not known here");
  if (issuer !== keys.origin) throw new ReceiptVerificationError("foreign", "the receipt is another log's");
  // A refused write names what it would have changed, too.
  if ("record" in logged && !(logged.record.outcome === "done" && logged.record.resources.includes(transfer.id)))
    throw new ReceiptVerificationError("record_mismatch", "the record is not that of the transfer");
  const stated = { transfer, logged, issuedAt: new Date(issuedAt) };
  if (proof === null) return { ...stated, sealed: null };
  const parsed = parseProof(toUtf8(proof));
  if (parsed?.index !== logged.index) throw new ReceiptVerificationError("proof_mismatch", "the proof is another record's");
  const judgement = await judgeProof(parsed, leafHash(entryOf(logged)), policy);
  if (!judgement.ok) throw new ReceiptVerificationError("proof_mismatch", `the proof ${judgement.fault}`);
  return { ...stated, sealed: { size: judgement.checkpoint.size, witnesses: judgement.witnesses } };
}

function entryOf(logged: LoggedReceipt): Uint8Array {
  const bytes = fromBase64("record" in logged ? logged.salt : logged.entry) ?? new Uint8Array();
  return "record" in logged ? recordEntry(bytes, logged.record) : bytes;
}

interface Stated {
  readonly v: number;
  readonly issuer: string;
  readonly issued_at: string;
  readonly transfer: Resource<"getTransfer">;
  readonly logged: LoggedReceipt;
}

/** The payload of a JWS (RFC 7515, compact) of a receipt, by Ed25519 (RFC 8037) and no other algorithm, whatever its header says. */
async function signedBy({ keys }: ReceiptKeys["jwks"], jws: string): Promise<Stated> {
  const [head = "", body = "", end = "", ...rest] = jws.split(".");
  const header = jsonOf(head) as { alg?: string; typ?: string; kid?: string; crit?: unknown };
  const [payload, signature] = [jsonOf(body), bytesOf(end)];
  if (rest.length > 0 || header.alg !== "EdDSA" || header.typ !== TYPE || header.crit !== undefined)
    throw new ReceiptVerificationError("malformed", "the JWS is no receipt's");
  const key = keys.find(({ kid, kty, crv }) => kid === header.kid && kty === "OKP" && crv === "Ed25519");
  if (key === undefined) throw new ReceiptVerificationError("key_unknown", "the key of the signature is not among those that were given");
  if (!(await ed25519Verify(bytesOf(key.x ?? ""))(toUtf8(`${head}.${body}`), signature)))
    throw new ReceiptVerificationError("signature_mismatch", "the signature does not hold");
  return payload as Stated;
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(fromUtf8(bytesOf(part)) ?? "") as unknown;
  } catch {
    throw new ReceiptVerificationError("malformed", "a part of the JWS is no JSON");
  }
}

/** The bytes of base64url without padding (RFC 7515, section 2). */
function bytesOf(part: string): Uint8Array {
  const padding = "=".repeat((4 - (part.length % 4)) % 4);
  const bytes = /[+/=]/.test(part) ? null : fromBase64(part.replaceAll("-", "+").replaceAll("_", "/") + padding);
  if (bytes === null) throw new ReceiptVerificationError("malformed", "a part of the JWS is no base64url");
  return bytes;
}

const policyOf = ({ origin, verifierKey, witnesses = [], quorum = 0 }: ReceiptKeys) => ({
  origin,
  logKeys: [verifierOf(verifierKey, logVerifier)],
  witnesses: witnesses.map((key) => verifierOf(key, ed25519CosignatureVerifier)),
  quorum,
});

type Key = NonNullable<ReturnType<typeof parseVerifierKey>>;

function verifierOf(text: string, make: (key: Key) => Verifier): Verifier {
  const key = parseVerifierKey(text);
  if (key === null) throw new RangeError("a verifier key is malformed");
  return make(key);
}
