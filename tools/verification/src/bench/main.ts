// `npm run bench`: measures how fast Ledge is on this machine, beside alternatives on the same Postgres and in the same runtime, beside files of
// SQL (`--contender FILE`), or beside another commit (`--beside CHECKOUT`). Everything compared is measured in one run: the ratios are the result, the rates are this
// machine's.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { exitCodes, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { ROOT } from "@ledge/repository/root";
import { type BenchPostgres, startBenchPostgres } from "./bench-postgres.ts";
import { besideReport } from "./beside/report.ts";
import { runBeside } from "./beside/run.ts";
import { benchBytes } from "./bytes.ts";
import { benchContenders } from "./contender-files.ts";
import { benchCrossings } from "./crossings.ts";
import { benchEndToEnd } from "./end-to-end.ts";
import { endToEndTable } from "./end-to-end-report.ts";
import { benchGrowth } from "./growth.ts";
import { benchLanes } from "./lanes.ts";
import { benchPosting, type Effort } from "./posting.ts";
import { bytesTable, contendersTable, crossingsTable, growthTable, lanesTable, postingTable } from "./report.ts";
import { type BenchSettings, type Part, readSettings, usage } from "./settings.ts";

type Mode<Name extends BenchSettings["mode"]> = Extract<BenchSettings, { mode: Name }>;

/** How many transfers a ledger has, and how many are weighed: of a long run, and of a quick one. */
const LONG = { growth: [10_000, 100_000, 1_000_000], bytes: 100_000 };
const QUICK = { growth: [1_000, 10_000], bytes: 10_000 };
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

interface Measured {
  readonly results: object;
  readonly text: string;
}

/** @param table makes the text of the results. */
async function withText<Results extends object>(results: Promise<Results>, table: (results: Results) => string): Promise<Measured> {
  const measured = await results;
  return { results: measured, text: table(measured) };
}

const effortOf = ({ turns, turnMs }: BenchSettings): Effort => ({ turns, turnMs, seed: SEED, progress: progress.say });

function measurePart(part: Part, postgres: BenchPostgres, settings: Mode<"parts">): Promise<Measured> {
  const effort = effortOf(settings);
  const { growth: sizes, bytes: transfers } = settings.quick ? QUICK : LONG;
  switch (part) {
    case "posting":
      return withText(benchPosting(postgres, effort), postingTable);
    case "lanes":
      return withText(benchLanes(postgres, effort), lanesTable);
    case "bytes":
      return withText(benchBytes(postgres, { ...effort, transfers }), bytesTable);
    case "growth":
      return withText(benchGrowth(postgres, { ...effort, sizes }), growthTable);
    case "crossings":
      return withText(benchCrossings(effort), crossingsTable);
    case "end-to-end":
      return withText(benchEndToEnd(postgres, settings.kinds, effort), endToEndTable);
  }
}

async function withPostgres(
  settings: BenchSettings,
  measure: (postgres: BenchPostgres) => Promise<Record<string, Measured>>,
): Promise<void> {
  const postgres = await startBenchPostgres();
  onSignal(postgres.stop);
  try {
    const measured = await measure(postgres);
    const { turns, turnMs, json } = settings;
    const head = `${machineLine}; Postgres ${postgres.version}, fsync on; ${turns} turns of ${turnMs} ms`;
    const results = Object.fromEntries(Object.entries(measured).map(([name, part]) => [name, part.results]));
    print([head, ...Object.values(measured).map(({ text }) => text)].join("\n\n"), json, {
      postgres: postgres.version,
      turns,
      turnMs,
      ...results,
    });
  } finally {
    await postgres.stop();
  }
}

const benchParts = (settings: Mode<"parts">): Promise<void> =>
  withPostgres(settings, async (postgres) => {
    const measured: Record<string, Measured> = {};
    for (const part of settings.parts) measured[part] = await measurePart(part, postgres, settings);
    return measured;
  });

const benchFiles = (settings: Mode<"contenders">): Promise<void> =>
  withPostgres(settings, async (postgres) => ({
    contenders: await withText(benchContenders(postgres, settings.files, effortOf(settings)), contendersTable),
  }));

async function benchBeside({ checkout, loads, turns, turnMs, json }: Mode<"beside">): Promise<void> {
  const options = { before: checkout, after: ROOT, loads, turns, turnMs, seed: SEED, progress: progress.say };
  const comparison = await runBeside(options, onSignal);
  print([`${machineLine}; ${turns} turns of ${turnMs} ms`, besideReport(comparison)].join("\n\n"), json, { turns, turnMs, ...comparison });
}

await runCommand(usage, async (args) => {
  const settings = readSettings(args, process.env["INIT_CWD"] ?? process.cwd());
  try {
    if (settings.mode === "beside") await benchBeside(settings);
    else await (settings.mode === "contenders" ? benchFiles(settings) : benchParts(settings));
  } catch (error) {
    progress.end();
    // Stopping the servers makes the measurement fail: the signal's handler ends the process after it has cleaned up.
    if (interrupted) await new Promise<never>(() => undefined);
    throw error;
  }
  process.exit(0);
});
