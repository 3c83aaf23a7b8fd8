// The smoke pack against the platform as an operator starts it: it passes in less than half a minute, at the commit of this folder.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { currentCommit } from "@ledge/repository/commit";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { ROOT } from "@ledge/repository/root";
import { afterAll, expect, test } from "vitest";
import { endAll, ended, run } from "../support/processes.ts";

const BAR_MS = 30_000;
const stateDir = makeServerFolder("ledge-smoke-");

afterAll(async () => {
  await endAll();
  rmSync(stateDir, { recursive: true, force: true });
});

test("the smoke pack passes on `npm start` within 30 s, with the commit of this folder deployed", async () => {
  const commit = currentCommit(ROOT);
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  const platform = run("tools/dev/src/start/main.ts", ["--port", String(await freePort()), "--state", stateDir]);
  await expect.poll(() => platform.output().includes("Ledge is up") || platform.child.exitCode !== null, { timeout: 180_000 }).toBe(true);
  expect(platform.child.exitCode, platform.output()).toBeNull();
  const { url, operator_key } = JSON.parse(readFileSync(join(stateDir, "dev.json"), "utf8")) as Record<string, string>;

  const startedMs = performance.now();
  const smoke = run("tools/cli/src/smoke/main.ts", [url as string, "--key", operator_key as string, "--commit", commit as string]);
  expect(await ended(smoke.child), smoke.output()).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(BAR_MS);
  console.log(smoke.output());
});
