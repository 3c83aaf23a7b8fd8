// Parses If-Match and If-None-Match (RFC 9110, sections 13.1.1 and 13.1.2). A value that is neither `*` nor a list of entity tags is a fault of
// the request: a condition that cannot be parsed must not be treated as one that holds.
import type { EntityTags, Precondition } from "@ledge/shared/precondition";
import type { Fault } from "@ledge/shared/problem";

/**
 * One element of a list and its end. The element may be empty (section 5.6.1.2); a tag may have any visible character but the quote, and octets
 * beyond ASCII (section 8.8.3).
 */
const ELEMENT = /[ \t]*(?:(?:W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"[ \t]*)?(,|$)/y;
/** Every tag of Ledge matches this. Others match no resource, and are dropped. */
const OURS = /^[\x21-\x7e]{1,64}$/;

export type ReadPrecondition =
  { readonly ok: true; readonly precondition: Precondition } | { readonly ok: false; readonly faults: readonly Fault[] };

/** The conditions of a request, or what is wrong with the headers. Several lines of a header are one list. */
export function readPrecondition(headers: Headers): ReadPrecondition {
  const faults: Fault[] = [];
  const read = (name: string): EntityTags | null => {
    const value = headers.get(name);
    const tags = value === null ? null : tagsIn(value);
    if (tags === undefined) faults.push({ parameter: name, detail: 'must be * or a list of entity tags in quotes, such as "1"' });
    return tags ?? null;
  };
  const precondition = { ifMatch: read("If-Match"), ifNoneMatch: read("If-None-Match"), isRequired: false };
  return faults.length === 0 ? { ok: true, precondition } : { ok: false, faults };
}

/** undefined: it is neither `*` nor a list of tags. */
function tagsIn(value: string): EntityTags | undefined {
  if (value.trim() === "*") return "any";
  const tags = new Set<string>();
  const element = new RegExp(ELEMENT);
  for (let end = ","; end === ",";) {
    const found = element.exec(value);
    if (found === null) return undefined;
    if (found[1] !== undefined && OURS.test(found[1])) tags.add(found[1]);
    end = found[2] as string;
  }
  return [...tags];
}
