// Runs deploy in a separate process, as main.ts does, for a platform and an edge that the test names. It can end itself by SIGKILL between two steps,
// without any clean-up.
import { pathToFileURL } from "node:url";
import { deploy } from "@ledge/delivery/deploy/deploy";
import { readSettings } from "@ledge/delivery/deploy/settings";
import { OVERRIDES } from "@ledge/delivery/deploy/smoke";
import { readDatabaseText } from "@ledge/database/migrate/database-text";

const root = process.env["TEST_ROOT"] ?? "";
const edge = process.env["TEST_EDGE"] ?? "";
const killAfter = Number(process.env["TEST_KILL_AFTER"]);
/** Simulates that this time has passed, so that no test waits. */
let passedMs = 0;
let steps = 0;
let asked = 0;

try {
  await deploy(readSettings(process.argv.slice(2), process.env, root), {
    root,
    configs: (process.env["TEST_CONFIGS"] ?? "").split(","),
    databaseText: readDatabaseText(pathToFileURL(`${process.env["TEST_MIGRATIONS"] ?? `${root}/migrations`}/`)),
    byRpc: ["core"],
    smoke:
      () =>
      async ({ overrides, versions }) => {
        const response = await fetch(edge, { headers: overrides === null ? {} : { [OVERRIDES]: overrides } });
        const answered = (await response.json()) as { versions: Record<string, string | null> };
        const wrong = [...versions].filter(([name, id]) => answered.versions[name] !== id).map(([name]) => name);
        const reason = `the edge answered ${response.status}; asked of ${[...versions.keys()].join(", ")}, others answered for ${wrong.join(", ") || "none"}`;
        return { passed: response.ok && wrong.length === 0, reason };
      },
    seed: async () => undefined,
    // A new host answers at the third request.
    reachable: async () => (asked += 1) > 2,
    wait: async (ms) => void (passedMs += ms),
    now: () => new Date(Date.now() + passedMs),
    say: console.log,
    onStep(_, outcome) {
      if (outcome !== "done") return;
      steps += 1;
      if (steps === killAfter) process.kill(process.pid, "SIGKILL");
    },
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
