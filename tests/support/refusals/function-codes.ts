// The codes that the database's functions can refuse with, read from their source: the string literals that are problem codes, including those of
// every function that they call.
import { problems } from "@ledge/shared/problem";
import type pg from "pg";

const FUNCTIONS = `
  SELECT n.nspname || '.' || p.proname AS name, pg_get_functiondef(p.oid) AS source,
         has_function_privilege('ledge_runtime', p.oid, 'EXECUTE') AS granted
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
   WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prokind = 'f'`;

/** Runs each command by a function of its own: these are judged one by one, and it by its own codes. */
const RUNNER = "payments.run_commands";
/** They evaluate the same functions, and say the same (tests/database/dry-run). */
const DRY_RUNS: ReadonlySet<string> = new Set(["payments.dry_run_command", "payments.dry_run_transfers"]);
const [DISPATCHER, TRANSACTION] = ["payments.judge", "payments.run_transaction"];
/** What they ask for is posted by the runner, so that the ledger's codes are theirs too. */
const POSTED: ReadonlySet<string> = new Set(["payments.place_hold", "payments.capture_hold", "payments.reverse_transfer"]);
const POSTING = "ledger.post";
/** It names the codes that are not recorded, and refuses nothing itself. */
const ANSWERER = "payments.refused";

/** The reachable codes of every function that the runtime may call; functions without any are left out. */
export async function codesByFunction(client: pg.ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ name: string; source: string; granted: boolean }>(FUNCTIONS);
  const sources = new Map(rows.map(({ name, source }) => [name, source]));
  const granted = rows.filter((row) => row.granted && row.name !== RUNNER && !DRY_RUNS.has(row.name)).map(({ name }) => name);
  const judges = [DISPATCHER, TRANSACTION]
    .flatMap((name) => [...calledIn(sources.get(name) ?? "", sources)])
    .filter((name) => name !== ANSWERER);
  const posted = codesOf(POSTING, sources);
  const callable = [...granted, ...judges].map((name) => {
    const codes = codesOf(name, sources);
    return [name, POSTED.has(name) ? [...new Set([...codes, ...posted])].sort() : codes] as const;
  });
  const own = [DISPATCHER, TRANSACTION].map((name) => [name, [...codesIn(sources.get(name) ?? "")].sort()] as const);
  return new Map([...callable, ...own].filter(([, codes]) => codes.length > 0));
}

/** The reachable codes of a function, in order. */
export function codesOf(name: string, sources: ReadonlyMap<string, string>): string[] {
  const [reach, codes] = [new Set([name]), new Set<string>()];
  // Iterating over a set also yields the elements that are added meanwhile.
  for (const reached of reach) {
    const source = sources.get(reached) ?? "";
    for (const code of codesIn(source)) codes.add(code);
    for (const called of calledIn(source, sources)) reach.add(called);
  }
  return [...codes].sort();
}

const uncommented = (source: string): string => source.replaceAll(/--.*$/gm, "");

const codesIn = (source: string): Set<string> =>
  new Set(
    [...uncommented(source).matchAll(/'([a-z_]+)'/g)]
      .map(([, literal]) => literal as string)
      .filter((literal) => Object.hasOwn(problems, literal)),
  );

/** Not itself, whose name is in its definition. */
function calledIn(source: string, sources: ReadonlyMap<string, string>): Set<string> {
  const body = uncommented(source).replace(/^CREATE OR REPLACE FUNCTION [^(]+/, "");
  return new Set(
    [...body.matchAll(/\b([a-z_]+\.[a-z_]+)\s*\(/g)].map(([, called]) => called as string).filter((called) => sources.has(called)),
  );
}
