// Fence 6: imports.json is the law of imports, and every module follows it. For every rule the test plants a crossing that the judge must find, in
// every form and kind of file; the command itself is tested in a copy of the repository.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { judge } from "@ledge/dev/imports/judge";
import { readModule } from "@ledge/dev/imports/read-references";
import { isModule, readRepository, type Repository } from "@ledge/dev/imports/repository";
import { type Fault, type ImportRules, isMatched, readImportRules, ruleNames } from "@ledge/dev/imports/rules";
import { afterAll, describe, expect, test } from "vitest";
import { copyRepository } from "./support/repository-copy.ts";
import { type Crossing, allowedCrossings, plantedCrossings } from "./support/planted-crossings.ts";
import { readRepositoryFile, repositoryFiles, ROOT } from "./support/sources.ts";

const COMMAND = "tools/dev/src/imports/main.ts";
const rules = readImportRules();
const repository = readRepository();

type Planted = readonly [path: string, text: string];

/** The repository with additional files. */
function planting(files: readonly Planted[]): Repository {
  const modules = files.filter(([path]) => isModule(path)).map(([path, text]) => readModule(path, text));
  return {
    ...repository,
    files: new Set([...repository.files, ...files.map(([path]) => path)]),
    modules: [...repository.modules, ...modules],
  };
}

