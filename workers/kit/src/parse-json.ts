// Parses a JSON body strictly: RFC 8259 leaves duplicate members to the receiver (section 4), and two receivers that choose differently can be
// attacked (one checks the first amount, the other posts the second). Here a duplicate member is a fault.
import type { Fault } from "@ledge/shared/problem";
import { visit } from "jsonc-parser";

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

/** Parses UTF-8 bytes as one JSON value without duplicate members. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string;
  let value: unknown;
  let duplicate: Fault | null;
  try {
    // ignoreBOM keeps a byte order mark, which JSON.parse then refuses: senders must not add one (RFC 8259, section 8.1).
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const members = membersIn(text);
    if (members > MAX_MEMBERS) return { ok: false, fault: { pointer: "", detail: `has more than ${MAX_MEMBERS} members` } };
    value = JSON.parse(text);
    // Recursive: a body that is nested too deep overflows the stack, which counts as a fault of the body. To find the place takes five times as long
    // as to parse, so it is looked for where there is one.
    duplicate = members === keysIn(value) ? null : firstDuplicateMember(text);
  } catch {
    return { ok: false, fault: { pointer: "", detail: "the body is not JSON in UTF-8" } };
  }
  if (duplicate !== null) return { ok: false, fault: duplicate };
  return { ok: true, value };
}

/**
 * More than any valid body has: a batch has 1,000 transfers, each with 8 members and 50 of metadata. What has more is not even parsed: an object takes
 * many times as long as its text.
 */
const MAX_MEMBERS = 60_000;

const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c];

/** How many members a JSON text has: each has one colon outside of strings (RFC 8259, section 4). Of other text it says nothing. */
function membersIn(text: string): number {
  let count = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isInString = !isInString;
    else if (code === BACKSLASH) at += 1;
    else if (code === COLON && !isInString) count += 1;
  }
  return count;
}

/** How many members the objects of a value have, which is fewer than its text has where one of them appears twice. */
function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner: readonly unknown[] = Object.values(value);
  return inner.reduce<number>((sum, one) => sum + keysIn(one), Array.isArray(value) ? 0 : inner.length);
}

/** The fault of the first member whose name its object already has, or null. */
function firstDuplicateMember(text: string): Fault | null {
  const open: Set<string>[] = [];
  let found: Fault | null = null;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, pathSupplier) => {
      const members = open.at(-1);
      if (members?.has(name)) found ??= faultAt([...pathSupplier(), name], "the member appears twice");
      members?.add(name);
    },
  });
  return found;
}

/** In code points. No name that a schema allows is longer; a longer one is not repeated whole, because it may be anything, of any length. */
const MAX_NAME_LENGTH = 64;
/** No schema is deeper. */
const MAX_DEPTH = 16;
/** Stands where something was left out. */
const ELLIPSIS = "…";

/** A name of a member or parameter as an answer may repeat it: whole, or its beginning. */
export function shownName(name: string): string {
  // A code point is one or two code units.
  const shown = [...name.slice(0, 2 * MAX_NAME_LENGTH)].slice(0, MAX_NAME_LENGTH).join("");
  return shown.length < name.length ? `${shown}${ELLIPSIS}` : name;
}

/** A fault at a place: its JSON Pointer (RFC 6901), or one that begins like it and ends with an ellipsis, and then the detail says so. */
export function faultAt(path: readonly PropertyKey[], detail: string): Fault {
  const names = path.map(String);
  const shown = names.slice(0, MAX_DEPTH).map(shownName);
  if (names.length > MAX_DEPTH) shown.push(ELLIPSIS);
  const pointer = shown.map((name) => `/${escapePointer(name)}`).join("");
  const isWhole = shown.every((name, index) => name === names[index]);
  return { pointer, detail: isWhole ? detail : `${detail} (the pointer is cut at ${ELLIPSIS})` };
}

/** RFC 6901, section 3. @internal Tests make pointers by it. */
export const escapePointer = (segment: string): string => segment.replaceAll("~", "~0").replaceAll("/", "~1");
