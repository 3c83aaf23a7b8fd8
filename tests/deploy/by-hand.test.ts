// A version that somebody made by hand serves: the next release takes it back by a canary, and brings no value that was replaced before.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deployHere } from "./support/deploy-context.ts";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

vi.mock("@ledge/delivery/deploy/wrangler", () => import("./support/upload-directly.ts"));
let platform: SamplePlatform;
beforeAll(async () => {
  platform = await openSamplePlatform();
  platform.commit(scripts("first"));
  expect(await deploy("one")).toMatchObject({ code: 0, err: "" });
  expect(await deploy("two", ["--secrets"])).toMatchObject({ code: 0, err: "" });
});
afterAll(() => platform.stop());

const deploy = (value: string, args: readonly string[] = []) =>
  deployHere(["--env", "dev", "--canary", "0", ...args], { ...platform.environment(args), LEDGE_SECRET_CORE_URL: value });
const core = () => platform.cloudflare.account.worker("core");
const served = (): string | undefined =>
  core()
    .versions.find(({ id }) => id === core().deployments[0]?.versions[0]?.version_id)
    ?.secrets.get("CORE_URL");

/** As `wrangler secret put` does: a version with the same code and another secret serves everybody. */
function putSecretByHand(value: string): void {
  const { versions, deployments } = core();
  const [newest] = versions as [(typeof versions)[number]];
  const metadata = { ...newest.metadata, annotations: { "workers/triggered_by": "secret" } };
  const version = { ...newest, id: randomUUID(), metadata, secrets: new Map([["CORE_URL", value]]) };
  versions.unshift(version);
  const codeUpdate = { mode: "immediate" };
  deployments.unshift({ id: randomUUID(), versions: [{ version_id: version.id, percentage: 100 }], annotations: {}, codeUpdate });
}
const changesOfCore = (since: number): string[] =>
  platform.cloudflare.calls
    .slice(since)
    .filter(({ method, path }) => method !== "GET" && /scripts\/core(\/versions|\/deployments)?$/.test(path))
    .map(({ method, path, query }) => `${method} ${path.replace(/.*\/scripts\//, "")}${query.has("force") ? " forced" : ""}`);

describe("after a secret was put by hand", () => {
  test("a value that was replaced before is refused all the same, with and without the word", async () => {
    putSecretByHand("by hand");
    const calls = platform.cloudflare.calls.length;
    for (const args of [[], ["--secrets"]]) {
      const { code, err } = await deploy("one", args);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^core would get a value of CORE_URL that was replaced/) });
    }
    expect([changesOfCore(calls), served()]).toEqual([[], "by hand"]);
  });

  test("the same release takes it back with the secrets of today, by a canary and without the word", async () => {
    const calls = platform.cloudflare.calls.length;
    expect(await deploy("two")).toMatchObject({ code: 0, err: "" });
    expect(served()).toBe("two");
    expect(changesOfCore(calls).map((change) => change.replace(" forced", ""))).toEqual([
      "POST core/versions",
      ...Array.from({ length: 3 }, () => "POST core/deployments"),
    ]);
  });

  test("in the moment before a release's last stage, the release stops and leaves it", async () => {
    platform.commit(scripts("second"));
    let isPut = false;
    platform.cloudflare.fail({
      matches({ method, path, body }) {
        const isLast = method === "POST" && path.endsWith("core/deployments") && JSON.parse(body.toString()).versions.length === 1;
        if (isLast && !isPut) putSecretByHand("meanwhile");
        isPut ||= isLast;
        return false;
      },
      answer: { status: 500, body: {} },
    });
    const { code, err } = await deploy("two");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("10220") });
    expect(served()).toBe("meanwhile");
  });
});
