// A customer with very many accounts: lists of transfers and holds are joined with them, so their number is no number of parameters (Postgres takes
// 65,535 per statement), and each page has what is there and nothing of anybody else.
import { encodeId, newUuid } from "@ledge/shared/ids";
import type { Call } from "@ledge/shared/context";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold, releaseHold } from "../support/hold-fixture.ts";
import { openFunded, postOne, transfer } from "../support/ledger-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";

const ACCOUNTS = 40_000;

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
const customer = newUuid();
const own: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
  await admin.query(
    `INSERT INTO customers.customers (id, type, name, verification, metadata, version, created_at, updated_at)
     VALUES ($1, 'person', 'Ada', 'verified', '{}', 1, now(), now())`,
    [customer],
  );
  const { rows } = await admin.query<{ id: string }>(
    `WITH opened AS (
       INSERT INTO ledger.accounts (id, opened_on, owner_id, currency, normal_side, overdraft_limit)
       SELECT uuidv7(), current_date, $1, 'EUR', 'credit', 100 FROM generate_series(1, ${ACCOUNTS}) RETURNING id)
     INSERT INTO accounts.accounts (id, kind, customer_id, currency, metadata, created_at)
     SELECT id, 'customer', $1, 'EUR', '{}', now() FROM opened RETURNING id`,
    [customer],
  );
  own.push(...rows.map(({ id }) => id));
  await admin.query("ANALYZE");
});
afterAll(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

const call = (): Call => ({
  ...writeCall(),
  principal: { id: newUuid(), keyId: newUuid(), scopes: ["transfers:read"], customerId: customer },
});
const at = (place: number): string => own[place] as string;

/** All pages of a list, and the time of the slowest in ms. */
async function pagesOf<T>(list: (before: string | null) => Promise<{ readonly data: readonly T[]; readonly next: string | null }>) {
  const [all, slowest] = [[] as T[], { ms: 0 }];
  for (let before: string | null = null; ;) {
    const startedMs = performance.now();
    const page = await list(before);
    slowest.ms = Math.max(slowest.ms, performance.now() - startedMs);
    all.push(...page.data);
    if (page.next === null) return { all, slowestMs: slowest.ms };
    before = page.next;
  }
}

describe("a customer with 40,000 accounts", () => {
  test("sees the holds of all of them, newest first, by pages, once each, and no other", async () => {
    const [theirs, others] = [await openFunded(runtime, 100n), await openFunded(runtime, 100n)];
    const pairs = [
      [at(0), theirs],
      [theirs, at(ACCOUNTS - 1)],
      [at(7), at(8)],
      [at(20_000), theirs],
      [at(0), at(1)],
    ] as const;
    const placed: string[] = [];
    for (const [source, destination] of pairs) {
      placed.push((await placeHold(runtime, source, destination, 1n)).id);
      await placeHold(runtime, others, theirs, 1n);
    }
    await releaseHold(runtime, placed[2] as string);
    const list = (status?: "open") => (before: string | null) =>
      operations.listHolds(workOn(runtime), call(), status === undefined ? {} : { status }, { limit: 2, before });
    const { all, slowestMs } = await pagesOf(list());
    console.info(`holds of ${ACCOUNTS} accounts: a page in at most ${Math.round(slowestMs)} ms`);
    const expected = placed.map((id) => encodeId("hold", id)).toReversed();
    expect(all.map(({ id }) => id)).toEqual(expected);
    expect((await pagesOf(list("open"))).all.map(({ id }) => id)).toEqual(expected.toSpliced(2, 1));
  });

  test("sees the transfers of all of them in the same way, as the payer of its own", async () => {
    const theirs = await openFunded(runtime, 100n);
    const posted = [
      await postOne(runtime, transfer(at(3), theirs, 1n)),
      await postOne(runtime, transfer(theirs, at(ACCOUNTS - 2), 1n)),
      await postOne(runtime, transfer(at(5), at(6), 1n)),
    ];
    const { all, slowestMs } = await pagesOf((before) => operations.listTransfers(workOn(runtime), call(), {}, { limit: 2, before }));
    console.info(`transfers of ${ACCOUNTS} accounts: a page in at most ${Math.round(slowestMs)} ms`);
    expect(all.map(({ id }) => id)).toEqual(posted.map((id) => encodeId("transfer", id)).toReversed());
    // The payer alone is shown its own reference.
    expect(all.map(({ external_id: reference }) => reference !== null)).toEqual([true, false, true]);
  });
});
