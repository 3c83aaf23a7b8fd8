// The allowed content of a package's tsconfig: its own files, the references that the import law allows, and nothing that the base forbids.
import { posix } from "node:path";
import { readImportRules, rowOf } from "@ledge/dev/imports/rules";

export interface Project {
  readonly extends?: string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly include?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
}

const rules = readImportRules();
/** The options that a package sets itself; the flags are the base's. */
const OWN_OPTIONS = new Set(["rootDir", "outDir", "types"]);
/** Code for browsers is compiled against their library: the client, and the script of the docs. */
const BROWSER_PROJECTS = new Set(["openapi/client", "workers/docs/site"]);
/** The contract is data of another package, outside of the gateway's folder, and is bundled into the gateway. */
const CONTRACT = "openapi/ledge.v1.json";

/** The faults of the tsconfig of `folder`. */
export function faultsOfProject(folder: string, project: Project): string[] {
  return [...faults(folder, project)];
}

function* faults(folder: string, { extends: base, compilerOptions, include, references }: Project): Generator<string> {
  const above = posix.relative(folder, "");
  if (base !== `${above}/tsconfig.base.json`) yield `extends ${base}`;
  for (const option of Object.keys(compilerOptions ?? {}))
    if (!OWN_OPTIONS.has(option) && !(BROWSER_PROJECTS.has(folder) && option === "lib")) yield `sets ${option}`;
  const outside = (include ?? []).map((pattern) => posix.join(folder, pattern)).filter((pattern) => !pattern.startsWith(`${folder}/`));
  const needsRoot = folder === "workers/gateway" && outside.join() === CONTRACT;
  if (!needsRoot) yield* outside.map((pattern) => `includes ${pattern}`);
  // Tests may import every package.
  if (folder.startsWith("tests")) return;
  // TypeScript's default is the tsconfig's own folder.
  const rootDir = posix.join(folder, String(compilerOptions?.["rootDir"] ?? "."));
  if (rootDir !== (needsRoot ? "." : folder)) yield `has the rootDir ${rootDir}`;
  const allowed = (rules.packages[rowOf(folder, rules)] ?? []).filter((target) => target !== "openapi");
  for (const { path } of references ?? []) {
    const target = posix.join(folder, path);
    if (!allowed.includes(target)) yield `refers to ${target}`;
  }
}
