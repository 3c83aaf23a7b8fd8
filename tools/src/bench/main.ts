// `npm run bench`: how fast Ledge is on this machine, beside what else could be done on the same Postgres and in the same runtime.
// Everything that is compared is measured in one run, turn by turn: the ratios count, the rest is this machine's.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { startBenchPostgres } from "./bench-postgres.ts";
import { benchEndToEnd } from "./end-to-end.ts";
import { endToEndTable } from "./end-to-end-report.ts";
import { benchGrowth } from "./growth.ts";
import { benchLanes } from "./lanes.ts";
import { benchPosting } from "./posting.ts";
import { startProgress } from "./progress.ts";
import { growthTable, lanesTable, postingTable } from "./report.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false }, json: { type: "string" } } });

/** What is enough for ratios that stay, and what is enough to see that all of it runs. */
const effort = values.quick
  ? { turns: 1, turnMs: 700, growth: [1_000, 10_000] }
  : { turns: 5, turnMs: 2_000, growth: [10_000, 100_000, 1_000_000] };
const SEED = 20_261_123;
const BYTES_PER_GIB = 2 ** 30;

const progress = startProgress(process.stderr);
const postgres = await startBenchPostgres();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void postgres.stop().then(() => process.exit(130)));
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
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, posting, lanes, growth, endToEnd }, null, 2)}\n`);
} finally {
  await postgres.stop();
}
process.exit(0);
