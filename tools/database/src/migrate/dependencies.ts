// Sorts functions and views so that each is made after those that it names. Names are found in the texts, since every name in Ledge's SQL has its
// schema; a name that was missed would fail in every new database at once.

interface Text {
  readonly name: string;
  readonly sql: string;
}

/** A name with its schema. */
const QUALIFIED = /\b[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*\b/g;

/** The names with a schema in a text, except those in comments. */
function namesIn(sql: string): Set<string> {
  const code = sql.replaceAll(/\/\*[\s\S]*?\*\/|--.*$/gm, " ").toLowerCase();
  return new Set(code.match(QUALIFIED) ?? []);
}

/**
 * Sorts texts so that each comes after those that it names, and otherwise by name.
 *
 * @throws when texts name each other in a circle: none of them could be made first.
 */
export function inOrderOfDependencies<T extends Text>(texts: readonly T[]): T[] {
  const byName = new Map([...texts].sort((a, b) => (a.name < b.name ? -1 : 1)).map((text) => [text.name, text]));
  const sorted = new Set<T>();
  const visit = (text: T, path: readonly string[]): void => {
    if (sorted.has(text)) return;
    if (path.includes(text.name)) throw new Error(`These functions use each other in a circle: ${[...path, text.name].join(" → ")}.`);
    for (const name of [...namesIn(text.sql)].sort()) {
      const used = byName.get(name);
      if (used !== undefined && used !== text) visit(used, [...path, text.name]);
    }
    sorted.add(text);
  };
  for (const text of byName.values()) visit(text, []);
  return [...sorted];
}
