// The tables that the SQL of core-service names, checked against the rows of imports.json. Law 24: each domain touches only its own tables. For
// another domain's data it calls that domain's queries, as far as it may import them; imports of table descriptions are judged with all other
// imports.
import { coreFolderOf } from "@ledge/dev/imports/judge-core";
import { readImportRules } from "@ledge/dev/imports/rules";
import type { Source } from "./sources.ts";

const { tables } = readImportRules().coreService;

/** Table descriptions in Drizzle: core-service/src/database/schema/<schema>.ts. */
const DESCRIPTION = /^core-service\/src\/database\/schema\/([a-z-]+)\.ts$/;
/** `schema.table` where SQL names one. */
const TABLE =
  /\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|USING|TRUNCATE)\s+"?([a-z_]+)"?\s*\.\s*"?[a-z_]+|\b(?:SELECT|CALL)\s+"?([a-z_]+)"?\s*\.\s*"?[a-z_]+"?\s*\(/gi;
/** A table that is named without its schema would be found by the current search_path. */
const BARE_TABLE =
  /\b(?:FROM|JOIN|INSERT\s+INTO)\s+"?(?!(?:SELECT|LATERAL|ONLY|unnest|jsonb?_\w+|generate_series)\b)([a-z_]+)"?(?!\s*\.)(?=[\s;)"'(]|$)/gi;
/** Names that a statement defines: `name AS (…)` of a WITH clause. */
const OWN_NAME = /\b([a-z_]+)\s+AS\s+(?:MATERIALIZED\s+)?\(/gi;

/** The places in core-service that name another domain's tables, as "path: what". Sources of other packages are not judged. */
export function trespasses(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const folder = coreFolderOf(source.path);
    return folder === null ? [] : [...trespassesOf(source, folder)].map((fault) => `${source.path}: ${fault}`);
  });
}

function* trespassesOf(source: Source, folder: string): Generator<string> {
  const own = tables[folder] ?? [];
  for (const text of sqlOf(source.text)) {
    const schemas = [...text.matchAll(TABLE)].map((match) => (match[1] ?? match[2]) as string);
    for (const schema of schemas) if (!own.includes(schema) && schema !== "pg_catalog") yield `names schema ${schema} in SQL`;
    const named = new Set([...text.matchAll(OWN_NAME)].map((match) => match[1]));
    if (/^\s*WITH\b/i.test(text) ? [...text.matchAll(BARE_TABLE)].some((match) => !named.has(match[1])) : text.search(BARE_TABLE) >= 0)
      yield "names a table without its schema in SQL";
  }
}

/** Strings and templates that are statements: they begin with a verb of SQL in capitals, as everywhere in this repository. */
function sqlOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const literals = code.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\x60(?:[^\x60\\]|\\[\s\S])*\x60/g) ?? [];
  return literals
    .map((literal) => literal.slice(1, -1))
    .filter((literal) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CALL|MERGE|TRUNCATE|COPY|LOCK|TABLE)\b/i.test(literal));
}

/** The schemas in which a Drizzle description defines tables. A description of another schema would escape this law. */
export const describedSchemas = (source: Source): string[] =>
  [...source.text.matchAll(/pgSchema\("([^"]+)"\)/g)].map((match) => match[1] as string);
export const isDescription = (path: string): boolean => DESCRIPTION.test(path);
