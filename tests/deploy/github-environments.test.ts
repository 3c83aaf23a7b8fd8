// GitHub's environments as code, on a stand-in of its API: which branches may use the secrets of an environment, and who approves.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { applyEnvironments, environmentFaults, Wanted } from "@ledge/delivery/github/environments";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GithubStandIn, REPOSITORY, startGithub } from "../stand-ins/github/rest.ts";

const TOKEN = "github-token-of-a-test";
const wanted = Wanted.parse(JSON.parse(readFileSync(join(ROOT, ".github", "environments.json"), "utf8")));
let github: GithubStandIn;
beforeAll(async () => void (github = await startGithub(TOKEN)));
afterAll(() => github.stop());

const repository = () => ({ name: REPOSITORY, github: { name: "GitHub", baseUrl: github.url, token: TOKEN, permissions: "" } });
const run = (...args: string[]) =>
  runScript(join(ROOT, "tools/delivery/src/github/main.ts"), ["--repo", REPOSITORY, ...args], {
    cwd: ROOT,
    timeoutMs: 60_000,
    env: { ...process.env, GITHUB_TOKEN: TOKEN, GITHUB_API_URL: github.url },
  });

describe("the environments", () => {
  test("that a workflow made by naming them admit every branch, which is found", async () => {
    github.nameInWorkflow("prod");
    expect(await environmentFaults(repository(), { prod: wanted["prod"]! })).toEqual([
      "prod admits every branch instead of main",
      "prod is approved by nobody instead of team:releases",
      "prod may be approved by who started the job",
    ]);
  });

  test("are made as written: those of clouds for main alone, previews also for pull requests, prod approved by another person", async () => {
    expect((await run()).code).toBe(0);
    const admitted = Object.fromEntries([...github.environments].map(([name, { policies }]) => [name, policies.map((one) => one.name)]));
    expect(admitted["preview"]).toEqual(["main", "refs/pull/*/merge"]);
    expect(Object.entries(admitted).filter(([name, refs]) => name !== "preview" && refs.join() !== "main")).toEqual([]);
    expect(github.environments.get("prod")).toMatchObject({ reviewers: [{ type: "Team", id: 7001 }], preventSelfReview: true });
    expect(await run("--check")).toMatchObject({ code: 0 });
    const calls = github.calls.length;
    expect(await applyEnvironments(repository(), wanted)).toEqual([]);
    expect(github.calls.slice(calls).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("that were changed by hand are found, and corrected", async () => {
    github.environments.get("dev")?.policies.push({ id: 99, name: "*" });
    const { code, output } = await run("--check");
    expect({ code, output: output.trim() }).toEqual({ code: 1, output: "✗ dev admits main, * instead of main" });
    expect(await applyEnvironments(repository(), wanted)).toEqual(["dev admits main, * instead of main"]);
    expect(await environmentFaults(repository(), wanted)).toEqual([]);
  });
});
