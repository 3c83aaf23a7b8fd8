// Fence 2 depends on the lists of references: a package that refers to core-service may import it. So each list follows the law, no package loosens
// the strict flags, and none is left out of the build.
import { describe, expect, test } from "vitest";
import { type Project, faultsOfProject } from "./support/projects.ts";
import { readRepositoryFile, repositoryFiles } from "./support/sources.ts";

const read = (path: string): Project => JSON.parse(readRepositoryFile(path)) as Project;
const projects = repositoryFiles().filter((path) => path.endsWith("/tsconfig.json"));
const accounts = read("workers/accounts/tsconfig.json");
const changed = (change: Partial<Project>): string[] => faultsOfProject("workers/accounts", { ...accounts, ...change });

describe("projects", () => {
  test("every package refers to the packages that it may import and no others, and keeps every strict flag", () => {
    expect(projects.length).toBeGreaterThan(8);
    for (const path of projects) expect(faultsOfProject(path.replace("/tsconfig.json", ""), read(path)), path).toEqual([]);
  });

  test("the root's list builds every package", () => {
    const listed = (read("tsconfig.json").references ?? []).map(({ path }) => `${path}/tsconfig.json`);
    expect(listed.sort()).toEqual(projects.sort());
  });

  test.each<[string, Partial<Project>, RegExp]>([
    ["a reference to core-service", { references: [...(accounts.references ?? []), { path: "../../core-service" }] }, /core-service/],
    ["a reference to a sibling", { references: [{ path: "../payments" }] }, /payments/],
    ["a looser flag", { compilerOptions: { ...accounts.compilerOptions, strict: false } }, /strict/],
    ["a path that leads around package exports", { compilerOptions: { ...accounts.compilerOptions, paths: {} } }, /paths/],
    ["a root directory above the package", { compilerOptions: { ...accounts.compilerOptions, rootDir: "../.." } }, /rootDir/],
    ["another base", { extends: "../../loose.json" }, /extends/],
    ["another package's files", { include: ["src/**/*.ts", "../payments/src/**/*.ts"] }, /payments/],
  ])("%s is refused", (_what, change, fault) => {
    expect(changed(change)).toEqual([expect.stringMatching(fault)]);
  });
});
