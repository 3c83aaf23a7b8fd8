// What something costs a posting: the same batches on several databases that differ in it, alternating in one run on one Postgres.
import { performance } from "node:perf_hooks";
import type pg from "pg";
import { connect, createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { openAccount, post, type Transfer, transfer } from "../../support/ledger-fixture.ts";

const ROUNDS = 40;
const ACCOUNTS = 400;
/** Warm-up rounds, which are not counted. */
const WARM_UP = 5;

/** A way to post; the first one is what the others are compared with. */
export interface Way {
  readonly name: string;
  /** Changes its database first, as the administrator. */
  readonly plant: ((admin: pg.Client) => Promise<unknown>) | null;
  /** A statement that the runtime's login runs beside each batch. */
  readonly beside: string | null;
  /** Changes each transfer, which has an external id of its own. */
  readonly shape?: (made: Transfer) => Transfer;
}

interface Side extends Way {
  readonly database: TestDatabase;
  readonly client: pg.Client;
  readonly other: pg.Client;
  readonly accounts: readonly string[];
  readonly ratesPerSecond: number[];
}

async function open(way: Way): Promise<Side> {
  const database = await createTestDatabase();
  const admin = await connect(database.adminUrl);
  await way.plant?.(admin);
  const accounts: string[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1) {
    accounts.push(await openAccount(admin, { normalSide: "debit", overdraftLimit: null }));
  }
  await admin.end();
  const [client, other] = [await connect(database.runtimeUrl), await connect(database.runtimeUrl)];
  return { ...way, database, client, other, accounts, ratesPerSecond: [] };
}

async function round({ client, other, beside, shape, accounts, ratesPerSecond }: Side, index: number, size: number): Promise<void> {
  const batch = Array.from({ length: size }, (_, item) => {
    const source = (index * 7 + item * 13) % ACCOUNTS;
    const made = transfer(accounts[source] as string, accounts[(source + 1 + (item % 17)) % ACCOUNTS] as string, "1");
    return shape?.(made) ?? made;
  });
  const startedMs = performance.now();
  const running = beside === null ? null : other.query(beside);
  await post(client, batch);
  ratesPerSecond.push((size * 1_000) / (performance.now() - startedMs));
  await running;
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] as number;
const median = (values: readonly number[]): number => quantile(values, 1 / 2);

/** Posts batches of `size` transfers in all ways, and prints the median rate of each, the quartiles, and the median's ratio. */
export async function printCost(size: number, ways: readonly Way[]): Promise<void> {
  const sides: Side[] = [];
  for (const way of ways) sides.push(await open(way));
  for (let index = 0; index < ROUNDS; index += 1) for (const side of sides) await round(side, index, size);
  const rateOf = (side: Side | undefined): number => median((side?.ratesPerSecond ?? []).slice(WARM_UP));
  for (const side of sides) {
    const rate = rateOf(side);
    const [low, high] = [1 / 4, 3 / 4].map((part) => quantile(side.ratesPerSecond.slice(WARM_UP), part).toFixed(0));
    const spread = `(${low} to ${high})`.padEnd(17);
    console.info(`${side.name.padEnd(34)} ${rate.toFixed(0).padStart(6)} transfers/s ${spread} ${(rate / rateOf(sides[0])).toFixed(2)}`);
  }
  for (const { client, other, database } of sides) {
    await client.end();
    await other.end();
    await database.drop();
  }
}
