// A machine whose Node is too old is told so, by a file that such a Node can read.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";

const RUN = join(ROOT, "tools/run.mjs");
/** Runs the file as if this were another Node. */
const runAs = (version: string) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: ${JSON.stringify(version)} } });`;
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
  return spawnSync(process.execPath, ["--import", preload, RUN, "no-such-tool"], { encoding: "utf8" });
};

test.each(["14.21.3", "18.20.8", "8.17.0"])("Node %s is told which one is needed, and nothing is tried on it", (version) => {
  const { status, stdout, stderr } = runAs(version);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(new RegExp(`^Ledge needs Node 20 or newer, and this is Node ${version} \\(/.*\\)\\.\n.*nodejs\\.org`));
});

test.each(["20.0.0", "24.21.0", "100.0.0"])("Node %s goes on to the tool", (version) => {
  expect(runAs(version).stderr).toMatch(/^Unknown command no-such-tool\./);
});

test("what says so is read by Node 14: nothing of it has to be rewritten for it, and it imports nothing beforehand", () => {
  const source = readFileSync(RUN, "utf8");
  const formatted = (target: string): string => transformSync(source, { target, format: "esm" }).code;
  expect(formatted("node14")).toBe(formatted("esnext"));
  expect(source).not.toMatch(/^(?:import|export) /m);
  // The law can fail: this is younger than Node 14.
  const younger = (target: string): string =>
    transformSync("a ??= await b;", { target, format: "esm", supported: { "top-level-await": true } }).code;
  expect(younger("node14")).not.toBe(younger("esnext"));
});
