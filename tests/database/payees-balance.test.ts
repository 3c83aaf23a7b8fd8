// A customer who pays learns nothing of the payee's balance (law 26). A house account that a credit would take below its limit refuses by its
// balance: for a customer it is no payee at all, so that no amount, no hold and no refund can measure it.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold, reverseTransfer } from "../support/hold-fixture.ts";
import { openAccount, openFunded, postAndJudge, postOne, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

/** What the customer has, and so how much it can ask for. */
const FUNDS = 1_000n;
/** Balances of the house account around every amount that is tried. */
const BALANCES = [0n, 1n, 41n, 42n, 43n, FUNDS, FUNDS + 1n] as const;
const AMOUNTS = [1n, 42n, FUNDS, FUNDS + 1n] as const;

let database: TestDatabase;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await runtime.end();
  await database.drop();
});

/** A debit-normal house account that holds `balance`, and may not fall below zero. */
async function till(client: pg.Client, balance: bigint): Promise<string> {
  const account = await openAccount(client, { normalSide: "debit" });
  if (balance > 0n) await postOne(client, transfer(account, await openAccount(client), balance));
  return account;
}

/** Everything that a customer can try with one such account, as verdicts. */
async function probed(client: pg.Client, balance: bigint): Promise<string[]> {
  const owner = newUuid();
  const customer = { acting_customer: owner };
  const verdicts: string[] = [];
  for (const amount of AMOUNTS) {
    const own = await openFunded(client, FUNDS, { owner });
    const drawer = await till(client, balance);
    verdicts.push((await placeHold(client, own, drawer, amount, { actingCustomer: owner })).verdict);
    verdicts.push(...(await postAndJudge(client, transfer(own, drawer, amount, customer), transfer(own, drawer, 1n, customer))));
    // What the house account paid is given back to it: it had to hold as much more before.
    const original = await postOne(client, transfer(drawer, own, amount));
    await postOne(client, transfer(await openAccount(client, { overdraftLimit: null }), drawer, amount));
    verdicts.push((await reverseTransfer(client, original, { amount, actingCustomer: owner })).verdict);
  }
  return verdicts;
}

describe("a payee's limit", () => {
  test("decides nothing for a customer: every answer is the same whatever the payee holds, and as for a payee that does not exist", async () => {
    const all: string[][] = [];
    for (const balance of BALANCES) all.push(await probed(runtime, balance));
    const [first, ...others] = all;
    for (const other of others) expect(other).toEqual(first);
    expect(new Set(first)).toEqual(new Set(["account_not_found", "transfer_not_reversible"]));
    const owner = newUuid();
    const own = await openFunded(runtime, FUNDS, { owner });
    expect(await postAndJudge(runtime, transfer(own, newUuid(), 1n, { acting_customer: owner }))).toEqual(["account_not_found"]);
  });

  test("holds for the institution as ever, which sees the balance", async () => {
    const [own, drawer] = [await openFunded(runtime, FUNDS, { owner: newUuid() }), await till(runtime, 42n)];
    expect(await postAndJudge(runtime, transfer(own, drawer, 43n), transfer(own, drawer, 42n))).toEqual(["insufficient_funds", "posted"]);
  });

  test("does not keep a customer from paying a house account that has none, or whose balance grows", async () => {
    const owner = newUuid();
    const own = await openFunded(runtime, FUNDS, { owner });
    for (const shape of [{ normalSide: "debit", overdraftLimit: null }, { normalSide: "credit" }] as const)
      expect(await postAndJudge(runtime, transfer(own, await openAccount(runtime, shape), 1n, { acting_customer: owner }))).toEqual([
        "posted",
      ]);
  });

  test("is seen if the posting function judges it: a planted bug is detected", async () => {
    await withMutant("ledger.post", { "payees-limit": "false AND" }, async (_mutated, client) => {
      const answers = new Set<string>();
      for (const balance of [0n, FUNDS]) answers.add((await probed(client, balance)).join());
      expect(answers.size).toBe(2);
    });
  });
});
