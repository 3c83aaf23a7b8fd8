// How fast Postgres posts for Ledge, beside the textbook's way and the database's own limit: the same rows, the same tables, one run.
import { performance } from "node:perf_hooks";
import pg from "pg";
import type { BenchDatabase, BenchPostgres } from "./bench-postgres.ts";
import { classic, type Contender, ledge, raw } from "./contenders.ts";
import { openAccounts, type Shape, shapes, type Transfer, workload } from "./workload.ts";

const SIZES = [1, 100, 500] as const;
/** What the others are given at once: the classic's connections share it, the raw inserts take it whole. */
const OTHERS_SIZE = 500;

export interface PostingOptions {
  readonly turns: number;
  readonly turnMs: number;
  readonly seed: number;
  readonly progress: (what: string) => void;
}

export interface PostingResult {
  readonly shape: Shape;
  readonly contender: string;
  /** Transfers per call. */
  readonly perCall: number;
  /** Of each turn. */
  readonly transfersPerSecond: readonly number[];
}

interface Side {
  readonly contender: Contender;
  readonly perCall: number;
  readonly database: BenchDatabase;
  readonly accounts: readonly string[];
}

/** Posts turn by turn: what slows the machine for a moment slows all alike. */
export async function benchPosting(postgres: BenchPostgres, options: PostingOptions): Promise<PostingResult[]> {
  const results = new Map<string, { shape: Shape; side: Side; rates: number[] }>();
  const sides = await openSides(postgres, options.progress);
  for (const shape of shapes) {
    // Each contender has seen the same number of turns and has the same seed: the same transfers, as far as it gets.
    for (let turn = 0; turn <= options.turns; turn += 1) {
      for (const side of sides) {
        const name = `${side.contender.name}, ${side.perCall} per call`;
        options.progress(`posting, ${shape}: turn ${turn} of ${options.turns}, ${name}`);
        const rate = await measure(side, workload(shape, side.accounts, options.seed + turn), options.turnMs);
        const id = `${shape} ${name}`;
        if (!results.has(id)) results.set(id, { shape, side, rates: [] });
        // The first turn warms up.
        if (turn > 0) results.get(id)?.rates.push(rate);
      }
    }
  }
  for (const { contender } of sides) await contender.close();
  for (const database of new Set(sides.map((side) => side.database))) await database.drop();
  return [...results.values()].map(({ shape, side, rates }) => ({
    shape,
    contender: side.contender.name,
    perCall: side.perCall,
    transfersPerSecond: rates,
  }));
}

async function openSides(postgres: BenchPostgres, progress: (what: string) => void): Promise<Side[]> {
  const sides: Side[] = [];
  const open = async (contender: (database: BenchDatabase) => Promise<Contender>, sizes: readonly number[]): Promise<void> => {
    const database = await postgres.createDatabase();
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    const accounts = await openAccounts(admin);
    await admin.end();
    for (const perCall of sizes) sides.push({ contender: await contender(database), perCall, database, accounts });
    progress(`posting: ${sides.length} contenders ready`);
  };
  await open(({ runtimeUrl }) => ledge(runtimeUrl), SIZES);
  await open(({ adminUrl }) => classic(adminUrl, true), [OTHERS_SIZE]);
  await open(({ adminUrl }) => classic(adminUrl, false), [OTHERS_SIZE]);
  await open(({ adminUrl }) => raw(adminUrl), [OTHERS_SIZE]);
  return sides;
}

async function measure({ contender, perCall }: Side, next: () => Transfer, turnMs: number): Promise<number> {
  const batch = (): Transfer[] => Array.from({ length: perCall }, next);
  let [posted, spentMs] = [0, 0];
  while (spentMs < turnMs) {
    const transfers = batch(); // making them is nobody's cost
    const startedMs = performance.now();
    await contender.post(transfers);
    spentMs += performance.now() - startedMs;
    posted += transfers.length;
  }
  return (posted * 1_000) / spentMs;
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
