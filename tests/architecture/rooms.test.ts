// Imports between rooms point inward, and none goes in a circle. Computed from the imports themselves, types included, because a
// compiler that follows a workspace link lets shared import the kit without a word.
import { describe, expect, test } from "vitest";
import { importsOf } from "./support/imports.ts";
import { crossings, cycles } from "./support/rooms.ts";
import { handwrittenSources, type Source } from "./support/sources.ts";

const sources = handwrittenSources();
const crossing = (path: string, specifier: string): string[] => crossings([{ path, text: `import type { A } from "${specifier}";` }]);

describe("rooms", () => {
  test("every import between rooms points inward", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(crossings(sources)).toEqual([]);
  });

  test.each([
    ["a domain Worker imports core-service", "workers/accounts/src/a.ts", "@ledge/core-service"],
    ["a domain Worker imports core-service by path", "workers/accounts/src/a.ts", "../../../core-service/src/entrypoints/caller.ts"],
    ["a domain Worker imports a sibling", "workers/accounts/src/a.ts", "@ledge/payments"],
    ["a domain Worker imports a sibling by path", "workers/accounts/src/routes/a.ts", "../../../payments/src/operation.ts"],
    ["a domain Worker imports the gateway", "workers/accounts/src/a.ts", "@ledge/gateway"],
    ["a domain Worker imports the kit by path", "workers/accounts/src/a.ts", "../../kit/src/core.ts"],
    ["a domain Worker imports a database driver", "workers/accounts/src/a.ts", "@neondatabase/serverless"],
    ["a domain Worker imports a query builder", "workers/payments/src/a.ts", "drizzle-orm/pg-core"],
    ["a Worker that is not made yet imports core-service", "workers/webhooks/src/a.ts", "@ledge/core-service"],
    ["the gateway imports a domain Worker", "workers/gateway/src/a.ts", "@ledge/accounts"],
    ["the gateway imports core-service", "workers/gateway/src/a.ts", "../../../core-service/src/index.ts"],
    ["the kit imports a Worker", "workers/kit/src/a.ts", "../../accounts/src/operation.ts"],
    ["shared imports the kit", "shared/src/a.ts", "@ledge/kit/operation"],
    ["shared imports core-service by path", "shared/src/contracts/a.ts", "../../../core-service/src/entrypoints/caller.ts"],
    ["core-service imports the kit", "core-service/src/a.ts", "@ledge/kit/core"],
    ["core-service imports a Worker by path", "core-service/src/a.ts", "../../workers/accounts/src/operation.ts"],
    ["the client imports a tool", "openapi/client/src/a.ts", "@ledge/cli/target/target"],
    ["a Worker imports the client", "workers/accounts/src/a.ts", "@ledge/client"],
    ["a tool imports core-service by path", "tools/dev/src/start/a.ts", "../../../core-service/src/entrypoints/caller.ts"],
    ["anything imports the tests", "core-service/src/a.ts", "../../tests/support/test-bank.ts"],
  ])("it is refused that %s", (_what, path, specifier) => {
    expect(crossing(path, specifier)).toEqual([`${path}: ${specifier}`]);
  });

  test.each([
    ["a Worker imports the kit and shared by name", "workers/accounts/src/a.ts", ["@ledge/kit/core", "@ledge/shared/ids", "zod"]],
    ["core-service imports shared and its driver", "core-service/src/a.ts", ["@ledge/shared/ids", "@neondatabase/serverless"]],
    ["a route imports within its Worker", "workers/accounts/src/routes/a.ts", ["../operation.ts", "./b.ts"]],
    ["a test looks into a room", "tests/unit/a.test.ts", ["../../core-service/src/entrypoints/caller.ts"]],
  ])("it is let through that %s", (_what, path, specifiers) => {
    expect(specifiers.flatMap((specifier) => crossing(path, specifier))).toEqual([]);
  });

  test("no file imports itself, however far around", () => {
    expect(cycles(sources)).toEqual([]);
    const file = (path: string, to: string): Source => ({ path, text: `import type { A } from "${to}";` });
    const circle = [file("a/b.ts", "./c.ts"), file("a/c.ts", "../d.ts"), file("d.ts", "./a/b.ts")];
    expect(cycles(circle)).toEqual(["a/b.ts → a/c.ts → d.ts → a/b.ts"]);
    expect(cycles(circle.slice(0, 2))).toEqual([]);
  });

  test("an import is seen in every form it has, and nowhere else", () => {
    const text = [
      'import "./side-effect.ts"; import type { T } from "./type.ts";',
      'import {\n  many,\n  names,\n} from "./lines.ts";',
      'export { a } from "./again.ts"; export * from "./all.ts";',
      'const lazy = await import("./lazy.ts"); type Q = typeof import("./inline.ts");',
      'const { z } = require("./required.cjs"); import json from "./data.json" with { type: "json" };',
      '// import "./comment.ts"\n/* import "./block.ts" */ const s = \'import "quoted.ts"\'; const t = `import "./template.ts"`;',
    ].join("\n");
    const seen = ["side-effect.ts", "type.ts", "lines.ts", "again.ts", "all.ts", "lazy.ts", "inline.ts", "required.cjs", "data.json"];
    expect(importsOf({ path: "a.ts", text })).toEqual(seen.map((name) => `./${name}`));
  });
});
