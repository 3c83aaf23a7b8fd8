// core-service points one way: each folder imports what is further down in core-service/imports.json, and a domain the domains that the file
// has it ask. Every kind of import is planted that the rules refuse.
import { describe, expect, test } from "vitest";
import { cycles } from "./support/rooms.ts";
import { coreFolderOf, coreRules, folderCircles, layerFaults } from "./support/layers.ts";
import { handwrittenSources, readRepositoryFile, type Source } from "./support/sources.ts";

const sources = handwrittenSources();
const core = sources.filter(({ path }) => coreFolderOf(path) !== null);
const plant = (folder: string, text: string): Source => ({ path: `core-service/src/${folder}/planted.ts`, text });
/** What is found in one planted file: an import of a type, so that it leaves no trace when it runs. */
const importing = (folder: string, specifier: string): string[] => layerFaults([plant(folder, `import type { A } from "${specifier}";`)]);

describe("layers of core-service", () => {
  test("every import runs down, or between domains as the rules have it", () => {
    expect(core.length).toBeGreaterThan(80);
    expect(layerFaults(sources)).toEqual([]);
  });

  test("no folder is part of a circle, and neither is a row of the rules", () => {
    expect(folderCircles(sources)).toEqual([]);
    const rows = Object.entries(coreRules.domains).flatMap(([from, targets]) =>
      targets.map((to) => plant(from, `import "../${to}/a.ts";`)),
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(folderCircles(rows)).toEqual([]);
  });

  test("the rules have a row for each folder, and no row for a folder that is not there", () => {
    const folders = new Set(core.map(({ path }) => coreFolderOf(path)).filter((folder) => folder !== "index.ts"));
    const rows = [...coreRules.layers.filter((layer) => layer !== "domains"), ...Object.keys(coreRules.domains)];
    expect(rows.sort()).toEqual([...folders].sort());
    expect(Object.keys(coreRules.tables).filter((folder) => !rows.includes(folder))).toEqual([]);
  });

  test("ARCHITECTURE shows the rules as they are", () => {
    const shown = readRepositoryFile("ARCHITECTURE.md");
    const arrows = Object.entries(coreRules.domains).filter(([, targets]) => targets.length > 0);
    const rules = [coreRules.layers.join(" ▸ "), ...arrows.map(([domain, targets]) => `${domain} ▸ ${targets.join(", ")}`)];
    expect(rules.filter((rule) => !shown.includes(rule))).toEqual([]);
  });

  test.each([
    ["database", "../outbox/append-events.ts", "outbox"],
    ["database", "../lane/lane.ts", "lane"],
    ["outbox", "../idempotency/exactly-once.ts", "idempotency"],
    ["outbox", "../payments/show-facts.ts", "payments"],
    ["outbox", "../feed/queries.ts", "feed"],
    ["idempotency", "../payments/queries.ts", "payments"],
    ["ledger", "../lane/lane.ts", "lane"],
    ["accounts", "../lane/lane.ts", "lane"],
    ["payments", "../lane/routing.ts", "lane"],
    ["webhooks", "../feed/deliver.ts", "feed"],
    ["webhooks", "../entrypoints/caller.ts", "entrypoints"],
    ["feed", "../lane/lane.ts", "lane"],
    ["lane", "../entrypoints/accounts.ts", "entrypoints"],
  ])("an import up is refused: %s of %s", (folder, specifier, target) => {
    const path = `core-service/src/${folder}/planted.ts`;
    expect(importing(folder, specifier)).toEqual([`${path}: imports ${specifier}, up from ${folder} to ${target}`]);
  });

  test.each([
    ["ledger", "accounts"],
    ["ledger", "customers"],
    ["ledger", "payments"],
    ["customers", "accounts"],
    ["accounts", "payments"],
    ["accounts", "identity"],
    ["payments", "customers"],
    ["payments", "webhooks"],
    ["identity", "accounts"],
    ["webhooks", "payments"],
  ])("an arrow between domains that the rules do not have is refused: %s ▸ %s", (folder, target) => {
    const path = `core-service/src/${folder}/planted.ts`;
    expect(importing(folder, `../${target}/queries.ts`)).toEqual([
      `${path}: imports ../${target}/queries.ts, and the rules have no ${folder} ▸ ${target}`,
    ]);
  });

  test.each([
    ["accounts", "../../../workers/accounts/src/operation.ts", /out of core-service$/],
    ["lane", "../../../shared/src/money.ts", /out of core-service$/],
    ["accounts", "../index.ts", /which nobody may$/],
    ["accounts", "../loans/queries.ts", /which is in no layer$/],
    ["accounts", "../lane/lane.js", /no file as it stands$/],
    ["loans", "../database/work.ts", /^core-service\/src\/loans\/planted.ts: loans is in no layer/],
    ["domains", "../database/work.ts", /domains is in no layer/],
  ])("an import that no rule can place is refused: %s of %s", (folder, specifier, fault) => {
    expect(importing(folder, specifier)).toEqual([expect.stringMatching(fault)]);
  });

  test("a file beside index.ts is in no layer", () => {
    expect(layerFaults([{ path: "core-service/src/caller.ts", text: "export {};" }])).toEqual([
      expect.stringMatching(/caller\.ts is in no layer/),
    ]);
  });

  test.each([
    ['const lane = await import("../lane/lane.ts");', /up from ledger to lane$/],
    ["export type A = typeof import('../accounts/queries.ts');", /the rules have no ledger ▸ accounts$/],
    ['export { a } from "../feed/queries.ts";', /up from ledger to feed$/],
    ["const lane = await import(`../lane/lane.ts`);", /a path that is computed/],
    ['const name = "lane"; const lane = await import("../lane/" + name);', /a path that is computed/],
    ["const lane = await import(path);", /a path that is computed/],
    ["const lane = require(path);", /a path that is computed/],
  ])("an import is refused in whatever form it is written: %s", (text, fault) => {
    expect(layerFaults([plant("ledger", text)])).toContainEqual(expect.stringMatching(fault));
  });

  test("a planted circle is found, between folders and between the files of one", () => {
    const down = plant("accounts", 'import { findCustomer } from "../customers/queries.ts";');
    const up = plant("customers", 'const queries = await import("../accounts/queries.ts");');
    expect(folderCircles([down, up])).toEqual(["accounts → customers → accounts"]);
    const [path, other] = ["core-service/src/ledger/planted.ts", "core-service/src/ledger/other.ts"];
    const files = [
      { path, text: 'import { b } from "./other.ts";' },
      { path: other, text: 'import { a } from "./planted.ts";' },
    ];
    expect(folderCircles(files)).toEqual([]);
    expect(cycles(files)).toEqual([`${path} → ${other} → ${path}`]);
  });

  test.each([
    ["entrypoints", "../lane/routing.ts"],
    ["lane", "../payments/queries.ts"],
    ["feed", "../webhooks/delivery-queries.ts"],
    ["payments", "../ledger/balance.ts"],
    ["accounts", "../customers/verification.ts"],
    ["ledger", "./clock.ts"],
    ["webhooks", "../outbox/positions.ts"],
    ["idempotency", "../outbox/append-events.ts"],
    ["outbox", "../database/schema/outbox.ts"],
  ])("an import down, or as the rules have it, is let through: %s of %s", (folder, specifier) => {
    expect(importing(folder, specifier)).toEqual([]);
  });

  test("one plain string is no computed import, however it is laid out", () => {
    const text = 'const a = await import(\n  "./clock.ts",\n); const b = import( /* why */ "./balance.ts" ); requireCaller(context, "a");';
    expect(layerFaults([plant("ledger", text)])).toEqual([]);
  });
});
