// The cost of the outbox per posting: the same batches with and without events, alternating in one run on one Postgres, with the sequencer at work.
// Only the ratios are portable; the absolute numbers belong to this machine. `npm run bench:events`.
import { performance } from "node:perf_hooks";
import { plant } from "@ledge/verification/chaos/plant";
import type pg from "pg";
import { test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, post, transfer } from "../support/ledger-fixture.ts";

const BATCH = 200;
const ROUNDS = 40;
const ACCOUNTS = 400;
/** Warm-up rounds, which are not counted. */
const WARM_UP = 5;

interface Side {
  readonly name: string;
  readonly database: TestDatabase;
  readonly client: pg.Client;
  readonly sequencer: pg.Client | null;
  readonly accounts: string[];
  readonly ratesPerSecond: number[];
}

async function open(name: string, appends: boolean, sequences: boolean): Promise<Side> {
  const database = await createTestDatabase();
  const admin = await connect(database.adminUrl);
  if (!appends) await plant(admin, "payments.book", { event: "false AND" });
  const accounts: string[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1) {
    accounts.push(await openAccount(admin, { normalSide: "debit", overdraftLimit: null }));
  }
  await admin.end();
  const sequencer = sequences ? await connect(database.runtimeUrl) : null;
  return { name, database, client: await connect(database.runtimeUrl), sequencer, accounts, ratesPerSecond: [] };
}

async function round({ client, sequencer, accounts, ratesPerSecond }: Side, index: number): Promise<void> {
  const batch = Array.from({ length: BATCH }, (_, item) => {
    const source = (index * 7 + item * 13) % ACCOUNTS;
    return transfer(accounts[source] as string, accounts[(source + 1 + (item % 17)) % ACCOUNTS] as string, "1");
  });
  const startedMs = performance.now();
  const sequencing = sequencer?.query("SELECT outbox.sequence(500)");
  await post(client, batch);
  ratesPerSecond.push((BATCH * 1000) / (performance.now() - startedMs));
  await sequencing;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

test("the cost of the outbox", { timeout: 300_000 }, async () => {
  const sides = [
    await open("without events", false, false),
    await open("with events", true, false),
    await open("with events and relay", true, true),
  ];
  for (let index = 0; index < ROUNDS; index += 1) for (const side of sides) await round(side, index);
  const rateOf = (side: Side | undefined): number => median((side?.ratesPerSecond ?? []).slice(WARM_UP));
  for (const side of sides) {
    const rate = rateOf(side);
    console.info(`${side.name.padEnd(24)} ${rate.toFixed(0).padStart(6)} transfers/s  ${(rate / rateOf(sides[0])).toFixed(2)}`);
  }
  for (const { client, sequencer, database } of sides) {
    await client.end();
    await sequencer?.end();
    await database.drop();
  }
});
