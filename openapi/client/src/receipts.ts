// Verifies a receipt of a transfer without asking the platform: its signature by the log's receipt keys, and its proof by the log's own key and its
// witnesses. Nothing of a receipt may be used before.
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { ed25519Verify } from "@ledge/shared/transparency/ed25519";
import { fromBase64, fromUtf8, toUtf8 } from "@ledge/shared/transparency/encoding";
import { parseVerifierKey, type VerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { signatureTypes } from "@ledge/shared/transparency/note";
import type { Policy } from "@ledge/shared/transparency/policy";
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
  /** Of several one must have signed: a log's earlier key, too. */
  readonly verifierKey: string | readonly string[];
  /**
   * Verifier keys of the witnesses whose cosignatures count, such as `witnesses` of the same file; none. Those of ML-DSA-44 are passed over without
   * `mlDsa44`, and their cosignatures with them: a witness has a key of Ed25519 too.
   */
  readonly witnesses?: readonly string[];
  /** How many witnesses, which are names and not keys, must have cosigned; 0. */
  readonly quorum?: number;
  /** `mlDsa44` of `@ledge/client/ml-dsa-44`: much code, so who wants it brings it. */
  readonly mlDsa44?: CosignatureKind;
}

/** Makes of a witness's key who judges its cosignatures. @throws RangeError for a key that is malformed. */
export type CosignatureKind = (key: {
  readonly name: string;
  readonly keyId: number;
  readonly type: number;
  readonly publicKey: Uint8Array;
}) => { readonly name: string; readonly keyId: number; verify(text: string, signature: Uint8Array): Promise<boolean> };

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
 * @throws {ReceiptVerificationError} when it does not, whatever it is; RangeError when a key of `keys` is malformed, or `quorum` is no number of the
 *   witnesses whose keys can be used.
 */
export async function verifyReceipt(receipt: Resource<"getTransferReceipt">, keys: ReceiptKeys): Promise<VerifiedReceipt> {
  const policy = policyOf(keys);
  const { jws, proof } = (receipt ?? {}) as { readonly jws?: unknown; readonly proof?: unknown };
  if (typeof jws !== "string" || !(proof === null || typeof proof === "string")) throw malformed("it is no receipt");
  const stated = await signedBy(keys.jwks, jws);
  if (!isStated(stated)) throw malformed("the receipt has a form that is not known here");
  const { issuer, transfer, logged, issued_at } = stated;
  if (issuer !== keys.origin) throw new ReceiptVerificationError("foreign", "the receipt is another log's");
  // A refused write names what it would have changed, too.
  if ("record" in logged && !(logged.record.outcome === "done" && logged.record.resources.includes(transfer.id)))
    throw new ReceiptVerificationError("record_mismatch", "the record is not that of the transfer");
  const [leaf, verified] = [leafHash(entryOf(logged)), { transfer, logged, issuedAt: new Date(issued_at) }];
  if (proof === null) return { ...verified, sealed: null };
  const parsed = parseProof(toUtf8(proof));
  if (parsed?.index !== logged.index) throw new ReceiptVerificationError("proof_mismatch", "the proof is another record's");
  const judgement = await judgeProof(parsed, leaf, policy);
  if (!judgement.ok) throw new ReceiptVerificationError("proof_mismatch", `the proof: ${judgement.fault}`);
  return { ...verified, sealed: { size: judgement.checkpoint.size, witnesses: judgement.witnesses } };
}

const malformed = (message: string) => new ReceiptVerificationError("malformed", message);

interface Stated {
  readonly v: number;
  readonly issuer: string;
  readonly issued_at: string;
  readonly transfer: Resource<"getTransfer">;
  readonly logged: LoggedReceipt;
}

/** JSON that is not judged yet: each member may be missing, or be anything. */
interface Unjudged {
  readonly v?: unknown;
  readonly issued_at?: unknown;
  readonly transfer?: { readonly id?: unknown } | null;
  readonly logged?: { readonly index?: unknown; readonly record?: { readonly resources?: unknown } | null } | null;
}

/** Whether a signed statement is of this version, with all that is judged here. */
function isStated(value: unknown): value is Stated {
  const { v, issued_at, transfer, logged } = (value ?? {}) as Unjudged;
  return (
    v === VERSION &&
    typeof transfer?.id === "string" &&
    Number.isSafeInteger(logged?.index) &&
    (logged?.record === undefined || Array.isArray(logged.record?.resources)) &&
    typeof issued_at === "string" &&
    !Number.isNaN(Date.parse(issued_at))
  );
}

function entryOf(logged: LoggedReceipt): Uint8Array {
  try {
    const bytes = fromBase64("record" in logged ? logged.salt : logged.entry);
    if (bytes !== null) return "record" in logged ? recordEntry(bytes, logged.record) : bytes;
  } catch {
    // A salt that is no text or of another length, or what JSON cannot say exactly.
  }
  throw malformed("the record is none that a log has");
}

/** The payload of a JWS (RFC 7515, compact) of a receipt, by Ed25519 (RFC 8037) and no other algorithm, whatever its header says. */
async function signedBy({ keys }: ReceiptKeys["jwks"], jws: string): Promise<unknown> {
  const [head = "", body = "", end = "", ...rest] = jws.split(".");
  const { alg, typ, kid, crit } = (jsonOf(head) ?? {}) as { alg?: unknown; typ?: unknown; kid?: unknown; crit?: unknown };
  const [payload, signature] = [jsonOf(body), bytesOf(end)];
  if (rest.length > 0 || signature === null || alg !== "EdDSA" || typ !== TYPE || crit !== undefined)
    throw malformed("the JWS is no receipt's");
  const key = keys.find((one) => one.kid === kid && one.kty === "OKP" && one.crv === "Ed25519");
  if (key === undefined) throw new ReceiptVerificationError("key_unknown", "the key of the signature is not among those that were given");
  if (!(await ed25519Verify(bytesOf(key.x ?? "") ?? new Uint8Array())(toUtf8(`${head}.${body}`), signature)))
    throw new ReceiptVerificationError("signature_mismatch", "the signature does not hold");
  return payload;
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(fromUtf8(bytesOf(part) ?? new Uint8Array()) ?? "") as unknown;
  } catch {
    throw malformed("a part of the JWS is no JSON");
  }
}

/** The bytes of base64url without padding (RFC 7515, section 2); null for what is none. */
function bytesOf(part: string): Uint8Array | null {
  const padding = "=".repeat((4 - (part.length % 4)) % 4);
  return /[+/=]/.test(part) ? null : fromBase64(part.replaceAll("-", "+").replaceAll("_", "/") + padding);
}

function policyOf({ origin, verifierKey, witnesses: given = [], quorum = 0, mlDsa44 }: ReceiptKeys): Policy {
  const witnesses = given.map(keyOf).flatMap((key) => {
    if (key.type !== signatureTypes.mlDsa44Cosignature) return ed25519CosignatureVerifier(key);
    return mlDsa44 === undefined ? [] : mlDsa44(key);
  });
  // A note without any cosignature would pass what is no number, or below zero.
  if (!Number.isInteger(quorum) || quorum < 0 || quorum > new Set(witnesses.map(({ name }) => name)).size)
    throw new RangeError("the quorum is no number of the witnesses whose keys can be used");
  return { origin, logKeys: [verifierKey].flat().map((text) => logVerifier(keyOf(text))), witnesses, quorum };
}

function keyOf(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (key === null) throw new RangeError("a verifier key is malformed");
  return key;
}
