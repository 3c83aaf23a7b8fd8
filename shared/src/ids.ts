// Identifiers: UUIDv7 inside, TypeIDs outside (https://github.com/jetify-com/typeid, specification 0.3.0).
import { TypeID } from "typeid-js";
import { v7 } from "uuid";

/** The prefix of each kind of resource, the same on every floor. */
export const prefixes = { customer: "cus", account: "acct", transfer: "trf", apiKey: "key", request: "req" } as const;

export type IdKind = keyof typeof prefixes;

/** A new UUIDv7 (RFC 9562, section 5.7): its order is the order of creation to the millisecond. */
export const newUuid = (): string => v7();

/** The smallest UUIDv7 of an instant, to bound a range of ids by time. */
export function firstUuidAt(epochMs: number): string {
  return v7({ msecs: Math.max(0, epochMs), seq: 0, random: new Uint8Array(16) });
}

/** The public form of a UUID: `encodeId("account", uuid)` is `acct_…`. */
export const encodeId = (kind: IdKind, uuid: string): string => TypeID.fromUUID(prefixes[kind], uuid).toString();

/** The UUID of a public id, or null when it is malformed or of another kind: to a caller both are simply not there. */
export function decodeId(kind: IdKind, id: string): string | null {
  const prefix = `${prefixes[kind]}_`;
  // The specification's suffix: 26 characters of Crockford base32 in lower case, the first at most 7 (128 bits).
  if (!id.startsWith(prefix) || !/^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id.slice(prefix.length))) return null;
  return TypeID.fromString(id).toUUID();
}
