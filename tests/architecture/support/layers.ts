// The law of imports inside core-service, as core-service/imports.json says it: layers from top to bottom, and the arrows between domains,
// which are one layer. Judges imports alone; whose tables a folder may name is judged in domains.ts.
import { circlesOf, hasComputedImport, importsOf, isRelative, targetOf } from "./imports.ts";
import { readRepositoryFile, type Source } from "./sources.ts";

export const CORE = "core-service/src/";
/** The one file outside the folders: it gathers what the runtime loads, from the top, and nobody imports it. */
const INDEX = "index.ts";
const DOMAINS = "domains";

export interface CoreRules {
  /** From the top: a folder imports itself and what is further down. */
  readonly layers: readonly string[];
  /** The folders of the layer `domains`, each with the others that it may import. */
  readonly domains: Readonly<Record<string, readonly string[]>>;
  /** Schemas of the database whose tables a folder may name. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

export const coreRules = JSON.parse(readRepositoryFile("core-service/imports.json")) as CoreRules;

/** The folder of core-service that a path from the root leads to, or the file itself where it is in none; null: it leads out of core-service. */
export const coreFolderOf = (path: string): string | null =>
  path.startsWith(CORE) ? (path.slice(CORE.length).split("/")[0] as string) : null;

/** A folder's place from the top, 0 first; -1: it has none. `domains` is a layer and no folder. */
function layerOf(folder: string): number {
  if (folder === DOMAINS) return -1;
  return coreRules.layers.indexOf(Object.hasOwn(coreRules.domains, folder) ? DOMAINS : folder);
}

/** Every import of core-service that the rules do not have, as "path: what". Sources of other packages are not judged. */
export function layerFaults(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const folder = coreFolderOf(source.path);
    return folder === null ? [] : [...faultsOf(source, folder)].map((fault) => `${source.path}: ${fault}`);
  });
}

function* faultsOf(source: Source, folder: string): Generator<string> {
  if (folder !== INDEX && layerOf(folder) < 0) return yield `${folder} is in no layer: give it a row in core-service/imports.json`;
  if (hasComputedImport(source)) yield "imports a path that is computed: nobody can judge where it leads";
  for (const specifier of importsOf(source).filter(isRelative)) {
    const fault = faultOfImport(folder, specifier, coreFolderOf(targetOf(source, specifier)));
    if (fault !== null) yield fault;
  }
}

function faultOfImport(folder: string, specifier: string, target: string | null): string | null {
  if (target === null) return `imports ${specifier}, out of core-service`;
  if (!specifier.endsWith(".ts")) return `imports ${specifier}, which is no file as it stands`;
  if (target === INDEX) return `imports ${specifier}, which nobody may`;
  if (folder === INDEX || folder === target) return null;
  if (layerOf(target) < 0) return `imports ${specifier}, which is in no layer`;
  if (layerOf(target) < layerOf(folder)) return `imports ${specifier}, up from ${folder} to ${target}`;
  if (layerOf(target) > layerOf(folder) || coreRules.domains[folder]?.includes(target) === true) return null;
  return `imports ${specifier}, and the rules have no ${folder} ▸ ${target}`;
}

/** Folders of core-service that import each other in a circle, each circle once, as "a → b → a". Told by the imports, whatever the rules say. */
export function folderCircles(sources: readonly Source[]): string[] {
  const graph = new Map<string, Set<string>>();
  for (const source of sources) {
    const folder = coreFolderOf(source.path);
    if (folder === null) continue;
    const targets = graph.get(folder) ?? new Set();
    graph.set(folder, targets);
    for (const specifier of importsOf(source).filter(isRelative)) {
      const target = coreFolderOf(targetOf(source, specifier));
      if (target !== null && target !== folder) targets.add(target);
    }
  }
  return circlesOf(graph);
}
