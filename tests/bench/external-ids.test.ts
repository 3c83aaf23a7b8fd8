// What external ids cost: a posting that has one, and one that asks for it alone, beside one that has none; and a look-up by one beside a read by id, among a
// million transfers and a hundred thousand customers. Only the ratios are portable. `npm run bench:external-ids`.
import { performance } from "node:perf_hooks";
import { encodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { describe, test } from "vitest";
import { readOne } from "../../core-service/src/database/read-by-id.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { getTransfer } from "../../core-service/src/payments/read-transfers.ts";
import { connect, createTestDatabase } from "../support/database.ts";
import { workOn, writeCall } from "../support/work.ts";
import { printCost } from "./support/posting-cost.ts";

const TRANSFERS = 1_000_000;
const CUSTOMERS = 100_000;
/** Look-ups and reads, in turns. */
const TURNS = 400;
const PAGE = { limit: 25, before: null };

/** As many rows as in a bank that has run for a while, without the work of posting them: each with an external id of its own. */
async function fill(admin: pg.Client): Promise<void> {
  await admin.query(
    `INSERT INTO ledger.transfers (id, source_account, destination_account, amount, recorded_at, source_version, source_balance, destination_version,
                                   destination_balance, currency, external_id, metadata)
     SELECT uuidv7(make_interval(secs => n - $1)), gen_random_uuid(), gen_random_uuid(), 1, now(), n, 0, n, 0, 'EUR', 'order-' || n, '{}'
       FROM generate_series(1, $1::int) AS n`,
    [TRANSFERS],
  );
  await admin.query(
    `INSERT INTO customers.customers (id, type, name, external_id, metadata, created_at, updated_at)
     SELECT uuidv7(make_interval(secs => n - $1)), 'person', 'Ada', 'crm-' || n, '{}', now(), now() FROM generate_series(1, $1::int) AS n`,
    [CUSTOMERS],
  );
  await admin.query("VACUUM ANALYZE ledger.transfers, customers.customers");
}

const millisecondsOf = async (run: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
};
const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] as number;

/** Times a read by id and a look-up by external id, in turns, each of a row of its own. */
async function printLookUp(
  what: string,
  rows: readonly { readonly id: string; readonly external_id: string }[],
  byId: (id: string) => Promise<unknown>,
  byExternalId: (externalId: string) => Promise<unknown>,
): Promise<void> {
  const [reads, lookUps]: [number[], number[]] = [[], []];
  for (const row of rows) {
    reads.push(await millisecondsOf(() => byId(row.id)));
    lookUps.push(await millisecondsOf(() => byExternalId(row.external_id)));
  }
  const [medians, tails] = [1 / 2, 19 / 20].map((part) => [quantile(reads, part), quantile(lookUps, part)] as const);
  for (const [name, [read, lookUp]] of [
    ["median", medians as readonly [number, number]],
    ["p95", tails as readonly [number, number]],
  ] as const)
    console.info(`${what}, ${name}: by id ${read.toFixed(2)} ms, by external id ${lookUp.toFixed(2)} ms, ${(lookUp / read).toFixed(2)}`);
}

describe("the cost of external ids", () => {
  const without = { plant: null, beside: null, shape: (made: object) => ({ ...made, external_id: null }) as never };
  test.each([500, 50, 1])("of a posting, in batches of %i", { timeout: 300_000 }, (size) =>
    printCost(size, [
      { name: "without one", ...without },
      { name: "without one (against itself)", ...without },
      { name: "with one that nothing finds", beside: null, plant: (admin) => admin.query("DROP INDEX ledger.transfers_by_external_id") },
      { name: "with one", plant: null, beside: null },
      { name: "with one that is alone", plant: null, beside: null, shape: (made) => ({ ...made, external_id_unique: true }) },
    ]),
  );

  test("of a look-up", { timeout: 600_000 }, async () => {
    const database = await createTestDatabase();
    const [admin, client] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
    await fill(admin);
    const [work, call] = [workOn(client), writeCall()];
    const some = async (table: string) =>
      (await admin.query<{ id: string; external_id: string }>(`SELECT id, external_id FROM ${table} ORDER BY random() LIMIT ${TURNS}`))
        .rows;
    await printLookUp(
      "transfers",
      await some("ledger.transfers"),
      (id) => readOne(work, call, getTransfer, encodeId("transfer", id)),
      (external_id) => operations.listTransfers(work, call, { external_id }, PAGE),
    );
    await printLookUp(
      "customers",
      await some("customers.customers"),
      (id) => operations.getCustomer(work, call, encodeId("customer", id)),
      (external_id) => operations.listCustomers(work, call, { external_id }, PAGE),
    );
    await client.end();
    await admin.end();
    await database.drop();
  });
});
