// How texts of the transparency log write bytes and numbers: base64 (RFC 4648, section 4), decimals without leading zeroes, UTF-8. Each value has
// exactly one text: whatever else decodes to the same value is refused, so that no two texts of one checkpoint exist.

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Six bits by the code of their character. */
const SIX_BITS = new Uint8Array(128).fill(255);
for (let bits = 0; bits < ALPHABET.length; bits += 1) SIX_BITS[ALPHABET.charCodeAt(bits)] = bits;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DECIMAL = /^(?:0|[1-9][0-9]*)$/;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Standard base64, padded. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += at + 1 < bytes.length ? ALPHABET.charAt((group >> 6) & 63) : "=";
    text += at + 2 < bytes.length ? ALPHABET.charAt(group & 63) : "=";
  }
  return text;
}

/** The bytes of standard base64; null for every text that `toBase64` does not write, unused bits that are not zero included. */
export function fromBase64(text: string): Uint8Array | null {
  if (!BASE64.test(text)) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const bitsAt = (at: number): number => (at < text.length - padding ? (SIX_BITS[text.charCodeAt(at)] ?? 0) : 0);
  let written = 0;
  for (let at = 0; at < text.length; at += 4) {
    const group = (bitsAt(at) << 18) | (bitsAt(at + 1) << 12) | (bitsAt(at + 2) << 6) | bitsAt(at + 3);
    for (let shift = 16; shift >= 0; shift -= 8) {
      const byte = (group >> shift) & 255;
      if (written < bytes.length) bytes[written] = byte;
      else if (byte !== 0) return null;
      written += 1;
    }
  }
  return bytes;
}

/** A decimal without leading zeroes; null for every other text, and beyond 2^53 - 1, which no log of Ledge reaches. */
export function fromDecimal(text: string): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/** The text of UTF-8; null when it is not valid. A byte order mark stays, as a character. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** `length` bytes of a non-negative integer, big-endian. */
export function bigEndian(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = length - 1, rest = value; at >= 0; at -= 1, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}

/** A non-negative integer of big-endian bytes; null beyond 2^53 - 1. */
export function fromBigEndian(bytes: Uint8Array): number | null {
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : null;
}

/** Whether two public values are the same. Not for secrets: how long it takes says where they differ. */
export const isSameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
