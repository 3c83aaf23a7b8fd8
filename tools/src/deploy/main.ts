// `npm run deploy`: see settings.ts for what it can be asked. Exits 0 when it is done, 1 when not, 2 when it was not understood.
import { setTimeout as delay } from "node:timers/promises";
import { CONFIGS, ROOT } from "../dev/runtime.ts";
import { readDatabaseText } from "../migrate/database-text.ts";
import { BadArguments } from "../target/target.ts";
import { deploy } from "./deploy.ts";
import { readSettings, usage } from "./settings.ts";
import { smokeByPack } from "./smoke.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const REACH_WITHIN_MS = 10_000;

try {
  await deploy(readSettings(process.argv.slice(2), process.env, ROOT), {
    root: ROOT,
    configs: CONFIGS,
    databaseText: readDatabaseText(),
    smoke({ hosts, isPreview }, operatorKey) {
      // A preview has the API's host alone.
      const others = Object.values(hosts).filter((host) => host !== hosts.api && !isPreview);
      const [url = "", ...origins] = [hosts.api, ...others].map((host) => `https://${host}`);
      return smokeByPack(url, origins, operatorKey);
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
} catch (error) {
  // The reason first: it is what whoever reads the log of a failed job looks for.
  console.error((error as Error).message);
  if (error instanceof BadArguments) console.error(`\n${usage}`);
  process.exitCode = error instanceof BadArguments ? EXIT_USAGE : EXIT_FAILED;
}
