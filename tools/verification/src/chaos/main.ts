// `npm run chaos`: injects faults into a platform of its own, in an order that a seed decides, and checks that every law holds. Exit 0:
// every law held; 1: one was violated; 3: the run was not possible. It must never be pointed at an existing platform.
import { randomInt } from "node:crypto";
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { tableLines } from "@ledge/command/table";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { type Mutant, mutants } from "./mutants.ts";
import type { Platform } from "./platform.ts";
import { report } from "./report.ts";
import { type ChaosOutcome, run } from "./run.ts";

const DEFAULT_SECONDS = 60;
const SEEDS = 2 ** 31;
const USAGE = `npm run chaos -- [--seconds N] [--seed S] [--mutant NAME]
npm run chaos:mutants -- [--seconds N] [--seed S]

Injects faults into a platform of its own under load, and checks every law; chaos:mutants: once per planted bug, until it is caught.
  --seconds   of load; default ${DEFAULT_SECONDS}
  --seed      decides the clients' requests and the faults; default: random, and printed
  --mutant    a bug to plant: ${mutants.map(({ name }) => name).join(", ")}`;

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly mutant: Mutant | null;
}

let platform: Platform | null = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void (platform?.stop() ?? Promise.resolve()).finally(() => process.exit(exitCodes.interrupted)));
}
const progress = startProgress(process.stdout);
await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, {
    seconds: { type: "string" },
    seed: { type: "string" },
    mutant: { type: "string" },
    mutants: { type: "boolean", default: false },
  });
  const options = optionsOf(values);
  try {
    process.exit(await (values.mutants ? runEveryMutant(options) : runOnce(options)));
  } catch (error) {
    progress.end();
    console.error(`Chaos could not run: ${(error as Error).stack}`);
    process.exit(exitCodes.couldNotRun);
  }
});

async function runOnce(options: Options): Promise<number> {
  const { seconds, seed, mutant } = options;
  progress.say("bundling the Workers");
  const outcome = await runReporting(await bundleWorkers(), options);
  progress.end();
  console.log(report(outcome, { seconds, seed, mutant: mutant?.name ?? null }));
  return outcome.violations.length === 0 ? 0 : 1;
}

/** Runs every mutant in turn. Returns the exit code: 0 when each was caught. */
async function runEveryMutant(options: Options): Promise<number> {
  progress.say("bundling the Workers");
  const bundles = await bundleWorkers();
  const rows: string[][] = [];
  for (const mutant of mutants) {
    const outcome = await runReporting(bundles, { ...options, mutant });
    const afterMs = outcome.caughtAfterMs ?? outcome.loadMs + outcome.drainMs;
    const laws = [...new Set(outcome.violations.map(({ law }) => law))];
    rows.push([mutant.name, isCaught(mutant, outcome) ? "caught" : "MISSED", (afterMs / 1_000).toFixed(1), laws.join("; ")]);
  }
  progress.end();
  console.log(`\n${tableLines([["mutant", "", "after s", "by"], ...rows]).join("\n")}`);
  console.log(`Seed ${options.seed}, ${options.seconds} s each at the most.`);
  return rows.some(([, verdict]) => verdict === "MISSED") ? 1 : 0;
}

/** A mutant is caught by a law that it breaks: a run that fails for another reason has caught nothing. */
function isCaught({ breaks }: Mutant, { violations }: ChaosOutcome): boolean {
  return violations.some(({ law }) => breaks.some((broken) => broken === law));
}

async function runReporting(bundles: Awaited<ReturnType<typeof bundleWorkers>>, { seconds, seed, mutant }: Options): Promise<ChaosOutcome> {
  const prefix = mutant === null ? "" : `${mutant.name}: `;
  const say = (line: string): void => progress.say(`${prefix}${line}`);
  return await run({ seconds, seed, mutant, bundles, progress: say, onPlatform: (made) => (platform = made) });
}

/** @throws {BadArguments} */
function optionsOf(values: { readonly seconds?: string; readonly seed?: string; readonly mutant?: string }): Options {
  const seconds = Number(values.seconds ?? DEFAULT_SECONDS);
  const seed = Number(values.seed ?? randomInt(SEEDS));
  if (!Number.isInteger(seconds) || seconds < 1) throw new BadArguments(`--seconds takes a number of seconds, not ${values.seconds}.`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS) {
    throw new BadArguments(`--seed takes a number below ${SEEDS}, not ${values.seed}.`);
  }
  const mutant = mutants.find(({ name }) => name === values.mutant) ?? null;
  if (values.mutant !== undefined && mutant === null) throw new BadArguments(`No mutant is named ${values.mutant}.`);
  return { seconds, seed, mutant };
}
