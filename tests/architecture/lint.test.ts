// The lint rules beyond the defaults: each is tested on a fault that is planted in a copy of the repository. The import law (imports.test.ts) judges
// imports.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository, type RepositoryCopy } from "./support/repository-copy.ts";

const lintRules: readonly (readonly [rule: string, path: string, text: string])[] = [
  ["typescript(no-explicit-any)", "workers/accounts/src/planted-any.ts", "export const a = (b: any) => b;\n"],
  ["typescript(no-non-null-assertion)", "core-service/src/planted-bang.ts", "export const a = (b: string | null) => b!;\n"],
  ["eslint(eqeqeq)", "core-service/src/planted-equals.ts", "export const a = (b: string, c: string) => b == c;\n"],
  ["eslint(no-restricted-globals)", "tests/api/planted-fetch.ts", "export const a = await fetch(new URL(import.meta.url));\n"],
  ["eslint(max-lines)", "core-service/src/planted-long.ts", "export {};\n".repeat(301)],
  ["eslint(max-lines-per-function)", "core-service/src/planted-function.ts", `export function a(): void {\n${"  a();\n".repeat(70)}}\n`],
];

let copy: RepositoryCopy;
let clean: ReadonlyMap<string, readonly string[]>;
let planted: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  copy = copyRepository();
  clean = await copy.lint();
  for (const [, path, text] of lintRules) copy.plant(path, text);
  planted = await copy.lint();
}, 60_000);
afterAll(() => copy?.remove());

describe("lint", () => {
  test("every file passes", () => {
    expect([...clean]).toEqual([]);
  });

  test.each(lintRules)("%s is refused", (rule, path) => {
    expect(planted.get(path)?.[0]).toContain(rule);
  });

  test("nothing but the planted faults is found", () => {
    const expected = [...clean.keys(), ...lintRules.map(([, path]) => path)];
    expect([...planted.keys()].sort()).toEqual(expected.sort());
  });
});
