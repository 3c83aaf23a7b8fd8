// What deploy is given for a platform and an edge that the environment names: no time passes, and a new host answers at the third request.
import { pathToFileURL } from "node:url";
import { deploy, type DeployContext } from "@ledge/delivery/deploy/deploy";
import { readSettings } from "@ledge/delivery/deploy/settings";
import { OVERRIDES } from "@ledge/delivery/deploy/smoke";
import type { OnStep } from "@ledge/delivery/deploy/steps";
import { readDatabaseText } from "@ledge/database/migrate/database-text";

export function deployContext(env: NodeJS.ProcessEnv, say: (line: string) => void, onStep: OnStep): DeployContext {
  const root = env["TEST_ROOT"] ?? "";
  /** Simulates that this time has passed, so that no test waits. */
  let passedMs = 0;
  let asked = 0;
  return {
    root,
    configs: (env["TEST_CONFIGS"] ?? "").split(","),
    databaseText: readDatabaseText(pathToFileURL(`${env["TEST_MIGRATIONS"] ?? `${root}/migrations`}/`)),
    byRpc: ["core"],
    smoke:
      () =>
      async ({ overrides, versions }) => {
        const response = await fetch(env["TEST_EDGE"] ?? "", { headers: overrides === null ? {} : { [OVERRIDES]: overrides } });
        const answered = (await response.json()) as { versions: Record<string, string | null> };
        const wrong = [...versions].filter(([name, id]) => answered.versions[name] !== id).map(([name]) => name);
        const reason = `the edge answered ${response.status}; asked of ${[...versions.keys()].join(", ")}, others answered for ${wrong.join(", ") || "none"}`;
        return { passed: response.ok && wrong.length === 0, reason };
      },
    metrics: async () => "",
    seed: async () => undefined,
    reachable: async () => (asked += 1) > 2,
    wait: async (ms) => void (passedMs += ms),
    now: () => new Date(Date.now() + passedMs),
    say,
    onStep,
  };
}

/** Runs deploy in this process. @param stopAfter ends it after this many steps, as a kill does; 0: never. */
export async function deployHere(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stopAfter = 0,
): Promise<{ code: number; out: string; err: string }> {
  const lines: string[] = [];
  let steps = 0;
  const context = deployContext(
    env,
    (line) => void lines.push(line),
    (step, outcome) => {
      if (outcome === "done" && (steps += 1) === stopAfter) throw new Error(`stopped after ${step}`);
    },
  );
  try {
    await deploy(readSettings(args, env, context.root), context);
    return { code: 0, out: lines.join("\n"), err: "" };
  } catch (error) {
    return { code: 1, out: lines.join("\n"), err: (error as Error).message };
  }
}
