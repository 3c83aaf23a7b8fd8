// The import law: reads imports.json at the root, where it is written once. Members:
// packages: which others a package may import; `workers/*` is every Worker without a row of its own.
// externals: modules of the platform and packages of others that are fenced: only these packages, folders or files import them.
// toolchain: what may import the packages that the root's package.json declares; everything else declares what it imports itself.
// coreService: folders of core-service from the top, which domain may ask which, and whose tables a folder may name.
// closed: folders that import nothing but themselves, what is listed, and packages of others.
// entries: where reachability starts, besides the main modules of wrangler.toml files.
// exceptions: for one rule, each with its reason. withoutImports: kinds of files that import nothing; every other kind is judged.
import { readFileSync } from "node:fs";
import { join, matchesGlob, posix } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { z } from "zod";

const lists = z.record(z.string(), z.array(z.string()));
const reason = z.string().min(10);

const importRules = z.strictObject({
  packages: lists,
  externals: lists,
  toolchain: z.array(z.string()),
  coreService: z.strictObject({ layers: z.array(z.string()), domains: lists, tables: lists }),
  closed: lists,
  entries: z.strictObject({ namedIn: z.array(z.string()), others: z.array(z.strictObject({ files: z.string(), reason })) }),
  exceptions: z.array(z.strictObject({ rule: z.enum(["paths", "computed"]), from: z.string(), to: z.string().optional(), reason })),
  withoutImports: z.array(z.string()),
});

export type ImportRules = z.infer<typeof importRules>;

export interface Fault {
  /** One of `ruleNames`. */
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** A fault of a reference: where it is, is known. */
export type Found = Pick<Fault, "rule" | "text">;

/** @throws when imports.json has a member that the law does not know, or lacks one. */
export const readImportRules = (): ImportRules => importRules.parse(JSON.parse(readFileSync(join(ROOT, "imports.json"), "utf8")));

/** Every rule by the name that a fault carries. @internal Tests plant a crossing for each. */
export function ruleNames({ packages, externals, coreService, closed }: ImportRules): string[] {
  const rows = (group: string, names: Iterable<string>): string[] => [...names].map((name) => `${group}/${name}`);
  const { layers, domains, tables } = coreService;
  return [
    ...rows("packages", Object.keys(packages)),
    ...rows("externals", Object.keys(externals)),
    ...rows("layers", [...layers, "none"]),
    ...rows("domains", Object.keys(domains)),
    ...rows("tables", [...Object.keys(tables), "none"]),
    ...rows("closed", Object.keys(closed)),
    ...["paths", "computed", "missing", "undeclared", "file-circle", "folder-circle", "orphan", "unplaced", "unread", "idle"],
  ];
}

/** The row of `packages` that holds for a file; null when none does. The longest folder counts, and a row of its own before `*`. */
export function packageOf(path: string, { packages }: Pick<ImportRules, "packages">): string | null {
  for (let folder = posix.dirname(path); !/^[./]$/.test(folder); folder = posix.dirname(folder))
    if (folder in packages || `${posix.dirname(folder)}/*` in packages) return folder;
  return !path.includes("/") && "." in packages ? "." : null;
}

/** The name of the row that `folder`, a package, is judged by. */
export const rowOf = (folder: string, { packages }: Pick<ImportRules, "packages">): string =>
  folder in packages ? folder : folder.replace(/[^/]+$/, "*");

/** Whether `path` is one of `places`, which are files or folders, or lies in one. */
export const isIn = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`));

/** Whether `path` is matched by `pattern`: a glob with `*`, `**` and `{a,b}`. */
export const isMatched = (path: string, pattern: string): boolean => matchesGlob(path, pattern);
