// Measures how many bytes of disk a transfer takes: the growth of every table and index, the feed's included, once events are sequenced and dead
// rows are vacuumed.
import { type BenchPostgres, query } from "./bench-postgres.ts";
import { ledge } from "./contenders.ts";
import { sequenceAll } from "./feed.ts";
import { FULL_CALL } from "./posting.ts";
import { openLedger, workload } from "./workload.ts";

/** Posted between two rounds of sequencing and vacuuming: what waits for them takes space that is used again, and does not grow. */
const ROUND = 10_000;

export interface BytesOptions {
  /** A multiple of ROUND. As many are posted before, uncounted: the first ones fill pages that later ones use again. */
  readonly transfers: number;
  readonly seed: number;
  readonly progress: (what: string) => void;
}

export interface BytesResult {
  readonly table: string;
  /** Of the table itself per transfer, and of what is stored out of its line. */
  readonly rowBytes: number;
  readonly indexBytes: number;
}

interface Size {
  readonly table: string;
  readonly rows: string;
  readonly indexes: string;
}

const SIZES = `
  SELECT c.oid::regclass::text AS table, pg_table_size(c.oid) AS rows, pg_indexes_size(c.oid) AS indexes
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'm') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`;

/** @returns the tables that have grown, most bytes first. */
export async function benchBytes(postgres: BenchPostgres, { transfers, seed, progress }: BytesOptions): Promise<BytesResult[]> {
  const { database, accounts } = await openLedger(postgres);
  const contender = await ledge(database.runtimeUrl);
  const next = workload("uniform", accounts, seed);
  const fill = async (what: string): Promise<Map<string, Size>> => {
    for (let posted = 0; posted < transfers; posted += ROUND) {
      progress(`bytes: ${what}, ${posted} of ${transfers} transfers`);
      for (let call = 0; call < ROUND; call += FULL_CALL) await contender.post(Array.from({ length: FULL_CALL }, next));
      await sequenceAll(database);
      await query(database.adminUrl, "VACUUM");
    }
    const { rows } = await query<Size>(database.adminUrl, SIZES);
    return new Map(rows.map((size) => [size.table, size]));
  };
  const before = await fill("before");
  const after = await fill("counted");
  await contender.close();
  await database.drop();
  return growthOf(before, after, transfers);
}

/** @internal A rule, tested as a table. */
export function growthOf(before: ReadonlyMap<string, Size>, after: ReadonlyMap<string, Size>, transfers: number): BytesResult[] {
  return [...after.values()]
    .map(({ table, rows, indexes }) => ({
      table,
      rowBytes: (Number(rows) - Number(before.get(table)?.rows ?? 0)) / transfers,
      indexBytes: (Number(indexes) - Number(before.get(table)?.indexes ?? 0)) / transfers,
    }))
    .filter(({ rowBytes, indexBytes }) => rowBytes !== 0 || indexBytes !== 0)
    .sort((one, other) => other.rowBytes + other.indexBytes - one.rowBytes - one.indexBytes);
}
