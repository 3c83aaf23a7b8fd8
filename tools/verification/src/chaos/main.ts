// `npm run chaos`: breaks the platform in every way that a seed deals out, and checks that no law was broken with it. Exit 0: none was;
// 1: one was; 3: it could not be run. Never to be pointed at a platform that matters: it makes its own.
import { randomInt } from "node:crypto";
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { tableLines } from "@ledge/command/table";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { type Mutant, mutants } from "./mutants.ts";
import type { Platform } from "./platform.ts";
import { report } from "./report.ts";
import { type Outcome, run } from "./run.ts";

const DEFAULT_SECONDS = 60;
const SEEDS = 2 ** 31;
const USAGE = `npm run chaos -- [--seconds N] [--seed S] [--mutant NAME]
npm run chaos:mutants -- [--seconds N] [--seed S]

Breaks a platform of its own in every way, and counts what is left of it; chaos:mutants: once per planted bug, until it is caught.
  --seconds   of load; default ${DEFAULT_SECONDS}
  --seed      what deals out the faults; default: by chance, and printed
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
    process.exit(await (values.mutants ? everyMutant(options) : single(options)));
  } catch (error) {
    progress.end();
    console.error(`Chaos could not run: ${(error as Error).stack}`);
    process.exit(exitCodes.couldNotRun);
  }
});

async function single(options: Options): Promise<number> {
  const { seconds, seed, mutant } = options;
  progress.say("bundling the Workers");
  const outcome = await play(await bundleWorkers(), options);
  progress.end();
  console.log(report(outcome, { seconds, seed, mutant: mutant?.name ?? null }));
  return outcome.violations.length === 0 ? 0 : 1;
}

/** Every mutant in turn: 0 when each was caught. */
async function everyMutant(options: Options): Promise<number> {
  progress.say("bundling the Workers");
  const bundles = await bundleWorkers();
  const rows: string[][] = [];
  for (const mutant of mutants) {
    const outcome = await play(bundles, { ...options, mutant });
    const afterMs = outcome.caughtAfterMs ?? outcome.loadMs + outcome.drainMs;
    const laws = [...new Set(outcome.violations.map(({ law }) => law))];
    rows.push([mutant.name, isCaught(mutant, outcome) ? "caught" : "MISSED", (afterMs / 1_000).toFixed(1), laws.join("; ")]);
  }
  progress.end();
  console.log(`\n${tableLines([["mutant", "", "after s", "by"], ...rows]).join("\n")}`);
  console.log(`Seed ${options.seed}, ${options.seconds} s each at the most.`);
  return rows.some(([, verdict]) => verdict === "MISSED") ? 1 : 0;
}

/** By what it breaks: a run that ends badly for another reason has caught nothing. */
function isCaught({ breaks }: Mutant, { violations }: Outcome): boolean {
  return violations.some(({ law }) => breaks.some((broken) => broken === law));
}

async function play(bundles: Awaited<ReturnType<typeof bundleWorkers>>, { seconds, seed, mutant }: Options): Promise<Outcome> {
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
