// The repository as the import law sees it: every file that is or would be committed, its modules, and what its packages say of themselves.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { type Module, readModule, type Reference } from "./read-references.ts";

interface Manifest {
  readonly name?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface Repository {
  /** All files, from the root, with slashes. */
  readonly files: ReadonlySet<string>;
  readonly modules: readonly Module[];
  /** Of the root (".") and of each package of the workspace, by folder. */
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** The folder of each package, by its name. */
  readonly folders: ReadonlyMap<string, string>;
  /** Files that say what the platform or npm starts, with their text. */
  readonly texts: ReadonlyMap<string, string>;
}

const MODULE = /\.[cm]?[jt]sx?$/;
const MANIFEST = /(?:^|\/)package\.json$/;
const STARTS = /^package\.json$|(?:^|\/)wrangler[^/]*\.toml$/;

/** @throws when git is not there, or the folder is none of its repositories. */
export function readRepository(): Repository {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  const files = new Set(listed.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path))));
  const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
  const pick = (pattern: RegExp): string[] => [...files].filter((path) => pattern.test(path)).sort();
  // The others are suites with a lock file of their own, and no packages of the workspace.
  const manifests = pick(MANIFEST)
    .map((path) => [posix.dirname(path), JSON.parse(read(path)) as Manifest] as const)
    .filter(([folder, { name }]) => folder === "." || name?.startsWith("@ledge/") === true);
  return {
    files,
    modules: pick(MODULE).map((path) => readModule(path, read(path))),
    manifests: new Map(manifests),
    folders: new Map(manifests.map(([folder, { name }]) => [name ?? "", folder])),
    texts: new Map(pick(STARTS).map((path) => [path, read(path)])),
  };
}

export const isModule = (path: string): boolean => MODULE.test(path);

/** A path of this repository, or of what lies beside this file, and no package's name. */
export const isPath = ({ specifier, form }: Reference): boolean => specifier !== null && (form === "url" || /^[./]/.test(specifier));

/** The package of a bare import: `@ledge/shared` of `@ledge/shared/result`. */
export const nameOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** The file or folder that a path leads to, from the root; "." is the root, and what begins with ".." is outside. */
export const pathOf = (module: string, specifier: string): string =>
  specifier.startsWith("/") ? specifier : posix.join(posix.dirname(module), specifier).replace(/(?<=.)\/$/, "");

/** The file that a reference leads to: a path as it is written, or what a package of the workspace exports; null when there is none. */
export function fileOf(module: string, reference: Reference, repository: Repository): string | null {
  const { specifier } = reference;
  if (specifier === null) return null;
  if (!isPath(reference)) return exportedFile(specifier, repository);
  const path = pathOf(module, specifier);
  // Wrangler writes `import("./src/index")` into the types that it generates.
  return [path, ...(module.endsWith(".d.ts") ? [`${path}.ts`] : [])].find((one) => repository.files.has(one)) ?? null;
}

function exportedFile(specifier: string, repository: Repository): string | null {
  const name = nameOf(specifier);
  const folder = repository.folders.get(name);
  const exported = repository.manifests.get(folder ?? "")?.exports ?? {};
  const subpath = `.${specifier.slice(name.length)}`;
  const target = exported[subpath] ?? (subpath === "." ? undefined : exported["./*"]?.replace("*", subpath.slice("./".length)));
  const file = folder === undefined || target === undefined ? null : posix.join(folder, target);
  return file !== null && repository.files.has(file) ? file : null;
}
