// `npm run import -- FILE`: replays a transactions CSV through the HTTP API of the running platform. It exits 0 only when every line is posted and
// every balance agrees with the recorded one.
import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { createLedge, DeadlineExceededError, type Retry } from "@ledge/client";
import type { ImportPlan } from "./plan.ts";
import { platformOver, Refused } from "./platform.ts";
import { type LineFault, readTransactions } from "./read-file.ts";
import { replay } from "./replay.ts";
import { closingTable, mismatchReport, startProgress, unlistedReport } from "./report.ts";
import { newTally } from "./tally.ts";
import { BadArguments, exitCodes, runCommand } from "@ledge/command/command-line";
import { readSettings, type Settings, usage } from "./settings.ts";

/** A file in the wrong format has a fault on every line: the first ones show what is wrong. */
const FAULTS_SHOWN = 20;
/** Between two checks whether another import has posted the same lines; its requests take some tenths of a second. */
const OTHER_IMPORT_POLL_MS = 1_000;

class Interrupted extends Error {}

await runCommand(usage, async (args) => {
  const settings = readSettings(args, process.env);
  const outcome = readTransactions(readBytes(settings.file), { currency: settings.currency, now: new Date() });
  if (outcome.ok) return await run(outcome.plan, settings);
  printFaults(settings.file, outcome.faults);
  return exitCodes.failed;
});

async function run(plan: ImportPlan, settings: Settings): Promise<number> {
  const { url, operatorKey, retryForMs, currency, concurrency, postingMode } = settings;
  console.log(`Importing ${plan.lineCount} lines of ${plan.accounts.length} accounts in ${currency} into ${url}`);
  const stop = new AbortController();
  // Every request in flight listens to this signal; without this call Node would warn of a leak.
  setMaxListeners(0, stop.signal);
  // Ctrl-C in a terminal arrives twice, from the process group and through run.mjs; the second signal has no effect.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort(new Interrupted()));

  const tally = newTally();
  const progress = startProgress(plan.lineCount, process.stderr);
  const startedMs = performance.now();
  let retries = 0;
  const onRetry = ({ reason }: Retry): void => {
    retries += 1;
    progress.say(`retrying: ${reason}`);
  };
  const ledge = createLedge({ url, apiKey: operatorKey, deadlineMs: retryForMs, signal: stop.signal, onRetry });
  const platform = platformOver(ledge, currency, postingMode);
  let failure: unknown = null;
  const onCompared = (accounts: number): void =>
    progress.say(`${accounts} of ${plan.accounts.length} accounts compared with what is posted already`);
  const waitForOther = async (round: number): Promise<boolean> => {
    progress.say("waiting for an earlier request for the same lines");
    await delay(OTHER_IMPORT_POLL_MS, undefined, { signal: stop.signal });
    return round * OTHER_IMPORT_POLL_MS < retryForMs;
  };
  try {
    await replay(plan, platform, { concurrency, stop, tally, onLine: progress.advance, onCompared, waitForOther });
  } catch (error) {
    failure = error;
  }
  progress.stop();

  const elapsedMs = performance.now() - startedMs;
  console.log(closingTable(tally, { lineCount: plan.lineCount, accountCount: plan.accounts.length, retries, elapsedMs }));
  if (tally.mismatches > 0) console.error(`\n${mismatchReport(tally.mismatches, tally.firstMismatches)}`);
  if (tally.firstUnlisted !== null) console.error(`\n${unlistedReport(tally.unlisted, tally.firstUnlisted)}`);
  return conclude(failure, tally.mismatches);
}

/** Prints how the import ended. Returns the exit code. */
function conclude(failure: unknown, mismatches: number): number {
  const resume = "Run the same command again to go on after the last posted line: no line is posted twice.";
  if (failure instanceof Interrupted) {
    console.error(`\nInterrupted. ${resume}`);
    return exitCodes.interrupted;
  }
  if (failure !== null) {
    const words = failure instanceof Error ? failure.message : String(failure);
    console.error(`\nStopped: ${words.replace(/\.$/, "")}.`);
    if (isCausedBy(failure, DeadlineExceededError)) console.error(resume);
    if (isCausedBy(failure, Refused)) {
      console.error("This does not pass by itself. When its cause is gone, the import goes on after the last posted line.");
    }
    return exitCodes.failed;
  }
  return mismatches === 0 ? 0 : exitCodes.failed;
}

function isCausedBy(error: unknown, kind: typeof Refused | typeof DeadlineExceededError): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof kind) return true;
  return false;
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new BadArguments(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

function printFaults(file: string, faults: readonly LineFault[]): void {
  console.error(`${file} has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}; nothing was posted.`);
  for (const { fileLine, detail } of faults.slice(0, FAULTS_SHOWN)) console.error(`line ${fileLine}: ${detail}`);
  if (faults.length > FAULTS_SHOWN) console.error(`… and ${faults.length - FAULTS_SHOWN} more`);
}
