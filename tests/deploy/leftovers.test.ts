// Consumers and crons that a config has no more: the release that drops them removes them. A rollback changes none, and says so.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { deployHere } from "./support/deploy-context.ts";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

vi.mock("@ledge/delivery/deploy/wrangler", () => import("./support/upload-directly.ts"));
const CONFIG = "core/wrangler.toml";
let platform: SamplePlatform;
beforeAll(async () => {
  platform = await openSamplePlatform();
  platform.commit({});
  expect(await deploy([])).toMatchObject({ code: 0, err: "" });
  consume("core");
  platform.cloudflare.zone.crons.set("core", ["* * * * *"]);
});
afterAll(() => platform.stop());

const deploy = (args: readonly string[]) => deployHere(["--env", "dev", "--canary", "0", ...args], platform.environment(args));
const consumers = (): string[] => platform.cloudflare.account.queues.flatMap((queue) => queue.consumers.map(({ script }) => script));
const consume = (script: string): void =>
  void platform.cloudflare.account.queues[0]!.consumers.push({
    ...{ consumer_id: script, type: "worker", script, environment: "production", settings: {} },
  });

test("are removed by the release that drops them, and nobody else's are", async () => {
  const config = readFileSync(join(platform.root, CONFIG), "utf8");
  platform.commit({ [CONFIG]: config.replace(/\[\[queues\.consumers\]\][\s\S]*?(?=\[secrets\])/, "") });
  consume("somebody");
  const { code, err, out } = await deploy([]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect([consumers(), platform.cloudflare.zone.crons.get("core")]).toEqual([["somebody"], []]);
  expect(out.indexOf("✓ smoke at 100 %")).toBeLessThan(out.indexOf("✓ triggers that core has no more"));
});

test("stay as they are when that release is rolled back, which says so", async () => {
  const wrong = platform.commit(scripts("wrong"));
  expect(await deploy([])).toMatchObject({ code: 0, err: "" });
  const before = consumers();
  const { code, out } = await deploy(["--rollback", wrong]);
  expect([code, out]).toEqual([0, expect.stringContaining("Consumers and crons stay those of the release that was left")]);
  expect(consumers()).toEqual(before);
});
