// Plants a bug in a function of a database. Where, is said by a marker in the function's text, such as /* debit-overdraft-limit */: the bug's text takes
// its place, so that the rest may be rewritten without a mutant that notices, as long as the marker stays where it belongs.
import type pg from "pg";

/** By marker, what takes its place: `false AND` before a condition, `--` before what is to be left out of a line. */
export type AtMarkers = Readonly<Record<string, string>>;

/**
 * Replaces a function by one with the bug.
 *
 * @param name of the function, with its schema; it has no overloads.
 * @param as another name for the one with the bug, in the same schema: then the function stays as it was.
 * @throws when the function does not have each marker once.
 */
export async function plant(client: pg.ClientBase, name: string, bug: AtMarkers, as = name): Promise<void> {
  const { rows } = await client.query<{ source: string }>("SELECT pg_get_functiondef($1::regproc) AS source", [name]);
  const source = rows[0]?.source ?? "";
  const renamed = source.replace(`FUNCTION ${name}(`, `FUNCTION ${as}(`);
  await client.query(Object.entries(bug).reduce((text, [marker, replacement]) => atMarker(name, text, marker, replacement), renamed));
}

function atMarker(name: string, source: string, marker: string, replacement: string): string {
  const parts = source.split(`/* ${marker} */`);
  if (parts.length !== 2) throw new Error(`${name} has ${parts.length - 1} of /* ${marker} */, and not one.`);
  return parts.join(replacement);
}
