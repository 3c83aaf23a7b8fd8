// A record of the audit log as an entry of the tree: a salted commitment, which says nothing to who has neither the salt nor the record. So tiles are
// public, and erasing a record with its salt leaves the tree whole. Nothing else of a record may ever be put into the tree.
import { sha256 } from "@noble/hashes/sha2.js";
import canonicalize from "canonicalize";
import { joinBytes, toUtf8 } from "./encoding.ts";

export const SALT_BYTES = 16;
/** The version of the commitment, in front of it: another form of entry gets another byte. */
const COMMITMENT = Uint8Array.of(1);

/**
 * The entry of a record: `0x01 || SHA-256(salt || JCS(record))`.
 *
 * @throws RangeError for a salt of another length, and for a record that JSON cannot say exactly.
 */
export function recordEntry(salt: Uint8Array, record: object): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  return joinBytes(COMMITMENT, sha256(joinBytes(salt, toUtf8(canonicalJson(record)))));
}

/** JCS (RFC 8785). @throws RangeError for what it cannot say: the library would leave out `undefined`, and call `toJSON`. */
function canonicalJson(value: object): string {
  const fault = faultOf(value);
  if (fault !== null) throw new RangeError(`no JSON: ${fault}`);
  return canonicalize(value) as string;
}

function faultOf(value: unknown): string | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "string") return value.isWellFormed() ? null : "a text with half a character";
  if (typeof value === "number") return Number.isSafeInteger(value) ? null : `the number ${value}, which others may read as another one`;
  if (Array.isArray(value)) return Array.from(value, faultOf).find((fault) => fault !== null) ?? null;
  if (typeof value !== "object") return typeof value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return "an object of a class";
  return (
    Object.entries(value)
      .flat()
      .map(faultOf)
      .find((fault) => fault !== null) ?? null
  );
}
