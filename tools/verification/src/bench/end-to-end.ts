// Measures how fast Ledge is over HTTP, as a client sees it: each kind of request beside transfers, and beside what a Worker of this runtime can
// do at best on the same machine. All are measured turn by turn, so that a slow moment of the machine slows all of them alike.
import type { BenchPostgres } from "./bench-postgres.ts";
import { orderOf } from "./compare.ts";
import { measureTurn } from "./end-to-end-measure.ts";
import { startPlatform } from "./end-to-end-platform.ts";
import { END_TO_END_KINDS, type EndToEndKind } from "./kinds.ts";
import type { Effort } from "./posting.ts";
import { type Percentiles, percentiles, type Ratios, REFERENCES, withRatios } from "./ratios.ts";

/** The connections of each kind, most first: with one connection a Worker would be measured before it has been compiled. */
const CONNECTIONS: Readonly<Record<EndToEndKind, readonly number[]>> = {
  nothing: [128, 32, 1],
  write: [128, 32, 1],
  "write-and-select": [128, 32, 1],
  "write-and-insert": [1],
  transfer: [128, 32, 1],
  batch: [32, 1],
  balance: [128, 32, 1],
  hold: [32, 1],
  reversal: [32, 1],
  transaction: [32, 1],
};

interface Side {
  readonly kind: EndToEndKind;
  readonly connections: number;
  /** Transfers measured once more: what they show against themselves is noise. */
  readonly isControl: boolean;
}

export interface EndToEndResult extends Side, Percentiles, Ratios {
  /** In each turn: transfers of a batch, requests of any other kind. */
  readonly perSecond: readonly number[];
}

/** @param kinds to measure beside the references. */
export async function benchEndToEnd(postgres: BenchPostgres, kinds: readonly EndToEndKind[], effort: Effort): Promise<EndToEndResult[]> {
  effort.progress("end to end: bundling the Workers and opening accounts");
  const platform = await startPlatform(postgres);
  const sides = sidesOf(kinds).map((side) => ({ ...side, perSecond: [] as number[], samplesMs: [] as number[] }));
  try {
    // Turn 0 is not counted: it compiles, plans and caches.
    for (let turn = 0; turn <= effort.turns; turn += 1) {
      for (const { kind, connections, perSecond, samplesMs } of orderOf(turn + 1, sides)) {
        effort.progress(`end to end, turn ${turn} of ${effort.turns}: ${kind}, ${connections} connections`);
        const measured = await measureTurn(platform.target, { kind, connections, turnMs: effort.turnMs }, platform.settle);
        if (turn === 0) continue;
        perSecond.push(measured.perSecond);
        for (const sampleMs of measured.samplesMs) samplesMs.push(sampleMs);
      }
    }
  } finally {
    await platform.stop();
  }
  return withRatios(sides.map(({ samplesMs, ...side }) => ({ ...side, ...percentiles(samplesMs) })));
}

function sidesOf(kinds: readonly EndToEndKind[]): Side[] {
  const measured = END_TO_END_KINDS.filter((kind) => REFERENCES.some((one) => one === kind) || kinds.includes(kind));
  const sides = measured.flatMap((kind) => CONNECTIONS[kind].map((connections) => ({ kind, connections, isControl: false })));
  return [...sides, ...CONNECTIONS.transfer.map((connections) => ({ kind: "transfer" as const, connections, isControl: true }))];
}
