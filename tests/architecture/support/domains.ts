// The law inside core-service: which domain may import which, and whose tables it may name. Law 24: each domain touches only its
// own tables. What it needs of another's, it asks of that domain's queries.
import { importsOf, isRelative, targetOf } from "./imports.ts";
import type { Source } from "./sources.ts";

const CORE = "core-service/src/";

interface Reach {
  /** Rooms of core-service that it may import besides itself. */
  readonly imports: readonly string[];
  /** Database schemas whose tables it may name. */
  readonly schemas: readonly string[];
}

/** Rooms that serve the domains. A domain enters the lane by its entrypoint, through the lane's routing alone. */
const served = ["database", "idempotency", "outbox/tell", "caller", "lane/routing"];
const reaches: Readonly<Record<string, Reach>> = {
  customers: { imports: [...served, "ledger"], schemas: ["customers"] },
  ledger: { imports: served, schemas: ["ledger"] },
  accounts: { imports: [...served, "customers", "ledger"], schemas: ["accounts"] },
  payments: { imports: [...served, "accounts", "ledger"], schemas: ["payments"] },
  identity: { imports: [...served, "customers"], schemas: ["identity"] },
  // Reads the feed, makes deliveries of it.
  webhooks: { imports: [...served, "outbox"], schemas: ["webhooks"] },
  // What domains tell of; it shows what postings told in their words.
  outbox: { imports: ["database", "payments/show-facts"], schemas: ["outbox"] },
  idempotency: { imports: ["database", "outbox"], schemas: ["idempotency"] },
  // The registry of operations: knows every domain's rules and nobody's tables.
  lane: { imports: ["accounts", "customers", "database", "identity", "ledger", "outbox", "payments", "webhooks"], schemas: [] },
  database: { imports: [], schemas: [] },
};

/** Table descriptions in Drizzle: core-service/src/database/schema/<schema>.ts. */
const DESCRIPTION = /^core-service\/src\/database\/schema\/([a-z-]+)\.ts$/;
/** `schema.table` where SQL names one. */
const TABLE =
  /\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|USING|TRUNCATE)\s+"?([a-z_]+)"?\s*\.\s*"?[a-z_]+|\b(?:SELECT|CALL)\s+"?([a-z_]+)"?\s*\.\s*"?[a-z_]+"?\s*\(/gi;
/** A table named without its schema would be found by whatever search_path there is. */
const BARE_TABLE =
  /\b(?:FROM|JOIN|INSERT\s+INTO)\s+"?(?!(?:SELECT|LATERAL|ONLY|unnest|jsonb?_\w+|generate_series)\b)([a-z_]+)"?(?!\s*\.)(?=[\s;)"'(]|$)/gi;
/** What a statement names itself: `name AS (…)` of a WITH clause. */
const OWN_NAME = /\b([a-z_]+)\s+AS\s+(?:MATERIALIZED\s+)?\(/gi;

/** What in core-service reaches past its domain, as "path: what". Sources of other rooms are none of this law's business. */
export function trespasses(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith(CORE) && path.slice(CORE.length).includes("/"))
    .flatMap((source) => [...trespassesOf(source)].map((fault) => `${source.path}: ${fault}`));
}

function* trespassesOf(source: Source): Generator<string> {
  const domain = source.path.slice(CORE.length).split("/")[0] as string;
  const reach = reaches[domain];
  if (reach === undefined) return yield `the law does not know the room ${domain}: give it a row in support/domains.ts`;
  for (const specifier of importsOf(source).filter(isRelative)) {
    const target = targetOf(source, specifier);
    const inCore = target.startsWith(CORE) ? target.slice(CORE.length).replace(/\.ts$/, "") : null;
    const description = DESCRIPTION.exec(target)?.[1];
    if (description !== undefined && domain !== "database" && !reach.schemas.includes(description))
      yield `imports the tables of ${description}`;
    else if (inCore === null || !isWithin(inCore, [domain, ...reach.imports])) yield `imports ${specifier}`;
  }
  for (const text of sqlOf(source.text)) {
    const schemas = [...text.matchAll(TABLE)].map((match) => (match[1] ?? match[2]) as string);
    for (const schema of schemas) if (!reach.schemas.includes(schema) && schema !== "pg_catalog") yield `names schema ${schema} in SQL`;
    const own = new Set([...text.matchAll(OWN_NAME)].map((match) => match[1]));
    if (/^\s*WITH\b/i.test(text) ? [...text.matchAll(BARE_TABLE)].some((match) => !own.has(match[1])) : text.search(BARE_TABLE) >= 0)
      yield "names a table without its schema in SQL";
  }
}

const isWithin = (path: string, rooms: readonly string[]): boolean => rooms.some((room) => path === room || path.startsWith(`${room}/`));

/** Strings and templates that are statements: they open with a verb of SQL, in capitals as the house writes it. */
function sqlOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const literals = code.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\x60(?:[^\x60\\]|\\[\s\S])*\x60/g) ?? [];
  return literals
    .map((literal) => literal.slice(1, -1))
    .filter((literal) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CALL|MERGE|TRUNCATE|COPY|LOCK|TABLE)\b/i.test(literal));
}

/** The schemas that a Drizzle description makes tables in. A description that named another's would hide it from this law. */
export const describedSchemas = (source: Source): string[] =>
  [...source.text.matchAll(/pgSchema\("([^"]+)"\)/g)].map((match) => match[1] as string);
export const isDescription = (path: string): boolean => DESCRIPTION.test(path);
