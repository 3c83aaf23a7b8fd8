// Encrypts (seals) a new key's token for retries: AES-256-GCM with a key derived from the newest pepper, whose id is in front. The database stores the sealed
// token with the recorded result, so that a retry after a lost answer gets the token, and neither the database nor the pepper alone reveals it.
import { keyIn, keysIn, type ListedKey } from "@ledge/shared/key-list";

const NONCE_BYTES = 12; // NIST SP 800-38D, section 5.2.1.1

/** The id of the pepper, then base64. */
const SEALED = /^([0-9a-f]{8})\.(.*)$/;

async function sealingKey({ text: pepper }: ListedKey): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pepper), "HKDF", false, ["deriveKey"]);
  return await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode("ledge api-key sealing v1") },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/** The pepper's id, and base64 of nonce and ciphertext. The shown prefix is authenticated too, so that a sealed token cannot be opened for another key. */
export async function sealToken(peppers: string, token: string, prefix: string): Promise<string> {
  const [pepper] = keysIn("API_KEY_PEPPER", peppers);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const additionalData = new TextEncoder().encode(prefix);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData },
    await sealingKey(pepper),
    new TextEncoder().encode(token),
  );
  return `${pepper.id}.${btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)))}`;
}

/** @throws KeyNotListed when the list lacks its pepper; otherwise when it was sealed for another key, or was changed. */
export async function openSealedToken(peppers: string, sealed: string, prefix: string): Promise<string> {
  const [, id = "", base64 = ""] = SEALED.exec(sealed) ?? [];
  const pepper = keyIn("API_KEY_PEPPER", peppers, id);
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const additionalData = new TextEncoder().encode(prefix);
  const iv = bytes.slice(0, NONCE_BYTES);
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, await sealingKey(pepper), bytes.slice(NONCE_BYTES));
  return new TextDecoder().decode(opened);
}
