// Fence 3 at run time: from within a package, Node resolves another package by its exports alone. compiler.test.ts tests the same for the compiler.
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Manifest } from "./support/dependencies.ts";
import { readRepositoryFile, repositoryFiles, ROOT } from "./support/sources.ts";

const NO_DOOR = "ERR_PACKAGE_PATH_NOT_EXPORTED";

/** The path from the root that Node resolves `specifier` to for a file of `folder`, or the code of its refusal. */
function resolve(folder: string, specifier: string): string {
  try {
    return createRequire(join(ROOT, folder, "src/a.ts"))
      .resolve(specifier)
      .slice(ROOT.length);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

type Exporting = Manifest & { readonly exports?: Readonly<Record<string, string>> };
const exportsOf = (folder: string): Readonly<Record<string, string>> | undefined =>
  (JSON.parse(readRepositoryFile(`${folder}/package.json`)) as Exporting).exports;

describe("package exports at run time", () => {
  test.each([
    ["workers/accounts", "@ledge/core-service"],
    ["workers/accounts", "@ledge/core-service/src/entrypoints/caller.ts"],
    ["workers/accounts", "@ledge/core-service/package.json"],
    ["workers/payments", "@ledge/accounts"],
    ["workers/payments", "@ledge/accounts/src/operation.ts"],
    ["core-service", "@ledge/gateway"],
    ["core-service", "@ledge/payments"],
    ["workers/accounts", "@ledge/kit"],
    ["workers/accounts", "@ledge/kit/parse-json"],
    ["workers/accounts", "@ledge/kit/src/core.ts"],
    ["core-service", "@ledge/shared"],
    ["core-service", "@ledge/shared/src/money.ts"],
  ])("%s does not resolve %s", (folder, specifier) => {
    expect(resolve(folder, specifier)).toBe(NO_DOOR);
  });

  test("an export resolves", () => {
    expect(resolve("workers/accounts", "@ledge/shared/money")).toBe("shared/src/money.ts");
    expect(resolve("workers/accounts", "@ledge/kit/core")).toBe("workers/kit/src/core.ts");
  });

  test("Workers and core-service export nothing; without the empty map they would export everything", () => {
    const deployed = repositoryFiles().filter(
      (path) => /^(?:workers\/[^/]+|core-service)\/package\.json$/.test(path) && !path.startsWith("workers/kit/"),
    );
    expect(deployed.length).toBeGreaterThan(4);
    for (const path of deployed) expect(exportsOf(path.replace("/package.json", "")), path).toEqual({});
  });

  test.each(["shared", "workers/kit"])("%s lists its exports one by one, and each leads to a file", (folder) => {
    const files = new Set(repositoryFiles());
    for (const [door, file] of Object.entries(exportsOf(folder) ?? {})) {
      expect(door).not.toContain("*");
      expect(files.has(join(folder, file)), `${door} → ${file}`).toBe(true);
    }
  });
});
