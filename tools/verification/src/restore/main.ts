// `npm run restore:drill`: loses a database under load, restores it, and reports how long that takes and what is lost. Exit 0: no fault;
// 1: faults; 3: the drill was not possible. It makes a platform of its own on this machine, and must never touch another one.
import { randomInt } from "node:crypto";
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { drill } from "./drill.ts";
import { report } from "./report.ts";

const DEFAULT_SECONDS = 20;
/** The log must be archived at least once between the instant and the end. */
const LEAST_SECONDS = 8;
const SEEDS = 2 ** 31;
const USAGE = `npm run restore:drill -- [--seconds N] [--seed S]

Loses a database of its own under load, restores it to an instant, and measures what that costs. Exits 1 when something was wrong.
  --seconds   of load, at least ${LEAST_SECONDS}; default ${DEFAULT_SECONDS}
  --seed      decides the transfers; default: random, and printed`;

const progress = startProgress(process.stdout);
await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { seconds: { type: "string" }, seed: { type: "string" } });
  const { seconds, seed } = optionsOf(values);
  try {
    progress.say("bundling the Workers");
    const outcome = await drill({ bundles: await bundleWorkers(), seconds, seed, say: (line) => progress.say(line) });
    progress.end();
    console.log(report(outcome, seed));
    process.exit(outcome.faults.length === 0 ? 0 : 1);
  } catch (error) {
    progress.end();
    console.error(`The drill could not run: ${(error as Error).stack}`);
    process.exit(exitCodes.couldNotRun);
  }
});

/** @throws {BadArguments} */
function optionsOf(values: { readonly seconds?: string; readonly seed?: string }): { readonly seconds: number; readonly seed: number } {
  const [seconds, seed] = [Number(values.seconds ?? DEFAULT_SECONDS), Number(values.seed ?? randomInt(SEEDS))];
  if (!Number.isInteger(seconds) || seconds < LEAST_SECONDS)
    throw new BadArguments(`--seconds takes ${LEAST_SECONDS} or more, not ${values.seconds}.`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS)
    throw new BadArguments(`--seed takes a number below ${SEEDS}, not ${values.seed}.`);
  return { seconds, seed };
}
