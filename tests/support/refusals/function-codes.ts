// The codes that the database's functions can refuse with, read from their source: the string literals that are problem codes, including those of
// every function that they call.
import { problems } from "@ledge/shared/problem";
import type pg from "pg";

const FUNCTIONS = `
  SELECT n.nspname || '.' || p.proname AS name, pg_get_functiondef(p.oid) AS source,
         has_function_privilege('ledge_runtime', p.oid, 'EXECUTE') AS granted
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
   WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prokind = 'f'`;

/** The reachable codes of every function that the runtime may call; functions without any are left out. */
export async function codesByFunction(client: pg.ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ name: string; source: string; granted: boolean }>(FUNCTIONS);
  const sources = new Map(rows.map(({ name, source }) => [name, source]));
  const callable = rows.filter(({ granted }) => granted).map(({ name }) => [name, codesOf(name, sources)] as const);
  return new Map(callable.filter(([, codes]) => codes.length > 0));
}

/** The reachable codes of a function, in order. */
export function codesOf(name: string, sources: ReadonlyMap<string, string>): string[] {
  const [reach, codes] = [new Set([name]), new Set<string>()];
  // Iterating over a set also yields the elements that are added meanwhile.
  for (const reached of reach) {
    const source = (sources.get(reached) ?? "").replaceAll(/--.*$/gm, "");
    for (const [, literal] of source.matchAll(/'([a-z_]+)'/g)) if (Object.hasOwn(problems, literal as string)) codes.add(literal as string);
    for (const [, called] of source.matchAll(/\b([a-z_]+\.[a-z_]+)\s*\(/g)) if (sources.has(called as string)) reach.add(called as string);
  }
  return [...codes].sort();
}
