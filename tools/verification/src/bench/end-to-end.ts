// Measures how fast Ledge is over HTTP, as a client sees it, beside what a Worker of this runtime can do at best on the same machine. All are
// measured turn by turn, so that a slow moment of the machine slows all of them alike.
import type { BenchPostgres } from "./bench-postgres.ts";
import { type RequestKind, runLoad } from "./end-to-end-load.ts";
import { startPlatform } from "./end-to-end-platform.ts";
import { BATCH } from "./end-to-end-requests.ts";
import { quantile } from "./measure.ts";
import type { Effort } from "./posting.ts";

/** Most connections first: with one connection a Worker would be measured before it has been compiled. */
const LOADS: readonly (readonly [kind: RequestKind, connections: readonly number[]])[] = [
  ["nothing", [128, 32, 1]],
  ["write", [128, 32, 1]],
  ["write-and-select", [128, 32, 1]],
  ["write-and-insert", [1]],
  ["transfer", [128, 32, 1]],
  ["batch", [32, 1]],
  ["balance", [128, 32, 1]],
];
/** Enough to open the connections, and to compile code that was not used by the load before. */
const WARM_UP_MS = 1_000;
/** Kinds that are answered 201; the others are answered 200. */
export const CREATED: ReadonlySet<RequestKind> = new Set<RequestKind>(["transfer", "batch"]);

export interface EndToEndResult {
  readonly kind: RequestKind;
  readonly connections: number;
  /** Transfers or reads in a request. */
  readonly perRequest: number;
  /** In each turn. */
  readonly requestsPerSecond: readonly number[];
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export async function benchEndToEnd(postgres: BenchPostgres, effort: Effort): Promise<EndToEndResult[]> {
  effort.progress("end to end: bundling the Workers and opening accounts");
  const platform = await startPlatform(postgres);
  const sides = LOADS.flatMap(([kind, counts]) =>
    counts.map((connections) => ({ kind, connections, rates: [] as number[], samplesMs: [] as number[] })),
  );
  try {
    for (let turn = 1; turn <= effort.turns; turn += 1) {
      for (const { kind, connections, rates, samplesMs } of sides) {
        effort.progress(`end to end, turn ${turn} of ${effort.turns}: ${kind}, ${connections} connections`);
        const load = { kind, connections, warmUpMs: WARM_UP_MS, measureMs: effort.turnMs, expects: CREATED.has(kind) ? 201 : 200 };
        const measured = await runLoad({ ...load, ...platform.target });
        await platform.settle();
        rates.push((measured.samplesMs.length * 1_000) / effort.turnMs);
        for (const sampleMs of measured.samplesMs) samplesMs.push(sampleMs);
      }
    }
  } finally {
    await platform.stop();
  }
  return sides.map(({ kind, connections, rates, samplesMs }) => ({
    kind,
    connections,
    perRequest: kind === "batch" ? BATCH : 1,
    requestsPerSecond: rates,
    p50Ms: quantile(samplesMs, 0.5),
    p95Ms: quantile(samplesMs, 0.95),
    p99Ms: quantile(samplesMs, 0.99),
  }));
}
