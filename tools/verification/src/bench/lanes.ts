// Measures the cost of a hot account with one posting lane and with several: the figures behind decision 21, which says how hot accounts are
// kept.
import { performance } from "node:perf_hooks";
import type { BenchPostgres } from "./bench-postgres.ts";
import { ledge } from "./contenders.ts";
import type { Effort } from "./posting.ts";
import { openLedger, workload } from "./workload.ts";

const LANES = [1, 2, 4] as const;
const SIZES = [100, 500] as const;
const SHAPES = ["uniform", "hot"] as const;

export interface LanesResult {
  readonly shape: (typeof SHAPES)[number];
  readonly lanes: number;
  readonly perCall: number;
  /** In each turn, over all lanes. */
  readonly transfersPerSecond: readonly number[];
}

export async function benchLanes(postgres: BenchPostgres, effort: Effort): Promise<LanesResult[]> {
  const { database, accounts } = await openLedger(postgres);
  const lanes = await Promise.all(Array.from({ length: Math.max(...LANES) }, () => ledge(database.runtimeUrl)));
  const results = SIZES.flatMap((perCall) =>
    LANES.flatMap((count) => SHAPES.map((shape) => ({ shape, lanes: count, perCall, transfersPerSecond: [] as number[] }))),
  );
  for (let turn = 0; turn <= effort.turns; turn += 1) {
    for (const result of results) {
      effort.progress(`lanes, turn ${turn} of ${effort.turns}: ${result.shape}, ${result.lanes} lanes, ${result.perCall} per call`);
      const next = workload(result.shape, accounts, effort.seed + turn);
      const startedMs = performance.now();
      const posted = await Promise.all(
        lanes.slice(0, result.lanes).map(async (lane) => {
          let count = 0;
          while (performance.now() - startedMs < effort.turnMs) {
            const batch = Array.from({ length: result.perCall }, next);
            await lane.post(batch);
            count += batch.length;
          }
          return count;
        }),
      );
      const rate = (posted.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - startedMs);
      if (turn > 0) result.transfersPerSecond.push(rate);
    }
  }
  for (const lane of lanes) await lane.close();
  await database.drop();
  return results;
}
