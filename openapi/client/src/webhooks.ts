// Verifies that a webhook comes from the platform, by Standard Webhooks 1.0: HMAC-SHA-256 (`v1`, a secret `whsec_…`) or Ed25519 (`v1a`, a public
// key `whpk_…`), with WebCrypto alone. It must be called before anything of the body is used.
import type { LedgeEvent } from "./operations.ts";

/** The tolerance of the specification's own libraries between the attempt and now: with a longer one, recorded deliveries could be replayed. */
const DEFAULT_TOLERANCE_S = 300;
/** Rotations within a day make up to six signatures. More would only make it expensive to refuse forged requests. */
const MAX_SIGNATURES = 10;
const SECRET_BYTES = { least: 24, most: 64 } as const;
const PUBLIC_KEY_BYTES = 32;
/** The signed content has full stops between its parts: an id with a full stop could be read as another id and another time. */
const WEBHOOK_ID = /^[A-Za-z0-9_-]+$/;

type Bytes = Uint8Array<ArrayBuffer>;

export interface WebhookRequest {
  /** As received; names in any case. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Exactly the bytes that were received: JSON that was parsed and written again is another text. */
  readonly payload: string | Uint8Array;
}

export interface WebhookTerms {
  /** The secret of the endpoint, as the platform showed it: `whsec_…` or `whpk_…`. During a rotation, the old and the new one. */
  readonly secrets: string | readonly string[];
  /** Now, in Unix milliseconds. */
  readonly nowMs: number;
  /** How old or early an attempt may be, in seconds; 300. */
  readonly toleranceS?: number;
}

export interface Webhook {
  /** The same at each attempt: apply a webhook once by it. */
  readonly id: string;
  /** When this attempt was made. */
  readonly sentAt: Date;
  readonly event: LedgeEvent;
}

/** A webhook that could not be verified: answer 400, and use nothing of it. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
  readonly code:
    "header_missing" | "id_invalid" | "timestamp_invalid" | "timestamp_out_of_tolerance" | "signature_mismatch" | "payload_not_json";

  constructor(code: WebhookVerificationError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The event of a webhook, if its signature is valid.
 *
 * @throws {WebhookVerificationError} when it is invalid, too old or too early; RangeError when a secret is not one of the platform's.
 */
export async function verifyWebhook(request: WebhookRequest, terms: WebhookTerms): Promise<Webhook> {
  const secrets = typeof terms.secrets === "string" ? [terms.secrets] : terms.secrets;
  // Before the request is judged: a wrong configuration must show at the first delivery, whether that is valid or not.
  const keys = await Promise.all(secrets.map(keyOf));
  const id = headerOf(request, "webhook-id");
  if (!WEBHOOK_ID.test(id)) throw new WebhookVerificationError("id_invalid", "webhook-id is none of the platform's");
  const timestamp = headerOf(request, "webhook-timestamp");
  const signatures = headerOf(request, "webhook-signature").split(" ").slice(0, MAX_SIGNATURES);
  const sentAt = timeOf(timestamp, terms);
  const body = typeof request.payload === "string" ? utf8(request.payload) : request.payload;
  const signed = joined(utf8(`${id}.${timestamp}.`), body);
  const verdicts = await Promise.all(keys.flatMap((key) => signatures.map((signature) => holds(key, signature, signed))));
  if (!verdicts.includes(true)) throw new WebhookVerificationError("signature_mismatch", "no signature holds under any of the secrets");
  return { id, sentAt, event: eventOf(body) };
}

function headerOf({ headers }: WebhookRequest, name: string): string {
  const found =
    headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([given]) => given.toLowerCase() === name)?.[1];
  if (typeof found !== "string" || found === "") throw new WebhookVerificationError("header_missing", `there is no one ${name} header`);
  return found;
}

function timeOf(timestamp: string, { nowMs, toleranceS = DEFAULT_TOLERANCE_S }: WebhookTerms): Date {
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError("timestamp_invalid", "webhook-timestamp is no Unix time");
  const ageS = nowMs / 1_000 - Number(timestamp);
  // Negated, so that NaN is refused too.
  if (!(Math.abs(ageS) <= toleranceS)) {
    const words = `the attempt was made ${Math.round(Math.abs(ageS))} s ${ageS > 0 ? "ago" : "from now"}, ${toleranceS} s are allowed`;
    throw new WebhookVerificationError("timestamp_out_of_tolerance", words);
  }
  return new Date(Number(timestamp) * 1_000);
}

interface VerifyingKey {
  readonly scheme: "v1" | "v1a";
  readonly key: CryptoKey;
}

/** @throws RangeError, which describes the form and never quotes the secret. */
async function keyOf(secret: string): Promise<VerifyingKey> {
  const [, kind, encoded = ""] = /^(whsec|whpk)_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const bytes = decoded(encoded);
  const size = bytes?.length ?? 0;
  if (bytes !== null && kind === "whsec" && size >= SECRET_BYTES.least && size <= SECRET_BYTES.most) {
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    return { scheme: "v1", key };
  }
  if (bytes !== null && kind === "whpk" && size === PUBLIC_KEY_BYTES) {
    return { scheme: "v1a", key: await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]) };
  }
  throw new RangeError("a webhook secret is whsec_ or whpk_ and base64, as the platform shows it");
}

/** WebCrypto compares in constant time (its HMAC "verify" says so), and Ed25519 has nothing secret to compare. */
async function holds({ scheme, key }: VerifyingKey, signature: string, signed: Bytes): Promise<boolean> {
  const [version, encoded = ""] = signature.split(",", 2);
  const bytes = version === scheme ? decoded(encoded) : null;
  return bytes !== null && (await crypto.subtle.verify(key.algorithm.name, key, bytes, signed));
}

function eventOf(body: Uint8Array): LedgeEvent {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as LedgeEvent;
  } catch {
    throw new WebhookVerificationError("payload_not_json", "the payload is signed, but is no JSON");
  }
}

const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

function joined(one: Uint8Array, other: Uint8Array): Bytes {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** The bytes of a base64 text, or null. */
function decoded(encoded: string): Bytes | null {
  try {
    return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
