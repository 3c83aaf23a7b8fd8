// All functions of the ledger concurrently, over ten connections, on a handful of accounts: none fails or deadlocks, every trial balance balances,
// and the books are correct afterwards (laws 1 to 10).
import { randomInt } from "node:crypto";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold, postTransaction, releaseHold } from "../support/hold-fixture.ts";
import { openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { random } from "@ledge/verification/random";

const CONNECTIONS = 10;
const CALLS_EACH = 200;
/** Short enough that holds expire while other connections capture them. */
const SOON_MS = 300;

type Next = (below: number) => number;

/** The operations of one connection. `accounts` and `holds` are shared, which is the point of the test. */
function calls(client: pg.Client, accounts: readonly string[], holds: string[], next: Next): (() => Promise<unknown>)[] {
  const account = (): string => accounts[next(accounts.length)] as string;
  const amount = (): bigint => BigInt(1 + next(30));
  const recent = (): string | undefined => holds.slice(-10)[next(10)];
  const backdated = (): string | null => (next(3) === 0 ? "2026-01-01T00:00:00Z" : null);
  const query = (sql: string, ...values: unknown[]) => client.query(sql, values);
  return [
    () =>
      post(
        client,
        Array.from({ length: 5 }, () => transfer(account(), account(), amount(), { effective_at: backdated() })),
      ),
    async () => {
      const expiresAt = next(2) === 0 ? new Date(Date.now() + 1 + next(SOON_MS)).toISOString() : null;
      const hold = await placeHold(client, account(), account(), amount(), { expiresAt });
      if (hold.verdict === "done") holds.push(hold.id);
    },
    async () => await captureHold(client, recent() ?? account(), next(2) === 0 ? 1n : null),
    async () => await releaseHold(client, recent() ?? account()),
    () => query("SELECT payments.sweep_holds(100)"),
    () => {
      const [debit, credit] = [{ direction: "debit" as const }, { direction: "credit" as const }];
      const legs = [
        { account: account(), amount: "3", ...debit },
        { account: account(), amount: "2", ...credit },
        { account: account(), amount: "1", ...credit },
      ];
      return postTransaction(client, legs, { effectiveAt: backdated() });
    },
    () => query("SELECT ledger.balance_at($1, now() - interval '1 s', $2)", account(), next(2) === 0),
    () => query("SELECT ledger.statement_bounds($1, now() - interval '1 day', now() - interval '3 s', now(), true)", account()),
    () => query("SELECT ledger.final(now()), payments.expired_until()"),
    async () => {
      const off = "house_debits + customer_debits - house_credits - customer_credits";
      const { rows } = await query(
        `SELECT ${off} AS off FROM ledger.trial_balance($1)`,
        next(2) === 0 ? null : new Date(Date.now() - SOON_MS),
      );
      for (const row of rows) expect(row.off).toBe("0");
    },
    () => query("SELECT ledger.set_overdraft_limit($1, $2)", accounts[next(4)], next(100)),
    async () => {
      const changing = account();
      await query("SELECT ledger.change_status($1, 'frozen')", changing);
      await query("SELECT ledger.change_status($1, 'open')", changing);
    },
  ];
}

/** The failures of the calls, the number of placed holds, and the faults of the books afterwards. */
async function playAll(database: TestDatabase, seed: number) {
  const admin = await connect(database.adminUrl);
  const accounts: string[] = [];
  for (let count = 0; count < 4; count += 1) accounts.push(await openFunded(admin, 10_000n));
  for (const overdraftLimit of [null, 0n]) accounts.push(await openAccount(admin, { normalSide: "debit", overdraftLimit }));
  const urls = [database.runtimeUrl, database.otherRuntimeUrl];
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => connect(urls[index % 2] as string)));
  const holds: string[] = [];
  const runs = clients.map(async (client, index) => {
    const next = random(seed + index);
    const choices = calls(client, accounts, holds, next);
    for (let call = 0; call < CALLS_EACH; call += 1) await (choices[next(choices.length)] as () => Promise<unknown>)();
  });
  const failures = (await Promise.allSettled(runs)).filter((run) => run.status === "rejected").map((run) => String(run.reason));
  const violations = await checkBooks(admin);
  for (const client of [admin, ...clients]) await client.end();
  return { failures, placed: holds.length, violations };
}

describe("every function at once", () => {
  test("does not fail, and leaves correct books", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const database = await createTestDatabase();
    const { failures, placed, violations } = await playAll(database, seed);
    await database.drop();
    expect({ failures, violations }, `seed ${seed}`).toEqual({ failures: [], violations: [] });
    expect(placed).toBeGreaterThan(50);
  });

  test("would deadlock if each took its locks in its own order (mutant)", async () => {
    await withMutant("ledger.lock_accounts", { "lock-order": "md5(id::text || pg_backend_pid())," }, async (mutated) => {
      expect((await playAll(mutated, 1)).failures).toContainEqual(expect.stringContaining("deadlock"));
    });
  });
});
