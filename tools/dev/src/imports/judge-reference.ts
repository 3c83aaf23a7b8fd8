// Judges one reference of one module: may this package import that one, this folder that module of others, and does the path stay at home.
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { judgeCore } from "./judge-core.ts";
import type { Reference } from "./read-references.ts";
import { fileOf, isPath, nameOf, pathOf, type Repository } from "./repository.ts";
import { type Found, type ImportRules, isIn, isMatched, packageOf, rowOf } from "./rules.ts";

const PLATFORM = /^(?:node|cloudflare):/;

/** What is wrong with `reference` of the module at `path`, which is in the package `owner`. */
export function* judgeReference(
  path: string,
  owner: string,
  reference: Reference,
  repository: Repository,
  rules: ImportRules,
): Generator<Found> {
  const { specifier } = reference;
  if (specifier === null) {
    if (exceptionOf("computed", path, null, rules) === undefined)
      yield { rule: "computed", text: "refers to what is computed: nobody can judge where it leads" };
  } else if (isPath(reference)) yield* judgePath(path, owner, { ...reference, specifier }, repository, rules);
  else yield* judgePackage(path, owner, specifier, repository, rules);
}

/** The exception that lets `from` do what `rule` forbids; `to` is null where nothing says what it leads to. */
export const exceptionOf = (
  rule: string,
  from: string,
  to: string | null,
  rules: ImportRules,
): ImportRules["exceptions"][number] | undefined =>
  rules.exceptions.find(
    (one) =>
      one.rule === rule &&
      isMatched(from, one.from) &&
      (to === null || one.to === "**" || one.to === to || (one.to !== undefined && isMatched(to, one.to))),
  );

function* judgePath(
  path: string,
  owner: string,
  reference: Reference & { readonly specifier: string },
  repository: Repository,
  rules: ImportRules,
): Generator<Found> {
  const { specifier, form } = reference;
  const target = pathOf(path, specifier);
  if ((target === owner ? owner : packageOf(target, rules)) !== owner && exceptionOf("paths", path, target, rules) === undefined)
    yield { rule: "paths", text: `refers to ${specifier}, out of ${owner}: a path ends at the package's edge` };
  const file = fileOf(path, reference, repository);
  if (form === "import" && file === null) yield { rule: "missing", text: `imports ${specifier}, which is no file` };
  yield* judgeCore(path, specifier, target, rules);
  for (const [folder, others] of Object.entries(rules.closed))
    if (isIn(path, [folder]) && !isIn(target, [folder, ...others]))
      yield { rule: `closed/${folder}`, text: `imports ${specifier}, and ${folder} is closed` };
}

function* judgePackage(path: string, owner: string, specifier: string, repository: Repository, rules: ImportRules): Generator<Found> {
  const row = rowOf(owner, rules);
  const name = nameOf(specifier);
  const folder = repository.folders.get(name);
  if (folder !== undefined && rules.packages[row]?.includes(folder) !== true)
    yield { rule: `packages/${row}`, text: `imports ${specifier}, and ${row} may not import ${folder}` };
  if (name.startsWith("@ledge/") && fileOf(path, { specifier, form: "import", line: 0 }, repository) === null)
    yield { rule: "missing", text: `imports ${specifier}, which no package exports` };
  const module = isBuiltin(specifier) && !PLATFORM.test(specifier) ? `node:${specifier}` : specifier;
  for (const [pattern, places] of Object.entries(rules.externals))
    if (isFenced(module, pattern) && !isIn(path, places))
      yield { rule: `externals/${pattern}`, text: `imports ${specifier}, which only ${places.join(", ") || "nobody"} may` };
  if (PLATFORM.test(specifier) || isDeclared(path, name, repository, rules)) return;
  const advice = module === specifier ? "" : " (write node:)";
  yield { rule: "undeclared", text: `imports ${specifier}, and its package.json does not declare it${advice}` };
}

const isFenced = (module: string, pattern: string): boolean =>
  pattern.endsWith("*") ? module.startsWith(pattern.slice(0, -1)) : nameOf(module) === pattern;

/** Whether the nearest package.json of the workspace declares `name`, or the root's where the toolchain may be used. */
function isDeclared(path: string, name: string, { manifests }: Repository, { toolchain }: ImportRules): boolean {
  let folder = posix.dirname(path);
  while (folder !== "." && !manifests.has(folder)) folder = posix.dirname(folder);
  const declaring = [folder, ...(isIn(path, toolchain) ? ["."] : [])].map((one) => manifests.get(one));
  return declaring.some((manifest) => name in { ...manifest?.dependencies, ...manifest?.devDependencies });
}
