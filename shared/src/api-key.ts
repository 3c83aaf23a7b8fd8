// The form of an API key: `ledge_` + 43 characters of secret + 2 that name a MAC secret + 16 of MAC + 6 of checksum. The prefix lets secret scanners
// find a leaked key, and the checksum lets anyone refuse a mistyped one; anyone can compute both. The MAC can be computed by who has the MAC secret
// alone: so a key that was never issued costs the edge some hashing, and nobody behind it anything. Only a keyed hash of a token is ever stored.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { keysIn, type ListedKey, textsIn } from "./key-list.ts";
import { isSameText } from "./same-text.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TOKEN = /^ledge_([0-9A-Za-z]{43})([0-9A-Za-z]{2})([0-9A-Za-z]{16})([0-9A-Za-z]{6})$/;
/** 62^43 > 2^256: 43 characters hold 32 random bytes. */
const SECRET_CHARACTERS = 43;
const MAC_ID_CHARACTERS = 2;
/** 62^16 > 2^88: 11 bytes. A guess is right once in 2^88, and finds an unknown secret then (NIST SP 800-107, section 5.3.3: truncated HMAC). */
const MAC_CHARACTERS = 16;
const MAC_BYTES = 11;
const CHECKSUM_CHARACTERS = 6;
/** Shown in lists so that people can distinguish keys; 4 characters of 43 reveal nothing. */
const SHOWN_PREFIX_LENGTH = "ledge_".length + 4;

/** The two secrets of API keys: the gateway has that of MACs alone, identity both. */
export interface ApiKeySecrets {
  /** Of the stored hashes, separated by blanks: new keys are hashed under the first one, and found under all of them. */
  readonly peppers: string;
  /** Of MACs, separated by blanks: the first one makes keys, all of them recognise keys. */
  readonly macSecrets: string;
}

/** The token of 32 random bytes. @throws RangeError for another number of bytes, and when there is no MAC secret. */
export function formatApiKey(random: Uint8Array, macSecrets: string): string {
  if (random.length !== 32) throw new RangeError("an API key has 32 random bytes");
  const [newest] = textsIn(macSecrets);
  if (newest === undefined) throw new RangeError("no MAC secret of API keys is set");
  const secret = base62(random, SECRET_CHARACTERS);
  const marked = secret + macIdOf(newest) + macOf(newest, secret);
  return `ledge_${marked}${checksum(marked)}`;
}

/** Whether a token was issued under one of the MAC secrets. It may still be unknown, revoked or expired. */
export function isIssuedApiKey(token: string, macSecrets: string): boolean {
  const [, secret = "", macId = "", mac = "", check = ""] = TOKEN.exec(token) ?? [];
  if (secret === "" || checksum(secret + macId + mac) !== check) return false;
  return textsIn(macSecrets).some((one) => macIdOf(one) === macId && isSameText(macOf(one, secret), mac));
}

export const shownPrefix = (token: string): string => token.slice(0, SHOWN_PREFIX_LENGTH);

/** What is stored of a token. */
export interface ApiKeyHash {
  /** The id of the pepper. */
  readonly pepper: string;
  /** HMAC-SHA-256 of the token under it, in hex: a stolen database alone cannot be searched for tokens. */
  readonly hash: string;
}

/** The hash under which a new token is stored. @throws BadKeyList */
export const newApiKeyHash = (peppers: string, token: string): ApiKeyHash => hashUnder(keysIn("API_KEY_PEPPER", peppers)[0], token);

/** The hashes, one of which a known token is stored under: one for each pepper, in hex. @throws BadKeyList */
export const apiKeyHashes = (peppers: string, token: string): readonly string[] =>
  keysIn("API_KEY_PEPPER", peppers).map((pepper) => hashUnder(pepper, token).hash);

const hashUnder = ({ id, text }: ListedKey, token: string): ApiKeyHash => ({
  pepper: id,
  hash: bytesToHex(hmac(sha256, utf8ToBytes(text), utf8ToBytes(token))),
});

/** Names a MAC secret in tokens, so that a token says under which secret it was made. */
const macIdOf = (macSecret: string): string => base62(sha256(utf8ToBytes(macSecret)).slice(0, 4), MAC_ID_CHARACTERS);

const macOf = (macSecret: string, secret: string): string =>
  base62(hmac(sha256, utf8ToBytes(macSecret), utf8ToBytes(`ledge_${secret}`)).slice(0, MAC_BYTES), MAC_CHARACTERS);

const checksum = (marked: string): string => base62(sha256(utf8ToBytes(marked)).slice(0, 4), CHECKSUM_CHARACTERS);

function base62(bytes: Uint8Array, length: number): string {
  let value = BigInt(`0x${bytesToHex(bytes)}`);
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text = ALPHABET.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return text;
}
