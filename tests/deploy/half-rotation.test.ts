// A rotation that was cut short: it is finished or undone, by the values before, in every Worker that it reached and no other; nothing in between passes for either.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deployHere } from "./support/deploy-context.ts";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

vi.mock("@ledge/delivery/deploy/wrangler", () => import("./support/upload-directly.ts"));
let platform: SamplePlatform;
let before = "";
let serving = "";
beforeAll(async () => {
  platform = await openSamplePlatform();
  before = platform.commit(scripts("before"));
  expect(await deploy("one")).toMatchObject({ code: 0, err: "" });
  serving = platform.commit(scripts("serving"));
  expect(await deploy("one")).toMatchObject({ code: 0, err: "" });
});
afterAll(() => platform.stop());

/** With this value of the core's secret and, of the one that the middle has too, this one. */
const deploy = (value: string, args: readonly string[] = [], stopAfter = 0, middle = "cursor-key-of-middle-and-core") => {
  const secrets = { LEDGE_SECRET_CORE_URL: value, LEDGE_SECRET_CURSOR_KEY: middle };
  return deployHere(["--env", "dev", "--canary", "0", ...args], { ...platform.environment(args), ...secrets }, stopAfter);
};
const STOPPED = expect.stringMatching(/^stopped after/);
const splitOf = (name: string, secret: string): string => {
  const { deployments, versions } = platform.cloudflare.account.worker(name);
  return (deployments[0]?.versions ?? [])
    .map(({ version_id: one, percentage }) => `${percentage}% ${versions.find(({ id }) => id === one)?.secrets.get(secret)}`)
    .join(" ");
};
const core = (): string => splitOf("core", "CORE_URL");
const middle = (): string => splitOf("middle", "CURSOR_KEY");
const all = (commit: string): string[] => ["front", "middle", "core"].map((name) => `${name}: ${commit.slice(0, 8)} 100`);
const writes = (): number => platform.cloudflare.calls.filter(({ method }) => method !== "GET").length;

describe("a rotation that was cut short", () => {
  test("at 0 % is no ordinary release's to pass over, which says what to do; --rollback undoes it, in the Workers that it reached alone", async () => {
    // Of the core alone: an upload, three times a split and a smoke test.
    expect(await deploy("two", ["--secrets"], 2)).toMatchObject({ err: STOPPED });
    expect(core()).toBe("0% two 100% one");
    const { code, err } = await deploy("one");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^core is in the middle of another release .*--rollback/s) });
    expect(core()).toBe("0% two 100% one");
    expect(await deploy("one", ["--rollback", serving])).toMatchObject({ code: 0, err: "" });
    expect([core(), platform.serving()]).toEqual(["100% one", all(serving)]);
  });

  test("when some Workers have all of the new values is undone in all of them, also by two runs", async () => {
    // Two uploads, twice two splits and a smoke test: killed once the core has all of its traffic, the middle has not.
    expect(await deploy("three", ["--secrets"], 2 + 3 + 3 + 1, "another-key-of-middle-and-core")).toMatchObject({ err: STOPPED });
    expect([core(), middle()]).toEqual(["100% three", "10% another-key-of-middle-and-core 90% cursor-key-of-middle-and-core"]);
    const killed = await deploy("one", ["--rollback", serving], 1);
    expect([killed.err, middle()]).toEqual([STOPPED, "100% cursor-key-of-middle-and-core"]);
    expect(await deploy("one", ["--rollback", serving])).toMatchObject({ code: 0, err: "" });
    expect([core(), middle(), platform.serving()]).toEqual(["100% one", "100% cursor-key-of-middle-and-core", all(serving)]);
  });

  test("together with new code goes back to the code and the values before", async () => {
    const fresh = platform.commit(scripts("fresh"));
    // Three uploads, three splits and a smoke test, and the core's next split.
    expect(await deploy("four", ["--secrets"], 3 + 3 + 1 + 1)).toMatchObject({ err: STOPPED });
    expect(core()).toBe("10% four 90% one");
    expect(await deploy("one", ["--rollback", fresh])).toMatchObject({ code: 0, err: "" });
    expect([core(), platform.serving()]).toEqual(["100% one", all(serving)]);
  });

  test("and was undone leaves a release that is rolled back as ever", async () => {
    expect(await deploy("one", ["--rollback", serving])).toMatchObject({ code: 0, err: "" });
    expect([core(), platform.serving()]).toEqual(["100% one", all(before)]);
  });

  test("is finished by the same command, and then not taken back: that is refused before any Worker changes", async () => {
    const last = platform.commit(scripts("last"));
    expect(await deploy("one")).toMatchObject({ code: 0, err: "" });
    expect(await deploy("five", ["--secrets"], 4)).toMatchObject({ err: STOPPED });
    expect(core()).toBe("10% five 90% one");
    expect(await deploy("five", ["--secrets"])).toMatchObject({ code: 0, err: "" });
    expect([core(), platform.serving()]).toEqual(["100% five", all(last)]);
    const calls = writes();
    const { code, err } = await deploy("five", ["--rollback", last]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^core cannot go back.*its secrets were replaced since/s) });
    expect([writes(), platform.serving()]).toEqual([calls, all(last)]);
  });
});
