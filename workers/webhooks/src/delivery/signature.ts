// Signs deliveries by Standard Webhooks 1.0: HMAC-SHA-256 (`v1`) or Ed25519 (`v1a`). Secrets are derived each time and never stored: with a copy
// of the database nobody can sign. It must never reveal the private key of `v1a`.
import type { EndpointSecret } from "@ledge/shared/contracts/webhooks";
import { keyIn } from "@ledge/shared/key-list";

/** How an endpoint's deliveries are signed: `v1` with a secret that both sides know, `v1a` with a key whose public half the receiver knows. */
export type Scheme = "v1" | "v1a";

export interface SignedEndpoint {
  readonly id: string;
  readonly signature: Scheme;
  /** The secrets that are in force, the newest first. During a rotation there are several. */
  readonly secrets: readonly EndpointSecret[];
}

export type SignatureHeaders = Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>>;

type Bytes = Uint8Array<ArrayBuffer>;

/** The size of an Ed25519 seed (RFC 8032, section 5.1.5), and within the 24 to 64 bytes that the specification requires for `v1`. */
const SECRET_BYTES = 32;
/** The signed content has full stops between its parts, so an id with a full stop could be read as another id and another time. */
const WEBHOOK_ID = /^[A-Za-z0-9_-]+$/;
/** PrivateKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410, section 7): WebCrypto takes no bare seed. */
const PKCS8_PREFIX = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
const base64 = (bytes: ArrayBuffer | Bytes): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/**
 * The 32 bytes behind one secret of one endpoint: HKDF-SHA-256 (RFC 5869) of its master key.
 *
 * @param masterKeys the list of keys.
 * @throws BadKeyList, and KeyNotListed when the list lacks the secret's key: no other key is taken in its place.
 * @internal Tests see that no two secrets are one.
 */
export async function deriveSecret(
  masterKeys: string,
  scheme: Scheme,
  endpointId: string,
  { version, key }: EndpointSecret,
): Promise<Bytes> {
  const { text: masterKey } = keyIn("WEBHOOK_MASTER_KEY", masterKeys, key);
  const material = await crypto.subtle.importKey("raw", utf8(masterKey), "HKDF", false, ["deriveBits"]);
  // The scheme comes first and the version last, both without spaces: no two triples have one info.
  const info = utf8(`ledge webhook secret v1 ${scheme} ${endpointId} ${version}`);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, SECRET_BYTES * 8));
}

/**
 * What the owner of an endpoint verifies signatures with: `whsec_…`, a secret, or `whpk_…`, a public key, in base64.
 *
 * @throws BadKeyList, KeyNotListed
 */
export async function shownSecret(masterKeys: string, scheme: Scheme, endpointId: string, current: EndpointSecret): Promise<string> {
  const secret = await deriveSecret(masterKeys, scheme, endpointId, current);
  if (scheme === "v1") return `whsec_${base64(secret)}`;
  const { x } = (await crypto.subtle.exportKey("jwk", await ed25519Key(secret, true))) as JsonWebKey;
  // A JWK is written in base64url without padding (RFC 8037, section 2), a key of Standard Webhooks in plain base64.
  const publicKey = atob((x as string).replaceAll("-", "+").replaceAll("_", "/"));
  return `whpk_${btoa(publicKey)}`;
}

/**
 * The three headers of a delivery, with one signature for each secret, in their order.
 *
 * @param webhookId the same at each attempt: the receiver recognises a repeated delivery by it.
 * @param timestampSeconds Unix time of the attempt, not of the event: receivers refuse what is minutes old.
 * @param payload exactly the text that is sent.
 * @throws RangeError when there is no secret to sign with, or the id or the time is malformed; BadKeyList, KeyNotListed.
 */
export async function signatureHeaders(
  masterKeys: string,
  { id, signature: scheme, secrets }: SignedEndpoint,
  webhookId: string,
  timestampSeconds: number,
  payload: string,
): Promise<SignatureHeaders> {
  if (secrets.length === 0) throw new RangeError("an endpoint without a secret signs nothing");
  if (!WEBHOOK_ID.test(webhookId)) throw new RangeError("not a webhook id");
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) throw new RangeError("not a time in whole seconds");
  const content = utf8(`${webhookId}.${timestampSeconds}.${payload}`);
  const signatures = secrets.map(async (secret) => {
    const signed = await sign(scheme, await deriveSecret(masterKeys, scheme, id, secret), content);
    return `${scheme},${base64(signed)}`;
  });
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-signature": (await Promise.all(signatures)).join(" "),
  };
}

async function sign(scheme: Scheme, secret: Bytes, content: Bytes): Promise<ArrayBuffer> {
  if (scheme === "v1a") return await crypto.subtle.sign("Ed25519", await ed25519Key(secret, false), content);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return await crypto.subtle.sign("HMAC", key, content);
}

/** Extractable only to get the public key, which WebCrypto gives in no other way. */
const ed25519Key = (seed: Bytes, isExtractable: boolean): Promise<CryptoKey> =>
  crypto.subtle.importKey("pkcs8", Uint8Array.from([...PKCS8_PREFIX, ...seed]), { name: "Ed25519" }, isExtractable, ["sign"]);
