// Runs deploy, or rotate:key, in a separate process, as their main.ts do, for a platform and an edge that the test names. It can end itself by SIGKILL between two steps,
// without any clean-up.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deploy } from "@ledge/delivery/deploy/deploy";
import { readSettings } from "@ledge/delivery/deploy/settings";
import { rotateKey } from "@ledge/delivery/rotate-key/rotate-key";
import { deployContext } from "./deploy-context.ts";

const killAfter = Number(process.env["TEST_KILL_AFTER"]);
let steps = 0;
const context = deployContext(process.env, console.log, (_, outcome) => {
  if (outcome !== "done") return;
  steps += 1;
  if (steps === killAfter) process.kill(process.pid, "SIGKILL");
});

try {
  const args = process.argv.slice(2);
  if (process.env["TEST_ROTATES"] === undefined) await deploy(readSettings(args, process.env, context.root), context);
  else {
    await rotateKey(args, process.env, context, async (environment, name, value) => {
      writeFileSync(join(context.root, ".ledge", "github.json"), JSON.stringify({ environment, name, value }));
    });
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