/** A file for each crossing, so that each is found separately. */
function fileOf([place, reference]: Crossing, index: number): Planted {
  const path = /\.\w+$|without-extension$/.test(place) ? place : join(place, `planted-${index}.ts`);
  return [path, /[ (]/.test(reference) ? reference : `import type { A } from "${reference}";`];
}

const isOrphan = ({ rule }: Fault): boolean => rule === "orphan";
const cases = Object.entries(plantedCrossings).flatMap(([rule, crossings]) => crossings.map((crossing) => [rule, ...crossing] as const));
const files = [...cases.map(([, ...crossing]) => crossing), ...allowedCrossings].map(fileOf);
/** All are planted at once; the findings are read by path. */
const found = Map.groupBy(judge(planting(files), rules), ({ path }) => path);
const rulesAt = (index: number): string[] => (found.get(files[index]?.[0] as string) ?? []).map(({ rule }) => rule);

describe("the import law", () => {
  test("is followed by every module", () => {
    expect(judge(repository, rules)).toEqual([]);
  });

  test("judges every module: of every kind that contains JavaScript, and as many as git lists", () => {
    const listed = repositoryFiles().filter((path) => /\.(?:ts|mts|cts|tsx|js|mjs|cjs|jsx)$/.test(path));
    expect(listed.length).toBeGreaterThan(800);
    expect(repository.modules.map(({ path }) => path)).toEqual(listed);
  });

  test("has a planted crossing for every rule", () => {
    const planted = [...Object.keys(plantedCrossings), "file-circle", "folder-circle", "orphan", "idle"];
    expect(ruleNames(rules).sort()).toEqual(planted.sort());
  });

  test.each(cases.map((one, index) => [...one, index] as const))("in %s, refuses %s: %s", (rule, _place, _reference, index) => {
    expect(rulesAt(index)).toContain(rule);
  });

  test.each(allowedCrossings.map((one, index) => [...one, cases.length + index] as const))("allows %s: %s", (_place, _reference, index) => {
    expect(rulesAt(index)).toEqual(["orphan"]);
  });

  test("refuses the packages that a row does not name, each to each", () => {
    const names = [...repository.manifests].flatMap(([folder, { name }]) =>
      name === undefined || folder === "." ? [] : [{ folder, name }],
    );
    const pairs = Object.entries(rules.packages).flatMap(([row, allowed]) =>
      names.filter(({ folder }) => !allowed.includes(folder)).map(({ name }) => ({ row, name })),
    );
    const planted = pairs.map(({ row, name }, n): Planted => [join(row.replace("*", "any"), `pair-${n}.ts`), `import "${name}/a";`]);
    const faults = Map.groupBy(judge(planting(planted), rules), ({ path }) => path);
    expect(pairs.length).toBeGreaterThan(200);
    for (const [n, { row, name }] of pairs.entries())
      expect(
        faults.get(planted[n]?.[0] as string)?.map(({ rule }) => rule),
        `${row}: ${name}`,
      ).toContain(`packages/${row}`);
  });
});

describe("an import", () => {
  const up = "../lane/lane.ts";

  const forms = [
    `import "${up}";`,
    `import type { Lane } from "${up}";`,
    `import { type Lane } from "${up}";`,
    `export { Lane } from "${up}";`,
    `export * from "${up}";`,
    `export type * as lane from "${up}";`,
    `const lane = await import("${up}");`,
    `const lane = await import(\`${up}\`);`,
    `export type Lane = typeof import("${up}");`,
    `import lane = require("${up}");`,
    `const lane = require("${up}");`,
    `const lane = require.resolve("${up}");`,
    `const lane = createRequire(import.meta.url)("${up}");`,
    `const lane = createRequire(import.meta.url).resolve("${up}");`,
    `const require = createRequire(import.meta.url); require("${up}");`,
    `const lane = import.meta.resolve("${up}");`,
    `const lane = new URL("${up}", import.meta.url);`,
    `vi.mock("${up}");`,
    `vi.doMock("${up}");`,
    `vi.mock(import("${up}"));`,
    `const lane = await vi.importActual("${up}");`,
    `declare module "${up}" { interface Lane {} }`,
    `/// <reference path="${up}" />\nexport {};`,
  ];
  const kinds = ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs", "jsx"];
  const planted: Planted[] = [
    ...forms.map((text, index): Planted => [`core-service/src/ledger/form-${index}.ts`, text]),
    ...kinds.map((kind): Planted => [`core-service/src/ledger/kind.${kind}`, `const lane = import("${up}");`]),
  ];
  const faults = Map.groupBy(judge(planting(planted), rules), ({ path }) => path);
  /** The findings in one of them, without those that follow from its target. */
  const rulesIn = (path: string): Set<string> =>
    new Set(faults.get(path)?.flatMap(({ rule }) => (/circle|orphan/.test(rule) ? [] : [rule])) ?? []);

  test.each(forms.map((form, index) => [form, index] as const))("is seen as %s", (_form, index) => {
    expect(rulesIn(`core-service/src/ledger/form-${index}.ts`)).toEqual(new Set(["layers/domains"]));
  });

  test.each(kinds)("is seen in a file .%s", (kind) => {
    expect(rulesIn(`core-service/src/ledger/kind.${kind}`)).toEqual(new Set(["layers/domains"]));
  });

  test("is not seen in a comment, a string or a template", () => {
    const text = `// import "${up}";\n/* import "${up}" */ const s = 'import "${up}"'; const t = \`import "${up}"\`;`;
    expect(readModule("a.ts", text).references).toEqual([]);
  });
});

describe("the whole graph", () => {
  const faultsOf = (...planted: Planted[]): Fault[] => judge(planting(planted), rules).filter((fault) => !isOrphan(fault));
  const imports = (specifier: string): string => `import type { A } from "${specifier}";`;

  test("files that import each other in a cycle are found, by types alone and over two paths", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => `core-service/src/ledger/planted-${name}.ts`) as [string, string, string];
    const circle = [[a, imports("./planted-b.ts")] as const, [b, 'const c = await import("./planted-c.ts");'] as const];
    expect(faultsOf(...circle, [c, imports("./planted-a.ts")])).toEqual([
      expect.objectContaining({ rule: "file-circle", text: `${a} → ${b} → ${c} → ${a}` }),
    ]);
    expect(faultsOf(...circle, [c, "export {};"])).toEqual([]);
  });

  test("folders that import each other in a cycle are found, though no file does", () => {
    const planted: Planted[] = [
      ["tools/cli/src/one/a.ts", imports("../two/a.ts")],
      ["tools/cli/src/two/a.ts", "export {};"],
      ["tools/cli/src/two/b.ts", imports("../one/b.ts")],
      ["tools/cli/src/one/b.ts", "export {};"],
    ];
    expect(faultsOf(...planted)).toEqual([
      expect.objectContaining({ rule: "folder-circle", text: "tools/cli/one → tools/cli/two → tools/cli/one" }),
    ]);
    expect(faultsOf(...planted.slice(0, 3))).toEqual([expect.objectContaining({ rule: "missing" })]);
  });

  test("no row of the law is part of a cycle", () => {
    const rows: Planted[] = Object.entries(rules.coreService.domains).flatMap(([from, targets]) =>
      targets.map((to, n): Planted => [`core-service/src/${from}/row-${n}.ts`, imports(`../${to}/operations.ts`)]),
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(faultsOf(...rows)).toEqual([]);
  });

  test("a module that nothing reaches is an orphan, and so is one that only an orphan or its own cycle reaches", () => {
    const planted: Planted[] = [
      ["tools/cli/src/import/alone.ts", imports("./alone-too.ts")],
      ["tools/cli/src/import/alone-too.ts", "export {};"],
      ["tests/support/alone.js", 'import "./alone.js";'],
    ];
    const orphans = judge(planting(planted), rules).filter(isOrphan);
    expect(orphans.map(({ path }) => path).sort()).toEqual(planted.map(([path]) => path).sort());
  });

  test("a test, the main module of a Worker and a module that a reached one starts are not orphans", () => {
    const planted: Planted[] = [
      ["tests/unit/planted.test.ts", 'new URL("./planted-program.mjs", import.meta.url);'],
      ["tests/unit/planted-program.mjs", "export {};"],
      ["workers/planted/src/index.ts", "export default {};"],
    ];
    const texts = new Map([...repository.texts, ["workers/planted/wrangler.toml", 'name = "a"\nmain = "src/index.ts"\n']]);
    expect(judge({ ...planting(planted), texts }, rules)).toEqual([]);
  });
});

