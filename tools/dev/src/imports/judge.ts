// Judges every module of a repository by the import law. Nothing is passed over: what cannot be read or placed is a fault, and so is a row of
// the law that holds for nothing.
import { CORE, DOMAINS, hasNoLayer } from "./judge-core.ts";
import { judgeGraph } from "./judge-graph.ts";
import { exceptionOf, judgeReference } from "./judge-reference.ts";
import type { Module } from "./read-references.ts";
import { isModule, pathOf, type Repository } from "./repository.ts";
import { type Fault, type ImportRules, isMatched, packageOf } from "./rules.ts";

/** Every fault, in the order of the files. */
export function judge(repository: Repository, rules: ImportRules): Fault[] {
  const modules = repository.modules.flatMap((module) => [...judgeModule(module, repository, rules)]);
  return [...modules, ...unread(repository, rules), ...judgeGraph(repository, rules), ...idle(repository, rules)];
}

function* judgeModule(module: Module, repository: Repository, rules: ImportRules): Generator<Fault> {
  const { path, references, error } = module;
  if (error !== null) return yield { rule: "unread", path, line: 1, text: `cannot be read: ${error}` };
  const owner = packageOf(path, rules);
  if (owner === null) return yield { rule: "unplaced", path, line: 1, text: "is in no package that imports.json has" };
  if (hasNoLayer(path, rules)) yield { rule: "layers/none", path, line: 1, text: "is in no layer of core-service: give its folder a row" };
  for (const reference of references)
    for (const { rule, text } of judgeReference(path, owner, reference, repository, rules))
      yield { rule, path, line: reference.line, text };
}

/** Files that may hold imports and were not read: of a kind that the law does not know, or listed by git and no module here. */
function* unread({ files, modules }: Repository, { withoutImports }: ImportRules): Generator<Fault> {
  const read = new Set(modules.map(({ path }) => path));
  for (const path of files)
    if (!read.has(path) && (isModule(path) || !withoutImports.includes(kindOf(path))))
      yield {
        rule: "unread",
        path,
        line: 1,
        text: "is of a kind that is not judged: imports.json does not list it as one without imports",
      };
}

/** Rows and exceptions that hold for nothing: they would let something through one day that nobody has agreed to. */
function* idle({ modules, files }: Repository, rules: ImportRules): Generator<Fault> {
  const { packages, coreService, closed, exceptions, entries, withoutImports } = rules;
  const { layers, domains, tables } = coreService;
  const core = [...layers.filter((layer) => layer !== DOMAINS), ...Object.keys({ ...domains, ...tables })].map((folder) => CORE + folder);
  const folders = [...core, ...Object.keys({ ...packages, ...closed })].filter((folder) => !/^\.$|\*$/.test(folder));
  const paths = [...files];
  const needed = new Set(modules.flatMap((module) => exceptionsFor(module, rules)));
  const rows = [
    ...folders.map((folder) => [`there is no ${folder}`, paths.some((path) => path.startsWith(`${folder}/`))] as const),
    ...entries.others.map((one) => [`no entry point is called ${one.files}`, paths.some((path) => isMatched(path, one.files))] as const),
    ...withoutImports.map((kind) => [`no file is of the kind ${kind}`, paths.some((path) => kindOf(path) === kind)] as const),
    ...exceptions.map((one) => [`nothing needs the exception for ${one.from}`, needed.has(one)] as const),
  ];
  for (const [text, holds] of rows) if (!holds) yield { rule: "idle", path: "imports.json", line: 1, text };
}

const kindOf = (path: string): string => path.replace(/^.*[./]/, "");

/** The exceptions that let `module` do what it does. */
const exceptionsFor = ({ path, references }: Module, rules: ImportRules): unknown[] =>
  references.map(({ specifier }) => {
    if (specifier === null) return exceptionOf("computed", path, null, rules);
    const target = pathOf(path, specifier);
    return packageOf(target, rules) === packageOf(path, rules) ? undefined : exceptionOf("paths", path, target, rules);
  });
