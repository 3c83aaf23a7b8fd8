// Signs deliveries as Standard Webhooks has it (github.com/standard-webhooks, spec 1.0): `v1` is HMAC-SHA256, `v1a` is Ed25519. No secret
// is stored anywhere: each is derived from the master key, which only this Worker holds, by its endpoint's id and its number.
export type Scheme = "v1" | "v1a";

export interface SignedEndpoint {
  readonly id: string;
  readonly signature: Scheme;
  /** Numbers of the secrets in force, newest first. */
  readonly secretVersions: readonly number[];
}

const SECRET_BITS = 256;
/** PKCS #8 around an Ed25519 seed (RFC 8410, section 7): all of it but the seed is always the same. */
const ED25519_PKCS8_PREFIX = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const base64 = (bytes: ArrayBuffer | Uint8Array): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** HKDF-SHA-256 (RFC 5869) of the master key; another scheme, endpoint or number gives another secret, and none tells of another. */
async function derive(masterKey: string, scheme: Scheme, endpointId: string, version: number): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey("raw", utf8(masterKey), "HKDF", false, ["deriveBits"]);
  const info = utf8(`ledge webhook secret v1 ${scheme} ${endpointId} ${version}`);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, material, SECRET_BITS),
  );
}

async function privateKey(seed: Uint8Array, extractable: boolean): Promise<CryptoKey> {
  const pkcs8 = new Uint8Array([...ED25519_PKCS8_PREFIX, ...seed]);
  return await crypto.subtle.importKey("pkcs8", pkcs8, { name: "Ed25519" }, extractable, ["sign"]);
}

/** What the endpoint's owner verifies with: `whsec_` and the shared secret, or `whpk_` and the public key, in base64. */
export async function shownSecret(masterKey: string, scheme: Scheme, endpointId: string, version: number): Promise<string> {
  const secret = await derive(masterKey, scheme, endpointId, version);
  if (scheme === "v1") return `whsec_${base64(secret)}`;
  const { x } = (await crypto.subtle.exportKey("jwk", await privateKey(secret, true))) as JsonWebKey;
  return `whpk_${(x ?? "").replaceAll("-", "+").replaceAll("_", "/")}=`;
}

async function sign(secret: Uint8Array<ArrayBuffer>, scheme: Scheme, content: Uint8Array<ArrayBuffer>): Promise<string> {
  if (scheme === "v1a") return `v1a,${base64(await crypto.subtle.sign("Ed25519", await privateKey(secret, false), content))}`;
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return `v1,${base64(await crypto.subtle.sign("HMAC", key, content))}`;
}

/**
 * The three headers of a delivery: its id, stable over all attempts; when this attempt is made; a signature by each secret in force.
 *
 * @param timestampSeconds Unix time: receivers refuse what is minutes off, so each attempt has its own.
 */
export async function signatureHeaders(
  masterKey: string,
  endpoint: SignedEndpoint,
  webhookId: string,
  timestampSeconds: number,
  payload: string,
): Promise<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  const content = utf8(`${webhookId}.${timestampSeconds}.${payload}`);
  const { id, signature: scheme } = endpoint;
  const signatures = endpoint.secretVersions.map(async (version) => sign(await derive(masterKey, scheme, id, version), scheme, content));
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-signature": (await Promise.all(signatures)).join(" "),
  };
}
