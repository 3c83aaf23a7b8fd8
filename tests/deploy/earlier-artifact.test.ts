// An earlier artifact released again: only over the commit that is to be left, and only on a schema that has all that it needs, as the database says.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { deployHere } from "./support/deploy-context.ts";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

vi.mock("@ledge/delivery/deploy/wrangler", () => import("./support/upload-directly.ts"));
const GONE = "-- Nobody reads it any more.\n-- phase: contract\nDROP TABLE sample.items;\n";
let platform: SamplePlatform;
let first = "";
let second = "";
let third = "";

const deploy = (args: readonly string[]) => deployHere(["--env", "dev", "--canary", "0", ...args], platform.environment(args));
const kept = (commit: string): string => join(platform.root, ".build", "kept", commit);
const writes = (): number => platform.cloudflare.calls.filter(({ method }) => method !== "GET").length;
async function release(saying: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const commit = platform.commit({ ...scripts(saying), ...more });
  cpSync(join(platform.root, ".build", "artifact"), kept(commit), { recursive: true });
  expect(await deploy([])).toMatchObject({ code: 0, err: "" });
  return commit;
}
const checkout = (commit: string): void =>
  void execFileSync("git", ["-C", platform.root, "-c", "advice.detachedHead=false", "checkout", "--quiet", commit]);
async function refused(leave: string, words: RegExp): Promise<void> {
  const before = writes();
  const { code, err } = await deploy(["--rollback", leave, "--artifact", kept(first)]);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(words) });
  expect(writes()).toBe(before);
}

beforeAll(async () => {
  platform = await openSamplePlatform();
  first = await release("first");
  second = await release("second");
  third = await release("third", { "migrations/0002_gone.sql": GONE });
});
afterAll(() => platform.stop());

test("a commit that serves nobody is not left: another one would be taken back", async () => {
  checkout(second);
  await refused(second, new RegExp(`^${second} serves nobody: ${third} would be taken back`));
});

test("what a later migration took away is read from the database, also when the checkout does not have it", async () => {
  checkout(second);
  await refused(third, /^The database has 0002_gone\.sql, which this checkout does not have/);
  checkout(third);
  await refused(third, /^0002_gone\.sql took away what .* may need: roll forward, or restore\.$/);
});
