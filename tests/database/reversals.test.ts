// Reversals under races: the second of two reversals waits for the first and sees its amount (law 9).
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type pg from "pg";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { reverseTransfer } from "../support/hold-fixture.ts";
import { openAccount, openFunded, postOne, transfer } from "../support/ledger-fixture.ts";
import { checkBooks } from "@ledge/database/books/books";
import { withMutant } from "../support/mutant.ts";

/** Two connections reverse 60 of 100 concurrently, the second before the first has committed. @returns both refusals, and the sum. */
async function race(database: TestDatabase): Promise<{ refusals: string[]; sum: number }> {
  const admin = await connect(database.adminUrl);
  const [first, second] = [await connect(database.runtimeUrl), await connect(database.otherRuntimeUrl)];
  try {
    // Enough on the payee's account that only the law, and no overdraft limit, can refuse the second.
    const [payer, payee] = [await openFunded(admin, 100n), await openFunded(admin, 1_000n)];
    const original = await postOne(admin, transfer(payer, payee, "100"));
    const reverse = async (client: pg.Client) => (await reverseTransfer(client, original, { amount: 60n })).verdict;
    await first.query("BEGIN");
    await second.query("BEGIN");
    const firstRefusal = await reverse(first);
    const waiting = reverse(second);
    // It may fail before the commit's answer is here, when nothing awaits it yet.
    waiting.catch(() => undefined);
    // It waits for the accounts' locks, and only then is the first one committed.
    const locks = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await expect.poll(async () => (await admin.query(locks)).rows[0].n).toBe(1);
    await first.query("COMMIT");
    const refusals = [firstRefusal, await waiting];
    await second.query("COMMIT");
    const sum = "SELECT sum(amount)::int AS sum FROM ledger.transfers WHERE reversal_of = $1";
    return { refusals, sum: (await admin.query(sum, [original])).rows[0].sum };
  } finally {
    for (const client of [admin, first, second]) await client.end();
  }
}

describe("a reversal", () => {
  /** A transfer that is effective some moments after it was recorded, as a client's clock may make it, and the effective time of its reversal. */
  async function countsAt(client: pg.Client, effectiveAt: string | null): Promise<{ verdict: string; before: boolean | null }> {
    const request = transfer(await openFunded(client, 10n), await openAccount(client), "10", { effective_at: "2199-01-01T00:00:00Z" });
    const { id, verdict } = await reverseTransfer(client, await postOne(client, request), { effectiveAt });
    const { rows } = await client.query(
      `SELECT r.effective_at < o.effective_at AS before FROM ledger.transfers AS r JOIN ledger.transfers AS o ON o.id = r.reversal_of WHERE r.id = $1`,
      [id],
    );
    return { verdict, before: rows[0]?.before ?? null };
  }

  test("is never effective before its original, even when that is effective later than it was recorded", async () => {
    const database = await createTestDatabase();
    const admin = await connect(database.adminUrl);
    expect(await countsAt(admin, null)).toEqual({ verdict: "done", before: false });
    expect(await countsAt(admin, "2198-12-31T23:59:59.999Z")).toEqual({ verdict: "reversal_before_original", before: null });
    expect(await checkBooks(admin)).toEqual([]);
    await admin.end();
    await database.drop();
  });

  test("would be effective before its original without the comparison, which the books report (mutant)", async () => {
    await withMutant("payments.reverse_transfer", { "not-before": "false AND" }, async (_mutated, client) => {
      expect(await countsAt(client, "2198-12-31T23:59:59.999Z")).toEqual({ verdict: "done", before: true });
      expect(await checkBooks(client)).toEqual([expect.stringMatching(/^reversals run the other way/)]);
    });
  });
});

describe("racing reversals", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => await database.drop());

  test("of one transfer take turns, and the second sees the amount of the first", async () => {
    expect(await race(database)).toEqual({ refusals: ["done", "reversal_exceeds_original"], sum: 60 });
  });

  test("without the accounts' locks the second would not see the first, and its commit would fail (mutant)", async () => {
    await withMutant("ledger.lock_accounts", { "row-lock": "--" }, async (mutated) => {
      await expect(race(mutated)).rejects.toMatchObject({ code: expect.stringMatching(/^(?:40001|23505)$/) });
    });
  });

  test("a fraction of a minor unit is an error, not a posting", async () => {
    const client = await connect(database.runtimeUrl);
    const admin = await connect(database.adminUrl);
    const original = await postOne(admin, transfer(await openFunded(admin, 100n), await openAccount(admin), "100"));
    await expect(reverseTransfer(client, original, { amount: "0.5" })).rejects.toMatchObject({ code: "22023" });
    await client.end();
    await admin.end();
  });
});
