// What becomes of a list of keys. Versions before and behind a release serve at the same time, in several Workers: so a key signs only once all versions that
// serve list it. It is listed by one rotation, as the second one, and signs from the next.
import { keysIn, type KeyList, textsIn } from "@ledge/shared/key-list";

/** The list after a rotation of one that everybody is served by: the second key signs, a new one is to sign next, and the rest is recognised. */
export function rotated(list: string, fresh: string): string {
  const [signs = "", next, ...older] = textsIn(list);
  return (next === undefined ? [signs, fresh] : [next, fresh, signs, ...older]).join(" ");
}

/** The list without a key. @throws for one that signs, or is to sign next; when there is no such key. */
export function without(name: KeyList, list: string, id: string): string {
  const keys = keysIn(name, list);
  const at = keys.findIndex((key) => key.id === id);
  if (at < 0) throw new Error(`${name} has no key ${id}. It has ${said(name, list)}.`);
  if (at < 2) throw new Error(`${id} cannot be left out. ${name} has ${said(name, list)}.`);
  return keys.flatMap((key) => (key.id === id ? [] : [key.text])).join(" ");
}

/** The keys of a list for people, by their ids. */
export const said = (name: KeyList, list: string): string =>
  keysIn(name, list)
    .map(({ id }, at) => `${id} (${["signs", "next"][at] ?? "recognised"})`)
    .join(", ");
