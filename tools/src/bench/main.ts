// `npm run bench`: how fast Ledge is on this machine, beside what else could be done on the same Postgres and in the same runtime.
// Everything that is compared is measured in one run, turn by turn: the ratios count, the rest is this machine's.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { readArguments, runCommand } from "../command-line/command-line.ts";
import { startBenchPostgres } from "./bench-postgres.ts";
import { benchEndToEnd } from "./end-to-end.ts";
import { endToEndTable } from "./end-to-end-report.ts";
import { benchGrowth } from "./growth.ts";
import { benchLanes } from "./lanes.ts";
import { benchPosting } from "./posting.ts";
import { startProgress } from "./progress.ts";
import { growthTable, lanesTable, postingTable } from "./report.ts";

const USAGE = `npm run bench -- [--quick] [--json FILE]

Prints what things cost, beside what this machine can do at best. Minutes long; on a machine that does nothing else.
  --quick   enough to see that all of it runs; too little for ratios
  --json    where to write the numbers, too`;
const SEED = 20_261_123;
const BYTES_PER_GIB = 2 ** 30;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { quick: { type: "boolean", default: false }, json: { type: "string" } });
  await bench(values.quick, values.json);
  process.exit(0);
});

async function bench(isQuick: boolean, jsonFile: string | undefined): Promise<void> {
  /** What is enough for ratios that stay, and what is enough to see that all of it runs. */
  const effort = isQuick
    ? { turns: 1, turnMs: 700, growth: [1_000, 10_000] }
    : { turns: 5, turnMs: 2_000, growth: [10_000, 100_000, 1_000_000] };
  const progress = startProgress(process.stderr);
  const postgres = await startBenchPostgres();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => void postgres.stop().then(() => process.exit(130)));
  try {
    const machine = {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: availableParallelism(),
      memoryGib: Math.round(totalmem() / BYTES_PER_GIB),
      node: process.version,
      postgres: postgres.version,
    };
    const shared = { turns: effort.turns, turnMs: effort.turnMs, seed: SEED, progress: progress.show };
    const posting = await benchPosting(postgres, shared);
    const lanes = await benchLanes(postgres, shared);
    const growth = await benchGrowth(postgres, { sizes: effort.growth, seed: SEED, progress: progress.show });
    const endToEnd = await benchEndToEnd(postgres, shared);
    progress.clear();
    console.log(
      `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB; Postgres ${machine.postgres}, fsync on; Node ${machine.node}\n`,
    );
    console.log([postingTable(posting), lanesTable(lanes), growthTable(growth), endToEndTable(endToEnd)].join("\n\n"));
    if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ machine, posting, lanes, growth, endToEnd }, null, 2)}\n`);
  } finally {
    await postgres.stop();
  }
}
