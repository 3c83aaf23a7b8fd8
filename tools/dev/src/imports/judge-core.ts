// The law inside core-service: a folder imports what is further down, a domain also the domains that it may ask, and a folder names its own
// tables alone. What SQL in strings names is judged in tests/architecture/domains.test.ts by the same rows.
import { type Found, type ImportRules, isIn } from "./rules.ts";

export const CORE = "core-service/src/";
/** The one file outside the folders: it gathers what the runtime loads, from the top, and nobody imports it. */
const INDEX = "index.ts";
export const DOMAINS = "domains";
/** Table descriptions in Drizzle: one file for each schema of the database. */
const DESCRIPTION = /^core-service\/src\/database\/schema\/([a-z-]+)\.ts$/;
const NONE = "none";

/**
 * The folder of core-service that a path leads to, or the file itself where it is in none; null: it is not in core-service.
 *
 * @internal SQL in strings is judged by tests, by the same folders.
 */
export const coreFolderOf = (path: string): string | null =>
  path.startsWith(CORE) ? (path.slice(CORE.length).split("/")[0] as string) : null;

/** The layer of a folder. `domains` is a layer and no folder. */
function layerOf(folder: string, { coreService: { layers, domains } }: ImportRules): string {
  if (Object.hasOwn(domains, folder)) return DOMAINS;
  return folder !== DOMAINS && layers.includes(folder) ? folder : NONE;
}

/** Whether `path` is a module of core-service in no layer. */
export function hasNoLayer(path: string, rules: ImportRules): boolean {
  const folder = coreFolderOf(path);
  return folder !== null && folder !== INDEX && layerOf(folder, rules) === NONE;
}

/** What is wrong with `path` importing `target`; nothing when `path` is outside core-service. */
export function* judgeCore(path: string, specifier: string, target: string, rules: ImportRules): Generator<Found> {
  const { layers, domains, tables } = rules.coreService;
  const [from, to] = [coreFolderOf(path), coreFolderOf(target)];
  if (from === null || from === INDEX) return;
  if (to === null) {
    if (isIn(target, ["core-service"])) yield { rule: `layers/${NONE}`, text: `imports ${specifier}, out of ${CORE}` };
    return;
  }
  const table = DESCRIPTION.exec(target)?.[1];
  if (table !== undefined && from !== "database" && tables[from]?.includes(table) !== true)
    yield { rule: `tables/${from in tables ? from : NONE}`, text: `imports the tables of ${table}, which are not those of ${from}` };
  if (from === to) return;
  const [layer, below] = [layerOf(from, rules), layerOf(to, rules)];
  if (to === INDEX) yield { rule: `layers/${layer}`, text: `imports ${specifier}, which is above everything` };
  else if (below === NONE) yield { rule: `layers/${NONE}`, text: `imports ${specifier}, which is in no layer` };
  else if (layers.indexOf(below) < layers.indexOf(layer))
    yield { rule: `layers/${layer}`, text: `imports ${specifier}, up from ${from} to ${to}` };
  else if (layer === DOMAINS && below === DOMAINS && domains[from]?.includes(to) !== true)
    yield { rule: `domains/${from}`, text: `imports ${specifier}, and the rules have no ${from} ▸ ${to}` };
}
