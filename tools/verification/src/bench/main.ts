// `npm run bench`: measures how fast Ledge is on this machine, beside alternatives on the same Postgres and in the same runtime, or
// (`--beside CHECKOUT`) beside another commit. Everything compared is measured in one run: the ratios are the result, the rates are this
// machine's.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { exitCodes, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { ROOT } from "@ledge/repository/root";
import { startBenchPostgres } from "./bench-postgres.ts";
import { besideReport } from "./beside/report.ts";
import { runBeside } from "./beside/run.ts";
import { benchEndToEnd } from "./end-to-end.ts";
import { endToEndTable } from "./end-to-end-report.ts";
import { benchGrowth } from "./growth.ts";
import { benchLanes } from "./lanes.ts";
import { benchPosting } from "./posting.ts";
import { growthTable, lanesTable, postingTable } from "./report.ts";
import { type BenchSettings, readSettings, usage } from "./settings.ts";

type Mode<Name extends BenchSettings["mode"]> = Extract<BenchSettings, { mode: Name }>;

/** LONG is enough for ratios that are reproducible; QUICK is enough to see that everything runs. */
const LONG = { turns: 5, turnMs: 2_000, growth: [10_000, 100_000, 1_000_000] };
const QUICK = { turns: 1, turnMs: 700, growth: [1_000, 10_000] };
const SEED = 20_261_123;
const BYTES_PER_GIB = 2 ** 30;

const progress = startProgress(process.stderr);
const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGib: Math.round(totalmem() / BYTES_PER_GIB),
  node: process.version,
};
const machineLine = `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB; Node ${machine.node}`;

let interrupted = false;

function onSignal(stop: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      interrupted = true;
      void stop().finally(() => process.exit(exitCodes.interrupted));
    });
  }
}

function print(text: string, json: string | null, results: object): void {
  progress.end();
  console.log(text);
  if (json !== null) writeFileSync(json, `${JSON.stringify({ machine, ...results }, null, 2)}\n`);
}

async function benchAll({ quick, json }: Mode<"all">): Promise<void> {
  const effort = quick ? QUICK : LONG;
  const postgres = await startBenchPostgres();
  onSignal(postgres.stop);
  try {
    const shared = { turns: effort.turns, turnMs: effort.turnMs, seed: SEED, progress: progress.say };
    const posting = await benchPosting(postgres, shared);
    const lanes = await benchLanes(postgres, shared);
    const growth = await benchGrowth(postgres, { sizes: effort.growth, seed: SEED, progress: progress.say });
    const endToEnd = await benchEndToEnd(postgres, shared);
    const tables = [postingTable(posting), lanesTable(lanes), growthTable(growth), endToEndTable(endToEnd)];
    const text = [`${machineLine}; Postgres ${postgres.version}, fsync on`, ...tables].join("\n\n");
    print(text, json, { postgres: postgres.version, posting, lanes, growth, endToEnd });
  } finally {
    await postgres.stop();
  }
}

async function benchBeside({ checkout, loads, turns, turnMs, json }: Mode<"beside">): Promise<void> {
  const options = { before: checkout, after: ROOT, loads, turns, turnMs, seed: SEED, progress: progress.say };
  const comparison = await runBeside(options, onSignal);
  print([`${machineLine}; ${turns} turns of ${turnMs} ms`, besideReport(comparison)].join("\n\n"), json, { turns, turnMs, ...comparison });
}

await runCommand(usage, async (args) => {
  const settings = readSettings(args, process.env["INIT_CWD"] ?? process.cwd());
  try {
    await (settings.mode === "all" ? benchAll(settings) : benchBeside(settings));
  } catch (error) {
    progress.end();
    // Stopping the servers makes the measurement fail: the signal's handler ends the process after it has cleaned up.
    if (interrupted) await new Promise<never>(() => undefined);
    throw error;
  }
  process.exit(0);
});
