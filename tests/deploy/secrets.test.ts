// Secrets through releases and rollbacks: a value that was replaced never serves again, whatever is run again, rolled back or left over.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SamplePlatform, openSamplePlatform, scripts } from "./support/sample-platform.ts";

let platform: SamplePlatform;
let first = "";
let third = "";

beforeAll(async () => {
  platform = await openSamplePlatform();
});
afterAll(() => platform.stop());

/** Runs deploy with this value of the core's secret. */
const deploy = (value: string, args: readonly string[] = []) => platform.deploy(args, { env: { LEDGE_SECRET_CORE_URL: value } });
const served = (): (string | undefined)[] => {
  const core = platform.cloudflare.account.workers.get("core");
  const serving = core?.deployments[0]?.versions.filter(({ percentage }) => percentage > 0) ?? [];
  return serving.map(({ version_id: one }) => core?.versions.find(({ id }) => id === one)?.secrets.get("CORE_URL"));
};
const tags = (): string[] => ["front", "middle", "core"].map((name) => tagOf(name));
const tagOf = (name: string): string => {
  const worker = platform.cloudflare.account.workers.get(name);
  const [serving] = worker?.deployments[0]?.versions ?? [];
  return worker?.versions.find(({ id }) => id === serving?.version_id)?.metadata.annotations?.["workers/tag"] ?? "";
};
const writes = (): number => platform.cloudflare.calls.filter(({ method }) => method !== "GET").length;
/** Commits, and keeps the artifact as the workflow does. */
function commitAndKeep(saying: string): string {
  const commit = platform.commit(scripts(saying));
  cpSync(join(platform.root, ".build", "artifact"), join(platform.root, ".build", "kept", commit), { recursive: true });
  return commit;
}

describe("secrets", () => {
  test("are changed by a release that says so, in the Workers that have them and no other", async () => {
    first = commitAndKeep("first");
    expect(await deploy("one")).toMatchObject({ code: 0, err: "" });
    const before = writes();
    const unsaid = await deploy("two");
    expect(unsaid).toMatchObject({ code: 1 });
    expect(unsaid.err).toMatch(/^core serves with other secrets \(CORE_URL\).*--secrets/s);
    expect(writes()).toBe(before);

    const others = ["front", "middle"].map((name) => platform.cloudflare.account.workers.get(name)?.versions.length);
    expect(await deploy("two", ["--secrets"])).toMatchObject({ code: 0, err: "" });
    expect(served()).toEqual(["two"]);
    expect(["front", "middle"].map((name) => platform.cloudflare.account.workers.get(name)?.versions.length)).toEqual(others);
    expect(tags()).toEqual([`${first}-g1`, `${first}-g1`, `${first}-g2`]);
  });

  test("that serve stay when the same release is run again", async () => {
    expect(await deploy("two")).toMatchObject({ code: 0, err: "" });
    expect(served()).toEqual(["two"]);
  });

  test("that were replaced are refused, with and without the word, before anything changes", async () => {
    const before = writes();
    for (const args of [[], ["--secrets"]]) {
      const { code, err } = await deploy("one", args);
      expect(code).toBe(1);
      expect(err).toMatch(/^core would get a value of CORE_URL that was replaced: it serves with generation 2 of its secrets/);
    }
    expect(writes()).toBe(before);
    expect(served()).toEqual(["two"]);
  });

  test("of a release that failed are of no later one, although its upload is the newest", async () => {
    platform.commit(scripts("broken:0"));
    expect((await deploy("three", ["--secrets"])).code).toBe(1);
    expect(served()).toEqual(["two"]);
    third = commitAndKeep("third");
    expect(await deploy("two")).toMatchObject({ code: 0, err: "" });
    expect(served()).toEqual(["two"]);
  });

  test("that a release missing them would need are named before anything changes", async () => {
    const before = writes();
    const { code, err } = await deploy("");
    expect({ code, err }).toEqual({ code: 1, err: "These secrets must be in the environment, as LEDGE_SECRET_NAME: CORE_URL.\n" });
    expect(writes()).toBe(before);
  });
});

describe("a rollback", () => {
  test("whose release failed with new secrets at 100 % goes back to those that served", async () => {
    platform.commit(scripts("broken:100"));
    const { code, err } = await deploy("five", ["--secrets"]);
    expect(code).toBe(1);
    expect(err).toContain("Rolled back: the versions before serve everybody again.");
    expect(served()).toEqual(["two"]);
  });

  test("across a change of secrets is refused before anything changes, and says which artifact does it", async () => {
    const fourth = commitAndKeep("fourth");
    expect((await deploy("two")).code).toBe(0);
    expect((await deploy("six", ["--secrets"])).code).toBe(0);
    const before = writes();
    const { code, err } = await deploy("six", ["--rollback", fourth]);
    expect(code).toBe(1);
    expect(err).toMatch(
      new RegExp(`^core cannot go back to a version of ${third.slice(0, 12)}: its secrets were replaced since.*--artifact`, "s"),
    );
    expect(writes()).toBe(before);

    const kept = join(".build", "kept", third);
    const wrong = await deploy("two", ["--rollback", fourth, "--artifact", kept]);
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.err).toMatch(/^core would get a value of CORE_URL that was replaced/);
    expect(writes()).toBe(before);

    expect(await deploy("six", ["--rollback", fourth, "--artifact", kept])).toMatchObject({ code: 0, err: "" });
    expect(served()).toEqual(["six"]);
    expect(tags().map((tag) => tag.replace(/-g\d+$/, ""))).toEqual([third, third, third]);
    expect(platform.cloudflare.account.workers.get("core")?.versions[0]?.script).toBe(scripts("third")["core/index.js"]);
    expect(await deploy("six", ["--rollback", fourth, "--artifact", kept])).toMatchObject({ code: 0, err: "" });
    expect(served()).toEqual(["six"]);
  });

  test("with an artifact of before a contracting migration is refused", async () => {
    platform.commit({ "migrations/0002_gone.sql": "-- Nobody reads it any more.\n-- phase: contract\nDROP TABLE sample.items;\n" });
    const last = platform.commit({});
    expect((await deploy("six")).code).toBe(0);
    const before = writes();
    const { code, err } = await deploy("six", ["--rollback", last, "--artifact", join(".build", "kept", first)]);
    expect(code).toBe(1);
    expect(err).toMatch(/^0002_gone\.sql took away what .* may need: roll forward, or restore\.\n$/);
    expect(writes()).toBe(before);
  });
});
