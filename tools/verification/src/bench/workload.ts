// The transfers that a benchmark posts: between 20,000 accounts, distributed in one of three ways. Drawn from a seed, so that every contender
// of a run posts the same.
import { createHash, randomUUID } from "node:crypto";
import { newUuid } from "@ledge/shared/ids";
import pg from "pg";
import { random } from "../random.ts";
import type { BenchDatabase, Databases } from "./bench-postgres.ts";

const ACCOUNTS = 20_000;
/** Never reached: every contender checks limits, and no transfer is refused. */
const OVERDRAFT_MINOR = 10n ** 15n;
/** Zipf's exponent of 1: the first account has about a tenth of all transfers. */
const ZIPF_EXPONENT = 1;
const AMOUNT_MINOR_BELOW = 100_000;

/** One transfer, with the members of payments.transfer_request. */
export interface Transfer {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly request_id: string;
  readonly trace_id: string;
  /** The random part of the transfer's id. */
  readonly seed: string;
  readonly acting_customer: null;
  readonly source_account: string;
  readonly destination_account: string;
  readonly amount: string;
  readonly currency: "EUR";
  readonly description: string;
  readonly external_id: null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly effective_at: null;
}

export const shapes = ["uniform", "zipf", "hot"] as const;
export type Shape = (typeof shapes)[number];

/** Makes a database with the accounts. The first one is the hot one: it may be overdrawn without limit, as fee and settlement accounts may. */
export async function openLedger(postgres: Databases): Promise<{ database: BenchDatabase; accounts: string[] }> {
  const database = await postgres.createDatabase();
  const accounts = Array.from({ length: ACCOUNTS }, () => newUuid());
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    `INSERT INTO ledger.accounts (id, currency, normal_side, overdraft_limit, opened_on)
     SELECT id, 'EUR', 'credit', CASE WHEN n > 1 THEN $2::bigint END, '2020-01-01' FROM unnest($1::uuid[]) WITH ORDINALITY AS a (id, n)`,
    [accounts, OVERDRAFT_MINOR],
  );
  await admin.query("VACUUM ANALYZE ledger.accounts");
  await admin.end();
  return { database, accounts };
}

/** Returns a source of transfers. Every transfer of the shape `hot` debits or credits the first account. */
export function workload(shape: Shape, accounts: readonly string[], seed: number): () => Transfer {
  const next = random(seed);
  const pick = shape === "zipf" ? zipf(accounts.length, next) : () => next(accounts.length);
  const principal = randomUUID();
  return () => {
    const first = shape === "hot" ? 0 : pick();
    const second = (first + 1 + (shape === "zipf" ? pick() : next(accounts.length - 1))) % accounts.length;
    const [source, destination] = next(2) === 0 ? [first, second] : [second, first];
    return transfer(principal, accounts[source] as string, accounts[other(source, destination, accounts.length)] as string, next);
  };
}

const other = (source: number, destination: number, count: number): number =>
  source === destination ? (destination + 1) % count : destination;

function transfer(principal: string, source: string, destination: string, next: (below: number) => number): Transfer {
  const key = randomUUID();
  return {
    principal,
    key,
    fingerprint: `\\x${createHash("sha256").update(key).digest("hex")}`,
    request_id: key,
    trace_id: key,
    seed: newUuid(),
    acting_customer: null,
    source_account: source,
    destination_account: destination,
    amount: String(1 + next(AMOUNT_MINOR_BELOW)),
    currency: "EUR",
    description: "Invoice 2026-11",
    external_id: null,
    metadata: {},
    effective_at: null,
  };
}

/** Draws indexes below `count`, the k-th with a probability proportional to 1/k. */
function zipf(count: number, next: (below: number) => number): () => number {
  const cumulative: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= count; rank += 1) cumulative.push((total += 1 / rank ** ZIPF_EXPONENT));
  const resolution = 2 ** 31;
  return () => {
    const target = (next(resolution) / resolution) * total;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
