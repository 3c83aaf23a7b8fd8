// The events of one account, which are found by its entries: they must be all of them, once, in the order of the feed, from any position on.
import { randomInt } from "node:crypto";
import type pg from "pg";
import { expect, test } from "vitest";
import { random } from "@ledge/verification/random";
import { connect, createTestDatabase } from "../support/database.ts";
import { captureHold, placeHold, postTransaction, reverseTransfer } from "../support/hold-fixture.ts";
import { openAccount, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

/** Transfers alone and in batches, reversals, holds, and transactions with several legs of one account; part of the events is in the feed. */
async function mixedBooks(client: pg.Client, seed: number): Promise<string[]> {
  const next = random(seed);
  const accounts = await Promise.all([1, 2, 3].map(() => openAccount(client, { overdraftLimit: null })));
  for (let step = 0; step < 50; step += 1) {
    const source = next(accounts.length);
    const [from, to] = [accounts[source] as string, accounts[(source + 1 + next(2)) % accounts.length] as string];
    const kind = next(5);
    if (kind === 0) {
      const legs = [from, from, to, to].map((account, index) => ({
        account,
        direction: index < 2 ? ("debit" as const) : ("credit" as const),
        amount: "1",
      }));
      await postTransaction(client, legs);
    } else if (kind === 1) {
      const hold = await placeHold(client, from, to, "2");
      if (next(2) === 0) await captureHold(client, hold.id, "1");
    } else {
      const posted = await post(
        client,
        Array.from({ length: 1 + next(4) }, () => transfer(from, to, "1")),
      );
      if (kind === 2) await reverseTransfer(client, posted[0]?.transferId as string);
    }
    if (next(3) === 0) await client.query("SELECT outbox.sequence($1)", [1 + next(5)]);
  }
  return accounts;
}

/** The faults of the events of each account, after every position and by pages of several sizes. */
async function faults(client: pg.Client, accounts: readonly string[]): Promise<string[]> {
  const all = await client.query<{ position: string; accounts: string[] }>("SELECT position, accounts FROM outbox.feed ORDER BY position");
  expect(all.rows.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const account of accounts) {
    const own = all.rows.filter((row) => row.accounts.includes(account)).map(({ position }) => Number(position));
    for (let after = 0; after <= all.rows.length; after += 1) {
      for (const limit of [1, 4, 100]) {
        const { rows } = await client.query("SELECT p::int FROM outbox.account_positions($1, $2, $3) AS p", [account, after, limit]);
        const wanted = own.filter((position) => position > after).slice(0, limit);
        const got = rows.map(({ p }) => p);
        if (got.join() !== wanted.join()) found.push(`after ${after}, ${limit}: ${got.join()}, not ${wanted.join()}`);
      }
    }
  }
  return found;
}

const seed = randomInt(2 ** 31);

test(`the events of an account are all of them, once, in the order of the feed, from any position on (seed ${seed})`, async () => {
  const database = await createTestDatabase();
  const client = await connect(database.adminUrl);
  expect(await faults(client, await mixedBooks(client, seed))).toEqual([]);
  await client.end();
  await database.drop();
});

test("a transaction with two legs of an account would be in its events twice if each entry were one (mutant)", async () => {
  await withMutant("outbox.account_positions", { "first-leg": "true OR" }, async (_mutated, client) => {
    expect((await faults(client, await mixedBooks(client, 1))).length).toBeGreaterThan(0);
  });
});

test("an event of an account would be left out if each list of its transfers began one entry late (mutant)", async () => {
  await withMutant("outbox.account_positions", { halved: "1 +" }, async (_mutated, client) => {
    expect((await faults(client, await mixedBooks(client, 1))).length).toBeGreaterThan(0);
  });
});
