// The form of an API key: `ledge_` + 43 characters of secret + 6 of checksum. The prefix lets secret scanners find a leaked
// key, the checksum lets the edge refuse a mistyped one without a look-up. Only a keyed hash of it is ever stored.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TOKEN = /^ledge_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
/** 62^43 > 2^256: 43 characters hold 32 random bytes. */
const SECRET_CHARACTERS = 43;
const CHECKSUM_CHARACTERS = 6;
/** Shown in lists so that people can distinguish keys; 4 characters of 43 reveal nothing. */
const SHOWN_PREFIX_LENGTH = "ledge_".length + 4;

/** The token of 32 random bytes. */
export function formatApiKey(random: Uint8Array): string {
  if (random.length !== 32) throw new RangeError("an API key has 32 random bytes");
  const secret = base62(random, SECRET_CHARACTERS);
  return `ledge_${secret}${checksum(secret)}`;
}

/** Whether a token has the form and the checksum of an API key. It may still be unknown, revoked or expired. */
export function isApiKeyFormat(token: string): boolean {
  const match = TOKEN.exec(token);
  return match?.[1] !== undefined && checksum(match[1]) === match[2];
}

export const shownPrefix = (token: string): string => token.slice(0, SHOWN_PREFIX_LENGTH);

/** HMAC-SHA-256 of the token under the pepper, in hex: a stolen database alone cannot be searched for tokens. */
export const hashApiKey = (pepper: string, token: string): string => bytesToHex(hmac(sha256, utf8ToBytes(pepper), utf8ToBytes(token)));

const checksum = (secret: string): string => base62(sha256(utf8ToBytes(secret)).slice(0, 4), CHECKSUM_CHARACTERS);

function base62(bytes: Uint8Array, length: number): string {
  let value = BigInt(`0x${bytesToHex(bytes)}`);
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text = ALPHABET.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return text;
}
