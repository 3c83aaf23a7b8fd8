// The guard of a release: at 10 % the new versions must do no worse than those before, by what the platform itself counted.
import { deploy } from "@ledge/delivery/deploy/deploy";
import { readSettings } from "@ledge/delivery/deploy/settings";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { deployContext } from "./support/deploy-context.ts";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

vi.mock("@ledge/delivery/deploy/wrangler", () => import("./support/upload-directly.ts"));
let platform: SamplePlatform;
let commits = 0;
beforeAll(async () => {
  platform = await openSamplePlatform();
  platform.commit({});
  await release([]);
});
afterAll(() => platform.stop());
beforeEach(() => void platform.commit(scripts(`release ${(commits += 1)}`)));

/** What front's two versions answer during the canary. */
interface Canary {
  readonly fresh: readonly [count: number, statusClass: string][];
  readonly base: readonly [count: number, statusClass: string][];
}
const QUIET: Canary = { fresh: [], base: [] };

/** Releases what is committed. @param readings of GET /metrics, the last of them again and again; an error: it cannot be read. */
async function release(readings: readonly (Canary | Error)[], canary = "60"): Promise<{ error: string; said: string[]; waitedS: number }> {
  const args = ["--env", "dev", "--canary", canary];
  const env = platform.environment(args);
  const said: string[] = [];
  let waitedMs = 0;
  let reading = 0;
  const context = deployContext(
    env,
    (line) => void said.push(line),
    (step) => void (/smoke at 10 %/.test(step) && (waitedMs = 0)),
  );
  const metrics = async (): Promise<string> => {
    const found = readings[Math.min(reading, readings.length - 1)] ?? QUIET;
    reading += 1;
    if (found instanceof Error) throw found;
    const [fresh, base] = platform.cloudflare.account.worker("front").deployments[0]?.versions ?? [];
    const lines = [[fresh, found.fresh] as const, [base, found.base] as const].flatMap(([version, answers]) =>
      answers.map(
        ([count, statusClass]) =>
          `ledge_operations_total{service="front",operation="getPage",version="${version?.version_id}",status_class="${statusClass}"} ${count}`,
      ),
    );
    return `${lines.join("\n")}\n# EOF\n`;
  };
  let guardWaitedMs = 0;
  const wait = async (ms: number): Promise<void> => {
    waitedMs += ms;
    if (reading === 2) guardWaitedMs += ms;
  };
  const error = await deploy(readSettings(args, env, platform.root), { ...context, wait, metrics }).then(
    () => "",
    (reason: Error) => reason.message,
  );
  return { error, said, waitedS: guardWaitedMs / 1_000 };
}

describe("a release whose new versions, at 10 %,", () => {
  test("fail more often than those before stops, and the old ones serve everybody again", async () => {
    const before = platform.serving();
    const { error } = await release([
      QUIET,
      QUIET,
      {
        fresh: [
          [90, "2xx"],
          [10, "5xx"],
        ],
        base: [[900, "2xx"]],
      },
    ]);
    expect(error).toContain("The new versions do worse at 10 %: front fails 10.0 % of its requests, and 0.0 % before");
    expect(error).toContain("Rolled back: the versions before serve everybody again.");
    expect(platform.serving()).toEqual(before);
  });

  test("do as well goes on, after the canary's whole time, and says what was compared", async () => {
    const { error, said, waitedS } = await release([QUIET, QUIET, { fresh: [[100, "2xx"]], base: [[900, "2xx"]] }]);
    expect(error).toBe("");
    expect(waitedS).toBeGreaterThan(60);
    expect(said.find((line) => line.includes("compared:"))).toMatch(/core is not judged, of fewer than 50.*front 100$/);
  });

  test("cannot be compared, because the figures could not be read before either, goes on and says so", async () => {
    const { error, said } = await release([new Error("GET /metrics answers 503")]);
    expect(error).toBe("");
    expect(said).toContain("! nobody could compare the versions: GET /metrics answers 503");
  });

  test("take the figures away stops", async () => {
    const { error } = await release([QUIET, QUIET, new Error("GET /metrics answers 503")]);
    expect(error).toContain("GET /metrics answers no more at 10 %: GET /metrics answers 503\nRolled back");
  });

  test("serve nobody for any time, as of a preview, are not compared", async () => {
    const { error, said } = await release([], "0");
    expect(error).toBe("");
    expect(said.join("\n")).not.toContain("no worse than before");
  });
});
