// Measures whether a ledger gets slower as it grows: the same posting and reading with 10⁴, 10⁵ and 10⁶ transfers in it, their events in the feed.
// The ledgers are filled first and then measured turn by turn, so that a slow moment of the machine slows all of them alike.
import { performance } from "node:perf_hooks";
import type pg from "pg";
import { random } from "../random.ts";
import { type BenchDatabase, type BenchPostgres, query } from "./bench-postgres.ts";
import { type Estimate, orderOf, ratio } from "./compare.ts";
import { connect, type Contender, ledge } from "./contenders.ts";
import { sequenceAll } from "./feed.ts";
import { quantile } from "./measure.ts";
import { FULL_CALL } from "./posting.ts";
import { openLedger, type Transfer, workload } from "./workload.ts";

/** Together they post 10,000 more transfers: no more than the smallest ledger has. */
const TURNS = 20;
const READS_PER_TURN = 100;
/** Filled between two rounds of sequencing. */
const ROUND = 10_000;

export interface GrowthOptions {
  /** How many transfers each ledger has. */
  readonly sizes: readonly number[];
  readonly seed: number;
  readonly progress: (what: string) => void;
}

export interface GrowthResult {
  readonly transfers: number;
  /** In each turn's call. */
  readonly transfersPerSecond: readonly number[];
  /** Its rate ÷ that of the first ledger. */
  readonly ofFirst: Estimate;
  readonly balanceP95Ms: number;
  /** Of the balance at a past instant, by recorded time. */
  readonly balanceAtP95Ms: number;
}

interface Ledger {
  readonly transfers: number;
  readonly database: BenchDatabase;
  readonly accounts: readonly string[];
  readonly contender: Contender;
  readonly reader: pg.Client;
  readonly next: () => Transfer;
  readonly openedMs: number;
  readonly transfersPerSecond: number[];
  readonly balanceMs: number[];
  readonly balanceAtMs: number[];
}

export async function benchGrowth(postgres: BenchPostgres, options: GrowthOptions): Promise<GrowthResult[]> {
  const ledgers: Ledger[] = [];
  for (const size of options.sizes) ledgers.push(await fill(postgres, size, options));
  for (let turn = 1; turn <= TURNS; turn += 1) {
    options.progress(`growth: turn ${turn} of ${TURNS}`);
    for (const ledger of orderOf(turn, ledgers)) {
      ledger.transfersPerSecond.push((FULL_CALL * 1_000) / (await timed(ledger)));
      await read(ledger, random(options.seed + turn));
      await sequenceAll(ledger.database);
    }
  }
  for (const { contender, reader, database } of ledgers) {
    await contender.close();
    await reader.end();
    await database.drop();
  }
  return ledgers.map(({ transfers, transfersPerSecond, balanceMs, balanceAtMs }) => ({
    ...{ transfers, transfersPerSecond },
    ofFirst: ratio(transfersPerSecond, ledgers[0]?.transfersPerSecond ?? []),
    balanceP95Ms: quantile(balanceMs, 0.95),
    balanceAtP95Ms: quantile(balanceAtMs, 0.95),
  }));
}

async function fill(postgres: BenchPostgres, transfers: number, { seed, progress }: GrowthOptions): Promise<Ledger> {
  const { database, accounts } = await openLedger(postgres);
  const reader = await connect(database.runtimeUrl);
  const ledger: Ledger = {
    ...{ transfers, database, accounts, reader, contender: await ledge(database.runtimeUrl) },
    ...{ next: workload("uniform", accounts, seed), openedMs: Date.now(), transfersPerSecond: [], balanceMs: [], balanceAtMs: [] },
  };
  for (let posted = 0; posted < transfers; posted += FULL_CALL) {
    if (posted % ROUND === 0) {
      progress(`growth: ${posted} of ${transfers} transfers`);
      await sequenceAll(database);
    }
    await timed(ledger);
  }
  await sequenceAll(database);
  // What a vacuum after the filling would do during the turns, and to the largest ledger most.
  await query(database.adminUrl, "VACUUM ANALYZE");
  return ledger;
}

async function timed({ contender, next }: Ledger): Promise<number> {
  const batch = Array.from({ length: FULL_CALL }, next);
  const startedMs = performance.now();
  await contender.post(batch);
  return performance.now() - startedMs;
}

async function read(ledger: Ledger, next: (below: number) => number): Promise<void> {
  const ageMs = Date.now() - ledger.openedMs;
  for (let index = 0; index < READS_PER_TURN; index += 1) {
    const account = ledger.accounts[next(ledger.accounts.length)];
    const at = new Date(ledger.openedMs + next(ageMs)).toISOString();
    const startedMs = performance.now();
    await ledger.reader.query({ name: "balance", text: "SELECT * FROM ledger.accounts WHERE id = $1", values: [account] });
    const readMs = performance.now();
    await ledger.reader.query({ name: "balance-at", text: "SELECT * FROM ledger.balance_at($1, $2, false)", values: [account, at] });
    ledger.balanceMs.push(readMs - startedMs);
    ledger.balanceAtMs.push(performance.now() - readMs);
  }
}
