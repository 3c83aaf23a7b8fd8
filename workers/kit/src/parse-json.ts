// Parses a JSON body strictly: RFC 8259 leaves duplicate members to the receiver (section 4), and two receivers that choose differently can be
// attacked (one checks the first amount, the other posts the second). Here a duplicate member is a fault.
import type { Fault } from "@ledge/shared/problem";
import { visit } from "jsonc-parser";

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

/** Parses UTF-8 bytes as one JSON value without duplicate members. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string;
  let value: unknown;
  let duplicate: string | null;
  try {
    // ignoreBOM keeps a byte order mark, which JSON.parse then refuses: senders must not add one (RFC 8259, section 8.1).
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
    // It is recursive: a body that is nested too deep overflows the stack, which counts as a fault of the body.
    duplicate = firstDuplicateMember(text);
  } catch {
    return { ok: false, fault: { pointer: "", detail: "the body is not JSON in UTF-8" } };
  }
  if (duplicate !== null) return { ok: false, fault: { pointer: duplicate, detail: "the member appears twice" } };
  return { ok: true, value };
}

/** JSON Pointer (RFC 6901) of the first member whose name its object already has, or null. */
function firstDuplicateMember(text: string): string | null {
  const open: Set<string>[] = [];
  let found: string | null = null;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, pathSupplier) => {
      const members = open.at(-1);
      if (members?.has(name)) found ??= [...pathSupplier(), name].map((segment) => `/${escapePointer(String(segment))}`).join("");
      members?.add(name);
    },
  });
  return found;
}

/** RFC 6901, section 3. */
export const escapePointer = (segment: string): string => segment.replaceAll("~", "~0").replaceAll("/", "~1");
