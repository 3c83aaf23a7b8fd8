// Knip under this compiler sees all files: each kind of dead code is planted in a copy of the repository, and the two runs of `npm run check` must
// find each, and nothing else.
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository } from "./support/repository-copy.ts";
import { readRepositoryFile } from "./support/sources.ts";

const KNIP = "node_modules/knip/bin/knip.js";
const ARGUMENTS = ["--config", "tools/dev/src/check/knip.config.ts", "--no-config-hints", "--treat-tag-hints-as-errors"];

const copy = copyRepository();
const append = (path: string, text: string): void => copy.plant(path, readRepositoryFile(path) + text);
const declare = (path: string, name: string): void =>
  copy.plant(path, readRepositoryFile(path).replace('"dependencies": {', `"dependencies": {\n    "${name}": "1.0.0",`));
let found: string;
let foundInProduction: string;

beforeAll(async () => {
  execFileSync("git", ["init", "--quiet"], { cwd: copy.root });
  append("core-service/src/ledger/clock.ts", "\nexport const plantedInCore = 1;\n");
  append("shared/src/money.ts", "\nexport const plantedInShared = 1;\nexport interface PlantedType {}\n");
  append("tools/command/src/table.ts", "\nexport const plantedInTool = 1;\n/** @internal Tests use it. */\nexport const plantedTag = 1;\n");
  append("tools/cli/src/import/report.ts", 'import { plantedTag } from "@ledge/command/table";\nplantedTag;\n');
  append("tools/repository/src/root.ts", "\nexport const plantedForTests = 1;\n");
  copy.plant("tests/unit/planted.test.ts", 'import { plantedForTests } from "@ledge/repository/root";\nplantedForTests;\n');
  copy.plant("workers/payments/src/planted-file.ts", "export const a = 1;\n");
  copy.plant("workers/payments/src/planted-file.js", "export const a = 1;\n");
  declare("workers/payments/package.json", "planted-dependency");
  append("workers/ledger/src/index.ts", 'import "planted-undeclared";\n');
  found = (await copy.runTool(KNIP, ARGUMENTS)).output;
  foundInProduction = (await copy.runTool(KNIP, [...ARGUMENTS, "--production", "--exports", "--tags=-internal"])).output;
});
afterAll(() => copy.remove());

describe("dead code", () => {
  test.each([
    ["an export of core-service that nothing imports", /plantedInCore .*core-service\/src\/ledger\/clock\.ts/],
    ["an export of shared, whose package.json exports the file", /plantedInShared .*shared\/src\/money\.ts/],
    ["a type that nothing imports", /PlantedType .*shared\/src\/money\.ts/],
    ["an export of a tool, whose package.json exports every file", /plantedInTool .*tools\/command\/src\/table\.ts/],
    ["a file that nothing imports", /^workers\/payments\/src\/planted-file\.ts/m],
    ["a JavaScript file that nothing imports", /^workers\/payments\/src\/planted-file\.js/m],
    ["a dependency that nothing uses", /planted-dependency .*workers\/payments\/package\.json/],
    ["a dependency that is not declared", /planted-undeclared .*workers\/ledger\/src\/index\.ts/],
  ])("%s is found", (_what, named) => {
    expect(found).toMatch(named);
  });

  test("an export that only tests import is found in production alone", () => {
    expect(found).not.toContain("plantedForTests");
    expect(foundInProduction).toMatch(/plantedForTests .*tools\/repository\/src\/root\.ts/);
  });

  test("a tag on an export that the product uses is found", () => {
    expect(foundInProduction).toMatch(/Unused tag in .*table\.ts: plantedTag/);
  });

  test("nothing but the planted code is found", () => {
    const lines = [found, foundInProduction].flatMap((output) => output.split("\n")).filter((line) => /[/:]/.test(line));
    expect(lines.filter((line) => !/planted/i.test(line))).toEqual([]);
  });
});
