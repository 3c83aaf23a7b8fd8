// When a smoke test judges a stage: once the split can be everywhere and every Durable Object has taken its code, or it would judge the code before (decision 71).
import { deploy } from "@ledge/delivery/deploy/deploy";
import { CODE_UPDATE_S } from "@ledge/delivery/deploy/cloudflare";
import { readSettings } from "@ledge/delivery/deploy/settings";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { deployContext } from "./support/deploy-context.ts";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

vi.mock("@ledge/delivery/deploy/wrangler", () => import("./support/upload-directly.ts"));
let platform: SamplePlatform;
beforeAll(async () => void (platform = await openSamplePlatform()));
afterAll(() => platform.stop());

/** How many seconds have passed since the last split, by each smoke test. */
async function release(): Promise<number[]> {
  const args = ["--env", "dev"];
  const env = platform.environment(args);
  let passedMs = 0;
  const settledS: number[] = [];
  const context = deployContext(
    env,
    () => undefined,
    (step) => void (/ to \d+ %$/.test(step) && (passedMs = 0)),
  );
  await deploy(readSettings(args, env, platform.root), {
    ...context,
    wait: async (ms) => void (passedMs += ms),
    smoke: (...given) => {
      const smoke = context.smoke(...given);
      return async (asked) => (settledS.push(passedMs / 1_000), await smoke(asked));
    },
  });
  return settledS;
}

test("a stage is judged after its split and every object's new code", async () => {
  platform.commit({});
  await release();
  platform.commit(scripts("second"));
  const settledS = await release();
  expect(settledS).toHaveLength(3);
  for (const settled of settledS) expect(settled).toBeGreaterThan(CODE_UPDATE_S);
});
