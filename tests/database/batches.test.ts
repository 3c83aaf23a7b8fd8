// A client's batch in the database (laws 5, 10): independent items post each for themselves; an atomic batch posts all or nothing and is never half
// visible.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, type Transfer, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await runtime.end();
  await admin.end();
  await database.drop();
});

type Answer = { refusal: (string | null)[]; source_posted: (string | null)[] } | { ordinal: number; refusal: string };

async function batch(client: pg.Client, items: readonly Transfer[], atomic: boolean): Promise<Answer> {
  const requests = JSON.stringify(items.map((item, ordinal) => ({ ordinal, ...item })));
  const { rows } = await client.query<{ answer: Answer }>("SELECT payments.post_batch($1::json, $2) AS answer", [requests, atomic]);
  return (rows[0] as { answer: Answer }).answer;
}
const judged = (answer: Answer) =>
  "ordinal" in answer ? answer : answer.refusal.map((code, index) => code ?? answer.source_posted[index]);
const transfersOf = async (client: pg.Client, account: string) =>
  (await client.query("SELECT count(*)::int AS n FROM ledger.transfers WHERE source_account = $1", [account])).rows[0].n;

/** 60, 60 and 40 out of 100: the second cannot post, and the third can because the second did not. */
async function threeOfWhichTheSecondFails(client: pg.Client) {
  const [payer, payee] = [await openFunded(client, 100n), await openAccount(client)];
  return { payer, items: [60n, 60n, 40n].map((amount) => transfer(payer, payee, amount)) };
}

describe("a batch", () => {
  test("that is independent posts every possible item, in order, and each prefix respects the overdraft limit", async () => {
    const { payer, items } = await threeOfWhichTheSecondFails(admin);
    expect(judged(await batch(runtime, items, false))).toEqual(["40", "insufficient_funds", "0"]);
    expect(await transfersOf(admin, payer)).toBe(2);
  });

  test("that is atomic names the first refused item, and posts nothing", async () => {
    const { payer, items } = await threeOfWhichTheSecondFails(admin);
    expect(judged(await batch(runtime, items, true))).toEqual({ ordinal: 1, existing: null, refusal: "insufficient_funds" });
    expect(await transfersOf(admin, payer)).toBe(0);
    expect(judged(await batch(runtime, [items[0] as Transfer, items[2] as Transfer], true))).toEqual(["40", "0"]);
  });

  test("that is atomic would leave its first items posted without the rollback to its savepoint (mutant)", async () => {
    await withMutant("payments.post_batch", { "batch-undo": "RETURN first;" }, async (_mutated, client) => {
      const { payer, items } = await threeOfWhichTheSecondFails(client);
      await batch(client, items, true);
      expect(await transfersOf(client, payer)).toBe(2);
    });
  });
});
