// `npm run deploy`: settings.ts has its arguments. Exits 0 when it is done, 1 when not, 2 for bad arguments.
import { setTimeout as delay } from "node:timers/promises";
import { createLedge } from "@ledge/client";
import { runCommand } from "@ledge/command/command-line";
import { moveFirstMoney } from "@ledge/dev/start/welcome";
import { ROOT } from "@ledge/repository/root";
import { BY_RPC, CONFIGS } from "@ledge/repository/workers";
import { readDatabaseText } from "@ledge/database/migrate/database-text";
import { deploy } from "./deploy.ts";
import { readSettings, usage } from "./settings.ts";
import { smokeByPack } from "./smoke.ts";

const REACH_WITHIN_MS = 10_000;

await runCommand(usage, async (args) => {
  await deploy(readSettings(args, process.env, ROOT), {
    root: ROOT,
    configs: CONFIGS,
    byRpc: BY_RPC,
    databaseText: readDatabaseText(),
    smoke({ hosts, isPreview }, operatorKey) {
      // A preview has the API's host alone.
      const others = Object.values(hosts).filter((host) => host !== hosts.api && !isPreview);
      const [url = "", ...origins] = [hosts.api, ...others].map((host) => `https://${host}`);
      return smokeByPack(url, origins, operatorKey);
    },
    seed: async ({ hosts }, operatorKey) => {
      await moveFirstMoney(createLedge({ url: `https://${hosts.api}`, apiKey: operatorKey }));
    },
    reachable: async (url) =>
      await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(REACH_WITHIN_MS) }).then(
        () => true,
        () => false,
      ),
    wait: delay,
    now: () => new Date(),
    say: console.log,
  });
  return 0;
});
