// `npm run restore:drill`: loses a database under load, restores it, and says what that costs. Exit 0: nothing was wrong; 1: something was; 2: the
// drill could not be held. It makes its own platform, on this machine, and never touches another one.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { showProgress } from "../chaos/progress.ts";
import { bundleWorkers } from "../workerd/bundle-workers.ts";
import { drill } from "./drill.ts";
import { report } from "./report.ts";

const DEFAULT_SECONDS = 20;
/** The log must be archived at least once between the instant and the end. */
const LEAST_SECONDS = 8;
const SEEDS = 2 ** 31;
const USAGE = "npm run restore:drill [-- --seconds N] [--seed S]";

const progress = showProgress(process.stdout);
try {
  const { seconds, seed } = readOptions();
  progress.say("bundling the Workers");
  const outcome = await drill({ bundles: await bundleWorkers(), seconds, seed, say: (line) => progress.say(line) });
  progress.end();
  console.log(report(outcome, seed));
  process.exit(outcome.faults.length === 0 ? 0 : 1);
} catch (error) {
  progress.end();
  console.error(`The drill could not be held: ${(error as Error).stack}`);
  process.exit(2);
}

function readOptions(): { readonly seconds: number; readonly seed: number } {
  try {
    const { values } = parseArgs({ options: { seconds: { type: "string" }, seed: { type: "string" } } });
    const [seconds, seed] = [Number(values.seconds ?? DEFAULT_SECONDS), Number(values.seed ?? randomInt(SEEDS))];
    if (!Number.isInteger(seconds) || seconds < LEAST_SECONDS)
      throw new Error(`--seconds takes ${LEAST_SECONDS} or more, not ${values.seconds}.`);
    if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS) throw new Error(`--seed takes a number below ${SEEDS}, not ${values.seed}.`);
    return { seconds, seed };
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}
