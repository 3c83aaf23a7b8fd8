// Releases in another order than their commits: each environment has a queue of its own, and an older commit may be approved after a later one was released.
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

let platform: SamplePlatform;
let older = "";
let newer = "";

const git = (...args: string[]): void =>
  void execFileSync(
    "git",
    ["-C", platform.root, "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "advice.detachedHead=false", ...args],
    {
      stdio: "ignore",
    },
  );
const kept = (commit: string): string => join(platform.root, ".build", "kept", commit);
const served = (): string[] => [...new Set(platform.serving().map((line) => line.replace(/^.*: /, "")))];
const all = (commit: string): string[] => [`${commit.slice(0, 8)} 100`];

/** Commits on what is checked out, and keeps the artifact as GitHub does. */
function commitAndKeep(saying: string): string {
  const commit = platform.commit(scripts(saying));
  cpSync(join(platform.root, ".build", "artifact"), kept(commit), { recursive: true });
  return commit;
}

/** As the job of that commit does. */
async function release(commit: string, ...more: string[]): Promise<{ code: number | null; err: string }> {
  git("checkout", "--quiet", commit);
  return await platform.deploy(["--artifact", kept(commit), ...more]);
}

beforeAll(async () => {
  platform = await openSamplePlatform();
  platform.commit({});
  platform.cloudflare.account.createWorker("front");
  expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
  older = commitAndKeep("older");
  newer = commitAndKeep("newer");
  expect(await release(newer)).toMatchObject({ code: 0, err: "" });
});
afterAll(() => platform.stop());

describe("a release of a commit that is older than the one that serves", () => {
  test("is refused before anything changes, as a dry run says too", async () => {
    for (const more of [[], ["--dry-run"]]) {
      const calls = platform.cloudflare.calls.length;
      const { code, err } = await release(older, ...more);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(`^${older} is older than ${newer}, which serves`) });
      expect(platform.cloudflare.calls.slice(calls).filter(({ method }) => method !== "GET")).toEqual([]);
    }
    expect(served()).toEqual(all(newer));
  });

  test("is refused too while the newer one serves some Workers alone, its release cut short", async () => {
    const { deployments } = platform.cloudflare.account.worker("core");
    const stages = deployments.splice(0, 3);
    expect(served()).toHaveLength(2);
    expect((await release(older)).err).toContain(`${older} is older than ${newer}, which serves`);
    deployments.unshift(...stages);
  });

  test("is made once the newer one is rolled back; the newer one, and a commit beside both, are released as ever", async () => {
    git("checkout", "--quiet", newer);
    expect(await platform.deploy(["--rollback", newer])).toMatchObject({ code: 0, err: "" });
    expect(await release(older)).toMatchObject({ code: 0, err: "" });
    expect(await release(newer)).toMatchObject({ code: 0, err: "" });
    git("checkout", "--quiet", older);
    const beside = commitAndKeep("beside");
    expect(await release(beside)).toMatchObject({ code: 0, err: "" });
    expect(served()).toEqual(all(beside));
  });

  test("is not known to be newer in a clone without history, which releases nothing", async () => {
    const whole = `${platform.root}-whole`;
    cpSync(platform.root, whole, { recursive: true });
    try {
      rmSync(join(platform.root, ".git"), { recursive: true });
      execFileSync("git", ["clone", "--quiet", "--bare", "--depth", "1", `file://${whole}`, join(platform.root, ".git")], {
        stdio: "ignore",
      });
      git("config", "core.bare", "false");
      git("reset", "--quiet", "--hard");
      const later = commitAndKeep("later");
      const calls = platform.cloudflare.calls.length;
      const { code, err } = await release(later);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("git fetch --unshallow") });
      expect(platform.cloudflare.calls.slice(calls).filter(({ method }) => method !== "GET")).toEqual([]);
    } finally {
      rmSync(whole, { recursive: true, force: true });
    }
  });
});
