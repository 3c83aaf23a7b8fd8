// The law of the whole graph: no file and no folder imports itself, however far around, and no module is out of reach of every entry point.
import { posix } from "node:path";
import { fileOf, isModule, type Repository } from "./repository.ts";
import { type Fault, type ImportRules, isMatched, packageOf } from "./rules.ts";

/** Circles of files and of folders, and orphans. */
export function* judgeGraph(repository: Repository, rules: ImportRules): Generator<Fault> {
  const imports = new Map<string, Set<string>>();
  const reaches = new Map<string, Set<string>>();
  for (const { path, references } of repository.modules) {
    const files = references.flatMap((one) => {
      const file = fileOf(path, one, repository);
      return file === null || !isModule(file) ? [] : [{ file, form: one.form }];
    });
    imports.set(path, new Set(files.filter(({ form }) => form === "import").map(({ file }) => file)));
    reaches.set(path, new Set(files.map(({ file }) => file)));
  }
  for (const circle of circlesOf(imports)) yield { rule: "file-circle", ...at(circle) };
  for (const circle of circlesOf(foldersOf(imports, rules))) yield { rule: "folder-circle", ...at(circle) };
  const reached = new Set(entryPoints(repository, rules));
  // A set that grows while it is walked is walked to its end.
  for (const path of reached) for (const target of reaches.get(path) ?? []) reached.add(target);
  for (const { path } of repository.modules)
    if (!reached.has(path))
      yield { rule: "orphan", path, line: 1, text: "is reached from no entry point: delete it, or start it from a script" };
}

const at = (circle: readonly string[]): Omit<Fault, "rule"> => ({ path: circle[0] as string, line: 1, text: circle.join(" → ") });

/** A package's folders, and the files beside them, by what they import. */
function foldersOf(imports: ReadonlyMap<string, ReadonlySet<string>>, rules: ImportRules): Map<string, Set<string>> {
  const folderOf = (path: string): string => {
    const owner = packageOf(path, rules);
    if (owner === null || owner === ".") return path;
    const [folder] = path
      .slice(owner.length + 1)
      .replace(/^src\//, "")
      .split("/");
    return `${owner}/${folder}`;
  };
  const folders = new Map<string, Set<string>>();
  for (const [path, targets] of imports) {
    const from = folderOf(path);
    const to = folders.get(from) ?? new Set();
    for (const target of targets) if (folderOf(target) !== from) to.add(folderOf(target));
    folders.set(from, to);
  }
  return folders;
}

/** The circles of a graph, each once, as the way around. Finds one wherever there is any. */
function circlesOf(graph: ReadonlyMap<string, Iterable<string>>): string[][] {
  const done = new Set<string>();
  const found = new Map<string, string[]>();
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) {
      const circle = [...trail.slice(start), node];
      found.set([...circle].sort().join(), circle);
    }
    if (start >= 0 || done.has(node)) return;
    for (const target of graph.get(node) ?? []) visit(target, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return [...found.values()];
}

/** The modules that something other than an import that can be read leads to: npm, a test runner, the runtime, people elsewhere. */
export function entryPoints(repository: Repository, rules: ImportRules): string[] {
  const { namedIn, others } = rules.entries;
  const named = namedIn.flatMap((path) => wordsOf(path, repository));
  const mains = [...repository.texts].flatMap(([path, text]) =>
    [...text.matchAll(/^main = "(.+)"$/gm)].map(([, main]) => posix.join(posix.dirname(path), main as string)),
  );
  const computed = rules.exceptions.flatMap(({ rule, to }) => (rule === "computed" && to !== undefined ? [to] : []));
  const patterns = [...named, ...mains, ...computed, ...others.map(({ files }) => files)];
  const [globs, files] = [patterns.filter((one) => /[*{]/.test(one)), new Set(patterns)];
  return repository.modules.map(({ path }) => path).filter((path) => files.has(path) || globs.some((glob) => isMatched(path, glob)));
}

/** The words of what a file says in strings: `node tools/run.mjs start` has three. */
function wordsOf(path: string, { modules, texts }: Repository): string[] {
  const strings =
    modules.find((module) => module.path === path)?.strings ??
    [...(texts.get(path) ?? "").matchAll(/"([^"]*)"/g)].map(([, one]) => one as string);
  return strings.flatMap((one) => one.split(" "));
}
