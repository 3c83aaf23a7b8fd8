// A Node that is too old gets a clear message, from a file that such a Node can parse.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";

const RUN = join(ROOT, "tools/run.mjs");
/** Runs the file as if this were another version of Node. */
const runAs = (version: string) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: ${JSON.stringify(version)} } });`;
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
  return spawnSync(process.execPath, ["--import", preload, RUN, "no-such-tool"], { encoding: "utf8" });
};

test.each(["14.21.3", "18.20.8", "8.17.0"])("Node %s is refused with the needed version, and nothing else runs on it", (version) => {
  const { status, stdout, stderr } = runAs(version);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(new RegExp(`^Ledge needs Node 20 or newer, and this is Node ${version} \\(/.*\\)\\.\n.*nodejs\\.org`));
});

test.each(["20.0.0", "24.21.0", "100.0.0"])("Node %s starts the tool", (version) => {
  expect(runAs(version).stderr).toMatch(/^Unknown command no-such-tool\./);
});

test("the file that prints the message parses on Node 14 and has no static imports", () => {
  const source = readFileSync(RUN, "utf8");
  const formatted = (target: string): string => transformSync(source, { target, format: "esm" }).code;
  expect(formatted("node14")).toBe(formatted("esnext"));
  expect(source).not.toMatch(/^(?:import|export) /m);
  // The law can fail: this syntax is newer than Node 14.
  const younger = (target: string): string =>
    transformSync("a ??= await b;", { target, format: "esm", supported: { "top-level-await": true } }).code;
  expect(younger("node14")).not.toBe(younger("esnext"));
});
