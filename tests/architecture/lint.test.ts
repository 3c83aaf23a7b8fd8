// Fence 7: lint refuses a relative path that leads into another room, which the compiler allows where the room is referenced, and
// keeps HTTP out of core-service, whose folders are judged in layers.test.ts. Every rule is tried on a crossing planted in a copy of the house.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository, type RepositoryCopy } from "./support/repository-copy.ts";

const RESTRICTED = "eslint(no-restricted-imports)";

const refused: readonly (readonly [room: string, specifier: string])[] = [
  ["workers/accounts/src", "../../kit/src/core.ts"],
  ["workers/accounts/src", "../../customers/src/operation.ts"],
  ["workers/accounts/src", "../../../core-service/src/entrypoints/caller.ts"],
  ["workers/accounts/src", "../../../shared/src/money.ts"],
  ["workers/accounts/src", "@neondatabase/serverless"],
  ["workers/accounts/src", "drizzle-orm/pg-core"],
  ["workers/accounts/src/routes", "../../../kit/src/core.ts"],
  ["workers/accounts/src/routes", "../../../payments/src/operation.ts"],
  ["workers/accounts/src/routes", "drizzle-orm"],
  ["workers/gateway/src", "../../accounts/src/operation.ts"],
  ["workers/kit/src", "../../../shared/src/money.ts"],
  ["core-service/src", "../../shared/src/money.ts"],
  ["core-service/src", "../../workers/accounts/src/operation.ts"],
  ["core-service/src", "@ledge/kit/core"],
  ["core-service/src/ledger", "../../../shared/src/money.ts"],
  ["core-service/src/payments", "@ledge/kit/core"],
  ["core-service/src/lane", "../../../shared/src/money.ts"],
  ["core-service/src/database/schema", "../connect.ts"],
  ["shared/src", "../../core-service/src/entrypoints/caller.ts"],
  ["shared/src", "@ledge/kit/core"],
  ["shared/src", "node:crypto"],
  ["openapi/client/src", "../../../shared/src/money.ts"],
  ["openapi/client/src", "node:crypto"],
  ["shared/src/contracts", "../../../workers/kit/src/core.ts"],
  ["shared/src/contracts", "cloudflare:workers"],
  ["tools/dev/src/start", "../../../core-service/src/entrypoints/caller.ts"],
];

const otherRules: readonly (readonly [rule: string, path: string, text: string])[] = [
  ["typescript(no-explicit-any)", "workers/accounts/src/planted-any.ts", "export const a = (b: any) => b;\n"],
  ["typescript(no-non-null-assertion)", "core-service/src/planted-bang.ts", "export const a = (b: string | null) => b!;\n"],
  ["eslint(eqeqeq)", "core-service/src/planted-equals.ts", "export const a = (b: string, c: string) => b == c;\n"],
  ["eslint(no-restricted-globals)", "tests/api/planted-fetch.ts", "export const a = await fetch(new URL(import.meta.url));\n"],
  ["eslint(max-lines)", "core-service/src/planted-long.ts", "export {};\n".repeat(301)],
  ["eslint(max-lines-per-function)", "core-service/src/planted-function.ts", `export function a(): void {\n${"  a();\n".repeat(70)}}\n`],
];

/** A type import is a crossing like any other; a file per crossing, so that each has to be found by itself. */
const crossings = refused.map(([room, specifier], index) => ({
  path: `${room}/planted-${index}.ts`,
  text: `import type { A } from "${specifier}";\nexport type B = A;\n`,
}));

let copy: RepositoryCopy;
let clean: ReadonlyMap<string, readonly string[]>;
let planted: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  copy = copyRepository();
  clean = await copy.lint();
  for (const { path, text } of crossings) copy.plant(path, text);
  for (const [, path, text] of otherRules) copy.plant(path, text);
  planted = await copy.lint();
}, 60_000);
afterAll(() => copy?.remove());

describe("lint", () => {
  test("the house passes", () => {
    expect([...clean]).toEqual([]);
  });

  test.each(refused.map((crossing, index) => [...crossing, index] as const))(
    "a file of %s cannot import %s",
    (_room, _specifier, index) => {
      expect(planted.get(crossings[index]?.path as string)).toEqual([`${RESTRICTED} at 1`]);
    },
  );

  test.each(otherRules)("%s is refused", (rule, path) => {
    expect(planted.get(path)?.[0]).toContain(rule);
  });

  test("nothing else is found than what was planted", () => {
    const expected = [...clean.keys(), ...crossings.map(({ path }) => path), ...otherRules.map(([, path]) => path)];
    expect([...planted.keys()].sort()).toEqual(expected.sort());
  });
});
