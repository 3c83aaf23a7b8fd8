// Measures how fast Ledge posts in Postgres, beside the textbook's way and the database's own limit: the same rows, the same tables, one run.
import { performance } from "node:perf_hooks";
import type { BenchDatabase, BenchPostgres } from "./bench-postgres.ts";
import { classic, type Contender, ledge, raw } from "./contenders.ts";
import { openLedger, type Shape, shapes, type Transfer, workload } from "./workload.ts";

const SIZES = [1, 100, 500] as const;
/** Batch size of the other contenders: the connections of `classic` share a batch, `raw` inserts it at once. */
const OTHERS_SIZE = 500;

export interface Effort {
  readonly turns: number;
  readonly turnMs: number;
  readonly seed: number;
  readonly progress: (what: string) => void;
}

export interface PostingResult {
  readonly shape: Shape;
  readonly contender: string;
  /** Transfers in one call. */
  readonly perCall: number;
  /** In each turn. */
  readonly transfersPerSecond: readonly number[];
}

interface Side {
  readonly contender: Contender;
  readonly perCall: number;
  readonly database: BenchDatabase;
  readonly accounts: readonly string[];
}

/** Posts turn by turn, so that a slow moment of the machine slows all contenders alike. The first turn warms up. */
export async function benchPosting(postgres: BenchPostgres, effort: Effort): Promise<PostingResult[]> {
  const sides = await openSides(postgres, effort.progress);
  const results: (PostingResult & { readonly transfersPerSecond: number[] })[] = [];
  for (const shape of shapes) {
    const ofShape = sides.map(({ contender, perCall }) => ({
      shape,
      contender: contender.name,
      perCall,
      transfersPerSecond: [] as number[],
    }));
    for (let turn = 0; turn <= effort.turns; turn += 1) {
      for (const [index, side] of sides.entries()) {
        effort.progress(`posting, ${shape}, turn ${turn} of ${effort.turns}: ${side.contender.name}, ${side.perCall} per call`);
        const rate = await post(side.contender, side.perCall, workload(shape, side.accounts, effort.seed + turn), effort.turnMs);
        if (turn > 0) ofShape[index]?.transfersPerSecond.push(rate);
      }
    }
    results.push(...ofShape);
  }
  for (const { contender } of sides) await contender.close();
  for (const database of new Set(sides.map((side) => side.database))) await database.drop();
  return results;
}

async function openSides(postgres: BenchPostgres, progress: (what: string) => void): Promise<Side[]> {
  const sides: Side[] = [];
  const open = async (contender: (database: BenchDatabase) => Promise<Contender>, sizes: readonly number[]): Promise<void> => {
    progress(`posting: preparing database ${new Set(sides.map((side) => side.database)).size + 1} of 4`);
    const { database, accounts } = await openLedger(postgres);
    for (const perCall of sizes) sides.push({ contender: await contender(database), perCall, database, accounts });
  };
  await open(({ runtimeUrl }) => ledge(runtimeUrl), SIZES);
  await open(({ adminUrl }) => classic(adminUrl, true), [OTHERS_SIZE]);
  await open(({ adminUrl }) => classic(adminUrl, false), [OTHERS_SIZE]);
  await open(({ adminUrl }) => raw(adminUrl), [OTHERS_SIZE]);
  return sides;
}

/** Posts until the calls have taken `turnMs` together. Returns transfers per second. */
export async function post(contender: Contender, perCall: number, next: () => Transfer, turnMs: number): Promise<number> {
  let [posted, spentMs] = [0, 0];
  while (spentMs < turnMs) {
    const batch = Array.from({ length: perCall }, next); // making the requests is not measured
    const startedMs = performance.now();
    await contender.post(batch);
    spentMs += performance.now() - startedMs;
    posted += batch.length;
  }
  return (posted * 1_000) / spentMs;
}
