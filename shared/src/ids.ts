// Identifiers: UUIDv7 inside, TypeIDs outside (https://github.com/jetify-com/typeid, specification 0.3.0).
import { v7 } from "uuid";

/** The prefix of each kind of resource, the same on every floor. */
export const prefixes = {
  customer: "cus",
  account: "acct",
  transfer: "trf",
  hold: "hold",
  transaction: "txn",
  apiKey: "key",
  request: "req",
  event: "evt",
  webhookEndpoint: "whe",
  webhookDelivery: "whd",
} as const;

export type IdKind = keyof typeof prefixes;

/** A new UUIDv7 (RFC 9562, section 5.7): its order is the order of creation to the millisecond. */
export const newUuid = (): string => v7();

/** The smallest UUIDv7 of an instant, to bound a range of ids by time. */
export function firstUuidAt(epochMs: number): string {
  return v7({ msecs: Math.max(0, epochMs), seq: 0, random: new Uint8Array(16) });
}

// The specification's alphabet (Crockford's base32 in lower case). Ours, because the published library refuses UUIDs of an
// unknown variant, which the specification's own vectors contain and a stranger may send.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** 26 characters of 5 bits hold 128 bits and two more: the first is at most 7. */
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const SUFFIX_LENGTH = 26;

/** The public form of a UUID: `encodeId("account", uuid)` is `acct_…`. */
export function encodeId(kind: IdKind, uuid: string): string {
  let value = BigInt(`0x${uuid.replaceAll("-", "")}`);
  let suffix = "";
  for (let index = 0; index < SUFFIX_LENGTH; index += 1) {
    suffix = ALPHABET.charAt(Number(value & 31n)) + suffix;
    value >>= 5n;
  }
  return `${prefixes[kind]}_${suffix}`;
}

/** The UUID of a public id, or null when it is malformed or of another kind: to a caller both are simply not there. */
export function decodeId(kind: IdKind, id: string): string | null {
  const prefix = `${prefixes[kind]}_`;
  const suffix = id.slice(prefix.length);
  if (!id.startsWith(prefix) || !SUFFIX.test(suffix)) return null;
  let value = 0n;
  for (const character of suffix) value = (value << 5n) | BigInt(ALPHABET.indexOf(character));
  const hex = value.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
