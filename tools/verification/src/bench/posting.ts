// Measures how fast Ledge posts and places holds in Postgres, beside the textbook's way and the database's own limit: the same rows, the same tables, one run.
import { performance } from "node:perf_hooks";
import type { BenchDatabase, BenchPostgres } from "./bench-postgres.ts";
import { type Estimate, orderOf, ratio } from "./compare.ts";
import { classic, type Contender, ledge, raw } from "./contenders.ts";
import { holds } from "./holds.ts";
import { openLedger, type Shape, shapes, type Transfer, workload } from "./workload.ts";

/** Transfers that a lane posts in one call under load. */
export const FULL_CALL = 500;
const SIZES = [1, 100, FULL_CALL] as const;

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
  /** In each turn; of `holds`, holds placed. */
  readonly transfersPerSecond: readonly number[];
  /** Its rate ÷ that of Ledge posting full calls. */
  readonly ofFullCall: Estimate;
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
  const results: PostingResult[] = [];
  for (const shape of shapes) results.push(...(await postShape(shape, sides, effort)));
  for (const { contender } of sides) await contender.close();
  for (const database of new Set(sides.map((side) => side.database))) await database.drop();
  return results;
}

async function postShape(shape: Shape, sides: readonly Side[], effort: Effort): Promise<PostingResult[]> {
  const measured = sides.map((side) => ({ ...side, transfersPerSecond: [] as number[] }));
  for (let turn = 0; turn <= effort.turns; turn += 1) {
    for (const { contender, perCall, accounts, transfersPerSecond } of orderOf(turn + 1, measured)) {
      effort.progress(`posting, ${shape}, turn ${turn} of ${effort.turns}: ${contender.name}, ${perCall} per call`);
      const rate = await post(contender, perCall, workload(shape, accounts, effort.seed + turn), effort.turnMs);
      if (turn > 0) transfersPerSecond.push(rate);
    }
  }
  const isFull = (side: Side): boolean => side.contender.name === "ledge" && side.perCall === FULL_CALL;
  const full = measured.find(isFull)?.transfersPerSecond ?? [];
  return measured.map(({ contender, perCall, transfersPerSecond }) => ({
    ...{ shape, contender: contender.name, perCall, transfersPerSecond },
    ofFullCall: ratio(transfersPerSecond, full),
  }));
}

async function openSides(postgres: BenchPostgres, progress: (what: string) => void): Promise<Side[]> {
  const sides: Side[] = [];
  const open = async (contender: (database: BenchDatabase) => Promise<Contender>, sizes: readonly number[]): Promise<void> => {
    progress(`posting: preparing database ${new Set(sides.map((side) => side.database)).size + 1} of 5`);
    const { database, accounts } = await openLedger(postgres);
    for (const perCall of sizes) sides.push({ contender: await contender(database), perCall, database, accounts });
  };
  await open(({ runtimeUrl }) => ledge(runtimeUrl), SIZES);
  await open(({ runtimeUrl }) => holds(runtimeUrl), [FULL_CALL]);
  // The connections of `classic` share a batch, `raw` inserts it at once.
  await open(({ adminUrl }) => classic(adminUrl, true), [FULL_CALL]);
  await open(({ adminUrl }) => classic(adminUrl, false), [FULL_CALL]);
  await open(({ adminUrl }) => raw(adminUrl), [FULL_CALL]);
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
