// Whether a ledger gets slower as it grows: posting and reading the same after 10⁴, 10⁵ and 10⁶ transfers.
import { performance } from "node:perf_hooks";
import pg from "pg";
import { random } from "../random/random.ts";
import type { BenchPostgres } from "./bench-postgres.ts";
import { type Contender, ledge } from "./contenders.ts";
import { quantile } from "./measure.ts";
import { openBank, type Transfer, workload } from "./workload.ts";

const PER_CALL = 500;
/** Posted and timed at each size. */
const TIMED_CALLS = 20;
const READS = 1_000;

export interface GrowthOptions {
  /** Transfers in the ledger, ascending. */
  readonly sizes: readonly number[];
  readonly seed: number;
  readonly progress: (what: string) => void;
}

export interface GrowthResult {
  readonly transfers: number;
  readonly transfersPerSecond: number;
  readonly balanceP95Ms: number;
  /** At an instant in the ledger's past, by recorded time. */
  readonly balanceAtP95Ms: number;
}

export async function benchGrowth(postgres: BenchPostgres, options: GrowthOptions): Promise<GrowthResult[]> {
  const { database, accounts } = await openBank(postgres);
  const contender = await ledge(database.runtimeUrl);
  const reader = new pg.Client({ connectionString: database.runtimeUrl });
  await reader.connect();
  const next = workload("uniform", accounts, options.seed);
  const firstMs = Date.now();
  let posted = 0;
  const results: GrowthResult[] = [];
  for (const size of options.sizes) {
    while (posted < size) {
      if (posted % 10_000 === 0) options.progress(`growth: ${posted} of ${size} transfers`);
      await timed(contender, next);
      posted += PER_CALL;
    }
    options.progress(`growth: measuring at ${size}`);
    const callsMs: number[] = [];
    for (let call = 0; call < TIMED_CALLS; call += 1) callsMs.push(await timed(contender, next));
    posted += TIMED_CALLS * PER_CALL;
    const reads = await read(reader, accounts, firstMs, random(options.seed));
    results.push({ transfers: size, transfersPerSecond: (PER_CALL * 1_000) / quantile(callsMs, 0.5), ...reads });
  }
  await contender.close();
  await reader.end();
  await database.drop();
  return results;
}

async function timed(contender: Contender, next: () => Transfer): Promise<number> {
  const batch = Array.from({ length: PER_CALL }, next);
  const startedMs = performance.now();
  await contender.post(batch);
  return performance.now() - startedMs;
}

async function read(client: pg.Client, accounts: readonly string[], firstMs: number, next: (below: number) => number) {
  const balance: number[] = [];
  const balanceAt: number[] = [];
  const nowMs = Date.now();
  for (let index = 0; index < READS; index += 1) {
    const account = accounts[next(accounts.length)];
    const at = new Date(firstMs + next(nowMs - firstMs)).toISOString();
    const startedMs = performance.now();
    await client.query({ name: "balance", text: "SELECT * FROM ledger.accounts WHERE id = $1", values: [account] });
    const readMs = performance.now();
    await client.query({ name: "balance-at", text: "SELECT * FROM ledger.balance_at($1, $2, false)", values: [account, at] });
    balance.push(readMs - startedMs);
    balanceAt.push(performance.now() - readMs);
  }
  return { balanceP95Ms: quantile(balance, 0.95), balanceAtP95Ms: quantile(balanceAt, 0.95) };
}
