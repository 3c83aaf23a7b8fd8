// Each (principal, key) has one effect and one answer (laws 11 to 16), on one connection: the key is repeated, occurs twice in a batch, or collides.
// concurrency.test.ts covers racing connections.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { withMutant } from "../support/mutant.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { fingerprint, openAccount, openFunded, post, retryOf, sqlState, transfer } from "../support/ledger-fixture.ts";

let database: TestDatabase;
let runtime: pg.Client;
let other: pg.Client;
let source: string;
let target: string;

beforeAll(async () => {
  database = await createTestDatabase();
  runtime = await connect(database.runtimeUrl);
  other = await connect(database.otherRuntimeUrl);
});
afterAll(async () => {
  await Promise.all([runtime.end(), other.end()]);
  await database.drop();
});
beforeEach(async () => {
  source = await openFunded(runtime, 100n);
  target = await openAccount(runtime);
});
afterEach(async () => {
  expect(await checkBooks(runtime)).toEqual([]);
});

/** Transfers with the key as their external id: counts effects without reading the key's row. */
async function effectsOf(key: string): Promise<number> {
  const { rows } = await runtime.query("SELECT FROM ledger.transfers WHERE external_id = $1", [key]);
  return rows.length;
}

/** A customer pays someone else, twice under one key: the payee's balance in both answers, and whether all else is the same. */
async function replayToCustomer(client: pg.Client): Promise<unknown[]> {
  const owner = randomUUID();
  const request = transfer(await openFunded(client, 10n, { owner }), await openAccount(client), "1", { acting_customer: owner });
  const [first] = await post(client, [request]);
  const [again] = await post(client, [retryOf(request)]);
  return [first?.destination ?? null, again?.destination?.posted ?? null, first?.text === again?.text];
}

describe("a key", () => {
  test("answers a repeated request with the same bytes, from either login, whatever happened since", async () => {
    const request = transfer(source, target, "10");
    const [first] = await post(runtime, [request]);
    await post(runtime, [transfer(source, target, "90")]);
    const [again] = await post(other, [retryOf(request)]);
    expect(first).toMatchObject({ replayed: false, reused: false, refusal: null });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await effectsOf(request.key)).toBe(1);
  });

  test("of a customer who paid someone else is answered as at first, without the payee's balance", async () => {
    expect(await replayToCustomer(runtime)).toEqual([null, null, true]);
  });

  test("would show a customer the payee's balance again if a replay did not judge who may see it (mutant)", async () => {
    await withMutant("payments.answers", { visible: "true OR" }, async (_mutated, client) => {
      expect(await replayToCustomer(client)).toEqual([null, "1", false]);
    });
  });

  test("that occurs twice in one batch has the effect of the first one alone", async () => {
    const request = transfer(source, target, "10");
    const [first, between, second] = await post(runtime, [request, transfer(source, target, "1"), retryOf(request)]);
    expect(first).toMatchObject({ replayed: false, refusal: null });
    expect(second).toEqual({ ...first, replayed: true });
    expect(between?.source?.posted).toBe("89");
    expect(await effectsOf(request.key)).toBe(1);
  });

  test("that is sent with another request is refused as reused and has no second effect", async () => {
    const request = transfer(source, target, "10");
    const changed = transfer(source, target, "11", { key: request.key });
    const [first, inBatch] = await post(runtime, [request, changed]);
    const [later] = await post(runtime, [{ ...retryOf(request), fingerprint: fingerprint("other bytes") }]);
    expect([first?.reused, inBatch?.reused, later?.reused]).toEqual([false, true, true]);
    expect(await effectsOf(request.key)).toBe(1);
    const [poorest] = await post(runtime, [transfer(source, target, "90")]);
    expect(poorest?.source?.posted).toBe("0");
  });

  test("of another principal is another key", async () => {
    const request = transfer(source, target, "10");
    const theirs = { ...retryOf(request), principal: randomUUID() };
    const answers = await post(runtime, [request, theirs, retryOf(request), retryOf(theirs)]);
    const [own, their] = answers.map((answer) => answer.transferId);
    expect(own).not.toBe(their);
    expect(answers.map((answer) => [answer.replayed, answer.transferId])).toEqual([
      [false, own],
      [false, their],
      [true, own],
      [true, their],
    ]);
    expect(await effectsOf(request.key)).toBe(2);
  });

  test("that is new makes another transfer of the same body", async () => {
    const request = transfer(source, target, "10");
    const duplicate = { ...retryOf(request), key: randomUUID() };
    const answers = await post(runtime, [request, duplicate]);
    expect(answers.map((answer) => [answer.replayed, answer.source?.posted])).toEqual([
      [false, "90"],
      [false, "80"],
    ]);
  });

  test("is stored with its effect or not at all: a collision at the primary key undoes the whole batch", async () => {
    const innocent = transfer(source, target, "1");
    const mine = transfer(source, target, "2");
    const [far, away] = [await openFunded(other, 100n), await openAccount(other)];
    const theirs = transfer(far, away, "3", { key: mine.key }); // They share no account, so no lock makes one wait for the other.

    await other.query("BEGIN");
    await post(other, [theirs]);
    const racing = sqlState(post(runtime, [innocent, mine])); // This one does not see the uncommitted key, and waits at its index entry.
    await waitUntilBlocked();
    await other.query("COMMIT");

    expect(await racing).toBe("23505"); // unique_violation
    expect([await effectsOf(innocent.key), await effectsOf(mine.key)]).toEqual([0, 1]);
    const answers = await post(runtime, [innocent, mine]); // As the lane does: the same batch again.
    expect(answers.map((answer) => [answer.replayed, answer.reused])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test("whose transaction is rolled back is unused", async () => {
    const request = transfer(source, target, "10");
    await runtime.query("BEGIN");
    await post(runtime, [request]);
    await runtime.query("ROLLBACK");
    expect(await effectsOf(request.key)).toBe(0);
    expect((await post(runtime, [request]))[0]).toMatchObject({ replayed: false, source: { posted: "90" } });
  });
});

/** Polls until a session of this database waits for another: a state, not a time. */
async function waitUntilBlocked(): Promise<void> {
  const admin = await connect(database.adminUrl);
  try {
    for (;;) {
      const { rows } = await admin.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0",
      );
      if (rows.length > 0) return;
    }
  } finally {
    await admin.end();
  }
}
