// `npm run import -- FILE`: replays a transactions CSV through the HTTP API of the running platform. Ties the parts together;
// it exits 0 only when every line stands on the ledger and every balance is the recorded one.
import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { createLedge, type Retry } from "@ledge/client";
import type { ImportPlan } from "./plan.ts";
import { platformOver } from "./platform.ts";
import { type LineFault, readTransactions } from "./read-file.ts";
import { newTally, replay } from "./replay.ts";
import { closingTable, mismatchReport, startProgress } from "./report.ts";
import { BadArguments } from "../target/target.ts";
import { readSettings, type Settings, usage } from "./settings.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** 128 + SIGINT, as shells report it. */
const EXIT_INTERRUPTED = 130;
/** A file in the wrong format has a fault on every line: the first ones say what is wrong. */
const FAULTS_SHOWN = 20;

class Interrupted extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const settings = readSettings(process.argv.slice(2), process.env);
    const outcome = readTransactions(readText(settings.file));
    if (outcome.ok) return await run(outcome.plan, settings);
    printFaults(settings.file, outcome.faults);
    return EXIT_FAILED;
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    return EXIT_USAGE;
  }
}

async function run(plan: ImportPlan, settings: Settings): Promise<number> {
  const { url, operatorKey, patienceMs, currency, concurrency, travel } = settings;
  console.log(`Importing ${plan.lineCount} lines of ${plan.accounts.length} accounts in ${currency} into ${url}`);
  const stop = new AbortController();
  // Every request in flight listens to the one signal: that is no leak.
  setMaxListeners(0, stop.signal);
  // A terminal's Ctrl-C arrives here twice, from its process group and passed on by run.mjs: the second changes nothing.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort(new Interrupted()));

  const tally = newTally();
  const progress = startProgress(plan.lineCount, process.stderr);
  const startedMs = performance.now();
  let retries = 0;
  const onRetry = ({ reason }: Retry): void => {
    retries += 1;
    progress.waitFor(reason);
  };
  const ledge = createLedge({ url, apiKey: operatorKey, deadlineMs: patienceMs, signal: stop.signal, onRetry });
  const platform = platformOver(ledge, currency, travel);
  let failure: unknown = null;
  try {
    await replay(plan, platform, { concurrency, stop, tally, onLine: progress.advance });
  } catch (error) {
    failure = error;
  }
  progress.stop();

  const elapsedMs = performance.now() - startedMs;
  console.log(closingTable(tally, { lineCount: plan.lineCount, accountCount: plan.accounts.length, retries, elapsedMs }));
  if (tally.mismatches > 0) console.error(`\n${mismatchReport(tally.mismatches, tally.firstMismatches)}`);
  return conclude(failure, tally.mismatches);
}

/** Says how it ended, and the exit code for it. */
function conclude(failure: unknown, mismatches: number): number {
  const resume = "Run the same command again to go on: what is posted is recognised by its Idempotency-Key and not posted twice.";
  if (failure instanceof Interrupted) {
    console.error(`\nInterrupted. ${resume}`);
    return EXIT_INTERRUPTED;
  }
  if (failure !== null) {
    console.error(`\nStopped: ${failure instanceof Error ? failure.message : String(failure)}\n${resume}`);
    return EXIT_FAILED;
  }
  return mismatches === 0 ? 0 : EXIT_FAILED;
}

function readText(file: string): string {
  try {
    // fatal: a wrong encoding must not pass as replacement characters in somebody's payment.
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new BadArguments(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

function printFaults(file: string, faults: readonly LineFault[]): void {
  console.error(`${file} has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}; nothing was posted.`);
  for (const { fileLine, detail } of faults.slice(0, FAULTS_SHOWN)) console.error(`line ${fileLine}: ${detail}`);
  if (faults.length > FAULTS_SHOWN) console.error(`… and ${faults.length - FAULTS_SHOWN} more`);
}
