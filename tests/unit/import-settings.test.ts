// The importer's command line: where the platform and its key come from, and that a key is sent to its own platform only.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadArguments } from "@ledge/command/command-line";
import { readSettings } from "@ledge/cli/import/settings";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "ledge-import-"));
const devFile = join(folder, "dev.json");
const noFile = join(folder, "absent.json");
const brokenFile = join(folder, "broken.json");
writeFileSync(devFile, JSON.stringify({ url: "http://127.0.0.1:8787", operator_key: "dev-key" }));
writeFileSync(brokenFile, '{"url":');
afterAll(() => rmSync(folder, { recursive: true }));

describe("the import's settings", () => {
  test.each([
    ["dev.json, when nothing else is given", [], {}, ["http://127.0.0.1:8787", "dev-key"]],
    ["the environment before dev.json", [], { LEDGE_URL: "http://env.test", LEDGE_KEY: "env-key" }, ["http://env.test", "env-key"]],
    [
      "flags before the environment",
      ["--url", "http://flag.test", "--key", "flag-key"],
      { LEDGE_URL: "http://env.test", LEDGE_KEY: "env-key" },
      ["http://flag.test", "flag-key"],
    ],
    ["dev.json's key for its own platform", ["--url", "http://127.0.0.1:8787/"], {}, ["http://127.0.0.1:8787/", "dev-key"]],
  ])("come from %s", (_title, flags, environment, expected) => {
    const { url, operatorKey } = readSettings(["file.csv", ...flags], environment, devFile);
    expect([url, operatorKey]).toEqual(expected);
  });

  test.each([
    ["no platform", ["f.csv"], noFile, "No platform: run npm start first"],
    ["a broken dev.json", ["f.csv"], brokenFile, "run npm start again"],
    ["no file", [], devFile, "exactly one FILE"],
    ["two files", ["f.csv", "g.csv"], devFile, "exactly one FILE"],
    ["an unknown flag", ["f.csv", "--speed", "9"], devFile, "--speed"],
    ["an unknown currency", ["f.csv", "--currency", "XXX"], devFile, "not an ISO 4217 code"],
    ["an invalid url", ["f.csv", "--url", "ledge", "--key", "k"], devFile, "not an http or https URL"],
    ["no worker at all", ["f.csv", "--concurrency", "0"], devFile, "--concurrency 0"],
    ["endless retries", ["f.csv", "--patience", "Infinity"], devFile, "--patience Infinity"],
  ])("%s is refused with a helpful message", (_title, args, file, words) => {
    expect(() => readSettings(args, {}, file)).toThrow(BadArguments);
    expect(() => readSettings(args, {}, file)).toThrow(words);
  });

  test("dev.json's key is never sent to another platform", () => {
    expect(() => readSettings(["f.csv", "--url", "https://elsewhere.test"], {}, devFile)).toThrow("No operator key");
  });

  test("a relative file is resolved from the folder in which npm was called", () => {
    expect(readSettings(["f.csv"], { INIT_CWD: "/somewhere" }, devFile).file).toBe("/somewhere/f.csv");
  });
});
