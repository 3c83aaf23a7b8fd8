// Plants a bug in a function of a database, in place of a marker in the function's text such as /* row-lock */. The rest of the function
// may be rewritten without adapting the mutants, as long as the marker stays with the code that it marks.
import type pg from "pg";

/** The text that replaces each marker: `false AND` disables the condition after it, `--` comments out the rest of the line. */
export type AtMarkers = Readonly<Record<string, string>>;

/**
 * Replaces a function by a copy with the bug.
 *
 * @param name of the function, with its schema; it has no overloads.
 * @param as another name for the copy, in the same schema: then the original stays.
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