describe("the rules file", () => {
  const reason = "A reason that is planted.";
  const { coreService, entries, exceptions } = rules;
  const idle: ImportRules = {
    ...rules,
    packages: { ...rules.packages, "tools/gone": [] },
    coreService: { ...coreService, layers: [...coreService.layers, "gone-layer"], tables: { ...coreService.tables, "gone-tables": [] } },
    closed: { ...rules.closed, "shared/src/gone": [] },
    entries: { ...entries, others: [...entries.others, { files: "gone/*.ts", reason }] },
    withoutImports: [...rules.withoutImports, "vue"],
    exceptions: [
      ...exceptions,
      { rule: "paths", from: "shared/src/money.ts", to: "**", reason },
      { rule: "computed", from: "shared/**", reason },
    ],
  };
  const found = judge(repository, idle).flatMap(({ rule, text }) => (rule === "idle" ? [text] : []));

  test.each([
    ["a package", "there is no tools/gone"],
    ["a layer", "there is no core-service/src/gone-layer"],
    ["tables", "there is no core-service/src/gone-tables"],
    ["a closed folder", "there is no shared/src/gone"],
    ["an entry point", "no entry point is called gone/*.ts"],
    ["a kind of file", "no file is of the kind vue"],
    ["an exception for a path", "nothing needs the exception for shared/src/money.ts"],
    ["an exception for a computed import", "nothing needs the exception for shared/**"],
  ])("%s that the law names and nothing needs is a fault of the law", (_what, text) => {
    expect(found).toContain(text);
  });

  test("no exception can be removed", () => {
    const faults = judge(repository, { ...rules, exceptions: [] });
    const without = exceptions.filter(({ rule, from }) => !faults.some((fault) => fault.rule === rule && isMatched(fault.path, from)));
    expect(without).toEqual([]);
  });

  test("ARCHITECTURE shows the current layers and the arrows between domains", () => {
    const shown = readRepositoryFile("ARCHITECTURE.md");
    const { layers, domains } = rules.coreService;
    const arrows = Object.entries(domains).filter(([, targets]) => targets.length > 0);
    const lines = [layers.join(" ▸ "), ...arrows.map(([domain, targets]) => `${domain} ▸ ${targets.join(", ")}`)];
    expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
  });
});

describe("the command", () => {
  const copy = copyRepository();
  afterAll(() => copy.remove());

  test("passes the repository and prints the number of modules that it has judged", () => {
    const output = execFileSync(process.execPath, [COMMAND], { cwd: ROOT, encoding: "utf8" });
    expect(output).toMatch(new RegExp(`^${repository.modules.length} modules with \\d+ references: 0 faults\\.$`, "m"));
  });

  test("fails in a copy with a crossing, and names file and line", async () => {
    execFileSync("git", ["init", "--quiet"], { cwd: copy.root });
    copy.plant("core-service/src/ledger/planted.js", '// A crossing.\nconst lane = import("../lane/lane.ts");\n');
    const { passed, output } = await copy.runTool(COMMAND, []);
    expect(passed).toBe(false);
    expect(output).toContain("core-service/src/ledger/planted.js:2: imports ../lane/lane.ts, up from ledger to lane (layers/domains)");
  });
});
