// What a package's tsconfig may say: its own files, the references that the law of imports allows, and nothing that the base forbids.
import { posix } from "node:path";
import { readImportRules, rowOf } from "@ledge/dev/imports/rules";

export interface Project {
  readonly extends?: string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly include?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
}

const rules = readImportRules();
/** What a package says for itself; the flags are the base's. */
const OWN_OPTIONS = new Set(["rootDir", "outDir", "types"]);
/** What runs in browsers is compiled against what they have: the client, and the script of the docs. */
const BROWSER_PROJECTS = new Set(["openapi/client", "workers/docs/site"]);
/** The contract is data of another package that the gateway is built with, and stands above it. */
const CONTRACT = "openapi/ledge.v1.json";

/** What is wrong with the tsconfig of `folder`. */
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
  // Tests look into every package.
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
