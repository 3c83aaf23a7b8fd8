// A client's single transfers reach the books through payments.post_transfers, and somebody with the runtime's stolen credentials may call it with
// anything: whatever the request, the books stay right (laws 1, 2, 4, 11). Each attack is undone before the next.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, postAndJudge, transfer } from "../support/ledger-fixture.ts";

let database: TestDatabase;
let runtime: pg.Client;
let source: string;
let target: string;

beforeAll(async () => {
  database = await createTestDatabase();
  runtime = await connect(database.runtimeUrl);
  source = await openFunded(runtime, 100n);
  target = await openFunded(runtime, 100n);
});
afterAll(async () => {
  await runtime.end();
  await database.drop();
});

/** Sends the requests through the function and rolls back. @returns the outcome and the faults of the books. */
async function attack(requests: readonly object[]): Promise<{ verdict: string; books: string[] }> {
  await runtime.query("BEGIN");
  try {
    await runtime.query("SAVEPOINT before_attack");
    const posting = postAndJudge(runtime, ...(requests as ReturnType<typeof transfer>[]));
    const verdict = await posting.then(
      (verdicts) => verdicts.join(),
      async (error: pg.DatabaseError) => {
        await runtime.query("ROLLBACK TO before_attack"); // An error leaves the transaction unusable.
        return error.code ?? error.message;
      },
    );
    return { verdict, books: await checkBooks(runtime) };
  } finally {
    await runtime.query("ROLLBACK");
  }
}

describe("a malformed request", () => {
  const parts = [
    ...["0.4", "0.5", "1.5", "99.5", "1e-30", "1e5000", "-0.5", "", "x", null, true, {}].map((amount) => ({ amount })),
    ...[null, "x", 2 ** 40].map((ordinal) => ({ ordinal })),
    ...["source_account", "destination_account", "currency", "metadata"].map((part) => ({ [part]: null })),
    ...["principal", "key", "fingerprint", "seed"].map((part) => ({ [part]: null })),
    { key: "" },
    { key: "x".repeat(256) },
    { fingerprint: "\\x00" },
    { effective_at: "yesterday-ish" },
  ];
  test.for(parts)("%j is refused or fails, and the books stay correct", async (part) => {
    const { verdict, books } = await attack([{ ...transfer(source, target, "1"), ...part }]);
    expect(books, verdict).toEqual([]);
    expect(verdict).toMatch(/^([0-9A-Z]{5}|amount_not_positive|amount_out_of_range|account_not_found)$/);
  });

  test("a whole amount is posted in any notation", async () => {
    for (const amount of ["1.0", "1e1", 1, " 1 ", "0x10"]) {
      expect(await attack([{ ...transfer(source, target, "1"), amount }]), JSON.stringify(amount)).toEqual({
        verdict: "posted",
        books: [],
      });
    }
  });
});

describe("a malformed batch", () => {
  test("with two items under one ordinal leaves the books correct, whether they post or not", async () => {
    const [other, poor] = [await openFunded(runtime, 100n), await openAccount(runtime)];
    const pairs = [
      [transfer(source, target, "1"), transfer(source, target, "2")],
      [transfer(source, target, "1"), transfer(other, poor, "2")],
      [transfer(source, target, "1"), transfer(poor, other, "2")],
      [transfer(source, target, "1"), transfer(poor, await openAccount(runtime), "2")],
      [transfer(source, target, "1"), transfer(randomUUID(), randomUUID(), "2")],
    ];
    for (const pair of pairs) {
      const { verdict, books } = await attack(pair.map((item) => ({ ...item, ordinal: 7 })));
      expect(books, verdict).toEqual([]);
    }
  });

  test("with one seed under two keys makes two transfers of two ids, and none at one ordinal", async () => {
    const first = transfer(source, target, "1");
    const second = { ...transfer(source, target, "1"), seed: first.seed };
    expect(await attack([first, second])).toEqual({ verdict: "posted,posted", books: [] });
    const { verdict, books } = await attack([first, second].map((item) => ({ ...item, ordinal: 7 })));
    expect({ verdict, books }).toEqual({ verdict: "22023", books: [] });
  });

  test("of null, an object, a number or a list of lists moves no money", async () => {
    for (const body of ["[]", "{}", "1", "null", "[[]]", "[null]", "[1]", '[{"amount":1}]', "{"]) {
      await runtime.query("BEGIN");
      await runtime.query("SELECT payments.post_transfers($1::json)", [body]).catch(() => "refused");
      await runtime.query("ROLLBACK");
    }
    expect(await checkBooks(runtime)).toEqual([]);
  });
});
