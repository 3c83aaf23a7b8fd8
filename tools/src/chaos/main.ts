// `npm run chaos`: breaks the platform in every way that a seed deals out, and checks that no law was broken with it. Exit 0: none was;
// 1: one was; 2: it could not be run. Never to be pointed at a platform that matters: it makes its own.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { bundleWorkers } from "../workerd/bundle-workers.ts";
import { type Mutant, mutants } from "./mutants.ts";
import type { Platform } from "./platform.ts";
import { showProgress } from "./progress.ts";
import { report, table } from "./report.ts";
import { type Outcome, run } from "./run.ts";

const DEFAULT_SECONDS = 60;
const SEEDS = 2 ** 31;
const USAGE = "npm run chaos -- [--seconds N] [--seed S] [--mutant NAME]; npm run chaos:mutants -- [--seconds N] [--seed S]";

let platform: Platform | null = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void (platform?.stop() ?? Promise.resolve()).finally(() => process.exit(2)));
}
const options = readOptions();
const progress = showProgress(process.stdout);
try {
  process.exit(await (options.every ? everyMutant() : single()));
} catch (error) {
  progress.end();
  console.error(`Chaos could not run: ${(error as Error).stack}`);
  process.exit(2);
}

async function single(): Promise<number> {
  const { seconds, seed, mutant } = options;
  progress.say("bundling the Workers");
  const outcome = await play(await bundleWorkers(), mutant);
  progress.end();
  console.log(report(outcome, { seconds, seed, mutant: mutant?.name ?? null }));
  return outcome.violations.length === 0 ? 0 : 1;
}

/** Every mutant in turn: 0 when each was caught. */
async function everyMutant(): Promise<number> {
  progress.say("bundling the Workers");
  const bundles = await bundleWorkers();
  const rows: string[][] = [];
  for (const mutant of mutants) {
    const outcome = await play(bundles, mutant);
    const afterMs = outcome.caughtAfterMs ?? outcome.loadMs + outcome.drainMs;
    const laws = [...new Set(outcome.violations.map(({ law }) => law))];
    rows.push([mutant.name, isCaught(mutant, outcome) ? "caught" : "MISSED", (afterMs / 1_000).toFixed(1), laws.join("; ")]);
  }
  progress.end();
  console.log(`\n${table(["mutant", "", "after s", "by"], rows).join("\n")}`);
  console.log(`Seed ${options.seed}, ${options.seconds} s each at the most.`);
  return rows.some(([, verdict]) => verdict === "MISSED") ? 1 : 0;
}

/** By what it breaks: a run that ends badly for another reason has caught nothing. */
function isCaught({ breaks }: Mutant, { violations }: Outcome): boolean {
  return violations.some(({ law }) => breaks.some((broken) => broken === law));
}

async function play(bundles: Awaited<ReturnType<typeof bundleWorkers>>, mutant: Mutant | null): Promise<Outcome> {
  const { seconds, seed } = options;
  const prefix = mutant === null ? "" : `${mutant.name}: `;
  const say = (line: string): void => progress.say(`${prefix}${line}`);
  return await run({ seconds, seed, mutant, bundles, progress: say, onPlatform: (made) => (platform = made) });
}

function readOptions(): { seconds: number; seed: number; mutant: Mutant | null; every: boolean } {
  const { values } = parse();
  const seconds = Number(values.seconds ?? DEFAULT_SECONDS);
  const seed = Number(values.seed ?? randomInt(SEEDS));
  if (!Number.isInteger(seconds) || seconds < 1) refuse(`--seconds takes a number of seconds, not ${values.seconds}.`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS) refuse(`--seed takes a number below ${SEEDS}, not ${values.seed}.`);
  const mutant = mutants.find(({ name }) => name === values.mutant) ?? null;
  if (values.mutant !== undefined && mutant === null) {
    refuse(`No mutant is named ${values.mutant}. There are: ${mutants.map(({ name }) => name).join(", ")}.`);
  }
  return { seconds, seed, mutant, every: values.mutants };
}

function parse() {
  try {
    return parseArgs({
      options: {
        seconds: { type: "string" },
        seed: { type: "string" },
        mutant: { type: "string" },
        mutants: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(message: string): never {
  console.error(`${message}\n${USAGE}`);
  process.exit(2);
}
