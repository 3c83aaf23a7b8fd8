// Identifiers: UUIDv7 inside, TypeIDs outside (https://github.com/jetify-com/typeid, specification 0.3.0).
import { v7 } from "uuid";

/** The prefix of each kind of resource, the same in every layer. */
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
  auditRecord: "aud",
  credential: "cred",
} as const;

export type IdKind = keyof typeof prefixes;
export const kinds = Object.keys(prefixes) as readonly IdKind[];

/** A new UUIDv7 (RFC 9562, section 5.7): its order is the order of creation to the millisecond. */
export const newUuid = (): string => v7();

/** The smallest UUIDv7 of an instant, to bound a range of ids by time. */
export function firstUuidAt(epochMs: number): string {
  return v7({ msecs: Math.max(0, epochMs), seq: 0, random: new Uint8Array(16) });
}

/** When a UUIDv7 was made, in milliseconds since 1970. */
export const uuidTimeMs = (uuid: string): number => Number.parseInt(uuid.replaceAll("-", "").slice(0, TIME_HEX_LENGTH), 16);
/** 48 bits (RFC 9562, section 5.7). */
const TIME_HEX_LENGTH = 12;

// The specification's alphabet (Crockford's base32 in lower case). Implemented here, because the published library refuses UUIDs of an unknown
// variant, which the specification's own test vectors contain and any client may send.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** What follows the prefix in every public id, as a pattern: 26 characters of 5 bits hold 128 bits and two more, so the first is at most 7. */
export const ID_SUFFIX = "[0-7][0-9a-hjkmnp-tv-z]{25}";
const SUFFIX_LENGTH = 26;

/** The pattern of every public id of a kind. */
export const idPattern = (kind: IdKind): RegExp => patterns[kind];
const patterns = Object.fromEntries(kinds.map((kind) => [kind, new RegExp(`^${prefixes[kind]}_${ID_SUFFIX}$`)])) as Record<IdKind, RegExp>;

// Five hexadecimal digits are four characters: 128 bits are two digits, which make the first two characters, and six such groups.
// Small numbers and a table, because a transfer needs a dozen ids, and a BigInt for every shift took a tenth of a batch's time.
const HEX_LENGTH = 32;
const HEX_HEAD = 2;
const HEX_GROUP = 5;
const HEAD = 2;
const GROUP = 4;
/** Two characters for every ten bits. */
const PAIRS: readonly string[] = Array.from({ length: 1 << 10 }, (_, bits) => ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31));
/** Five bits by the code of their character. */
const BITS = new Uint8Array(128);
for (let bits = 0; bits < ALPHABET.length; bits += 1) BITS[ALPHABET.charCodeAt(bits)] = bits;

/** The public form of a UUID: `encodeId("account", uuid)` is `acct_…`. */
export const encodeId = (kind: IdKind, uuid: string): string => encode(prefixes[kind], uuid);

/** The public form of a UUID of which nobody knows any more what it stands for. */
export const encodeUnknownId = (uuid: string): string => encode("unknown", uuid);

function encode(prefix: string, uuid: string): string {
  const hex = uuid.replaceAll("-", "");
  let id = `${prefix}_${PAIRS[Number.parseInt(hex.slice(0, HEX_HEAD), 16)] ?? ""}`;
  for (let at = HEX_HEAD; at < HEX_LENGTH; at += HEX_GROUP) {
    const bits = Number.parseInt(hex.slice(at, at + HEX_GROUP), 16);
    id += `${PAIRS[bits >> 10] ?? ""}${PAIRS[bits & 1023] ?? ""}`;
  }
  return id;
}

/** The UUID of a public id, or null when it is malformed or of another kind: for a caller, no such resource exists. */
export function decodeId(kind: IdKind, id: string): string | null {
  if (!patterns[kind].test(id)) return null;
  const suffix = id.slice(-SUFFIX_LENGTH);
  let hex = digits(suffix, 0, HEAD, HEX_HEAD);
  for (let at = HEAD; at < SUFFIX_LENGTH; at += GROUP) hex += digits(suffix, at, GROUP, HEX_GROUP);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The UUID of a public id of any kind, or null when it is malformed. */
export function decodeAnyId(id: string): string | null {
  const kind = kinds.find((one) => prefixes[one] === id.slice(0, id.lastIndexOf("_")));
  return kind === undefined ? null : decodeId(kind, id);
}

/** The hexadecimal digits of `count` characters from `at` on. */
function digits(characters: string, at: number, count: number, length: number): string {
  let bits = 0;
  for (let index = at; index < at + count; index += 1) bits = (bits << 5) | (BITS[characters.charCodeAt(index)] ?? 0);
  return bits.toString(16).padStart(length, "0");
}
