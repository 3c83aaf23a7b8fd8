// The list of an account's transfers, which has no index of its own: it goes through the account's entries, and must be complete, in the order of
// ids, and bounded whatever else the account has.
import { randomInt } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { random } from "@ledge/verification/random";
import { stopClock } from "../support/database-clock.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { postTransaction } from "../support/hold-fixture.ts";
import { openAccount, post, postOne, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

interface Range {
  readonly from: Date | null;
  readonly to: Date | null;
}
const ALL: Range = { from: null, to: null };

/** All pages of an account's list, one after the other. */
async function listed(client: pg.Client, account: string, { from, to }: Range, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { rows } = await client.query<{ id: string }>("SELECT id FROM ledger.account_transfers($1, $2, $3, $4, $5) AS id", [
      account,
      from,
      to,
      ids.at(-1) ?? null,
      limit,
    ]);
    ids.push(...rows.map(({ id }) => id));
    if (rows.length < limit) return ids;
  }
}

/** The same, by a scan of all transfers. */
async function scanned(client: pg.Client, account: string, { from, to }: Range): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ledger.transfers WHERE $1 IN (source_account, destination_account)
        AND ($2::timestamptz IS NULL OR recorded_at >= $2) AND ($3::timestamptz IS NULL OR recorded_at < $3) ORDER BY id DESC`,
    [account, from, to],
  );
  return rows.map(({ id }) => id);
}

/** Transfers alone and in batches, and transactions, several of them in each millisecond: the clock stands still but for some steps. */
async function crowdedBooks(client: pg.Client, seed: number): Promise<{ accounts: string[]; instants: Date[] }> {
  const next = random(seed);
  const accounts = await Promise.all([1, 2, 3].map(() => openAccount(client, { overdraftLimit: null })));
  const instants: Date[] = [];
  for (let step = 0; step < 60; step += 1) {
    if (step % 6 === 0) {
      const at = new Date(Date.now() + step);
      instants.push(at);
      await stopClock(client, at);
    }
    const source = next(accounts.length);
    const [from, to] = [accounts[source] as string, accounts[(source + 1 + next(2)) % accounts.length] as string];
    if (next(3) === 0) {
      const legs = [from, from, to, to].map((account, index) => ({
        account,
        direction: index < 2 ? ("debit" as const) : ("credit" as const),
        amount: "1",
      }));
      await postTransaction(client, legs);
    } else {
      await post(
        client,
        Array.from({ length: 1 + next(4) }, () => transfer(from, to, "1")),
      );
    }
  }
  return { accounts, instants };
}

describe("an account's transfers", () => {
  const seed = randomInt(2 ** 31);

  test(`are listed completely, once and by id, over pages of any size and in any range (seed ${seed})`, async () => {
    const { accounts, instants } = await crowdedBooks(admin, seed);
    expect(await checkBooks(admin)).toEqual([]);
    const ranges = [
      ALL,
      ...instants.map((from) => ({ from, to: null })),
      ...instants.map((to, index) => ({ from: instants[index - 2] ?? null, to })),
    ];
    for (const account of accounts) {
      for (const range of ranges) {
        const wanted = await scanned(admin, account, range);
        for (const limit of [1, 3, 7, 100]) expect(await listed(admin, account, range, limit)).toEqual(wanted);
      }
    }
  });

  test("would lose some without those of the last one's millisecond (mutant)", async () => {
    await withMutant("ledger.account_transfers", { "same-instant": "until IS NOT NULL OR" }, async (_mutated, client) => {
      const { accounts } = await crowdedBooks(client, 1);
      const lists = await Promise.all(
        accounts.map(async (account) => [await listed(client, account, ALL, 3), await scanned(client, account, ALL)]),
      );
      expect(lists.some(([list, wanted]) => JSON.stringify(list) !== JSON.stringify(wanted))).toBe(true);
    });
  });

  /** How many entries a page reads of an account that has one transfer, and after it many legs of transactions. */
  async function entriesRead(client: pg.Client): Promise<number> {
    const [account, other] = [await openAccount(client, { overdraftLimit: null }), await openAccount(client, { overdraftLimit: null })];
    await postOne(client, transfer(account, other, "1"));
    const legs = Array.from({ length: 100 }, (_, index) => ({
      account: index % 2 === 0 ? account : other,
      direction: index % 2 === 0 ? ("debit" as const) : ("credit" as const),
      amount: "1",
    }));
    for (let times = 0; times < 4; times += 1) await postTransaction(client, legs);
    const read = async (): Promise<number> =>
      (await client.query("SELECT idx_tup_fetch::int AS n FROM pg_stat_xact_user_tables WHERE relid = 'ledger.entries'::regclass")).rows[0]
        .n;
    await client.query("BEGIN");
    const before = await read();
    expect((await client.query("SELECT id FROM ledger.account_transfers($1, NULL, NULL, NULL, 26) AS id", [account])).rows).toHaveLength(1);
    const after = await read();
    await client.query("COMMIT");
    return after - before;
  }

  test("are found behind any number of legs of transactions by reading a dozen entries", async () => {
    expect(await entriesRead(admin)).toBeLessThan(20);
  });

  test("would be found by reading every leg without the pointers (mutant)", async () => {
    await withMutant("ledger.account_transfers", { "skip-legs": "NULL, entry.version - 1); --" }, async (_mutated, client) => {
      expect(await entriesRead(client)).toBeGreaterThan(200);
    });
  });
});
