// The past (law 6): recorded-time answers show the books of that time and never change, effective-time answers equal a recomputation over all
// entries, and a trial balance balances at every instant. Random books with backdatings and holds are compared with plain sums.
import { randomInt } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold, postTransaction, releaseHold } from "../support/hold-fixture.ts";
import { BACKDATED, MAX_MINOR, openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { random } from "@ledge/verification/random";

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

interface Balance {
  readonly posted: string;
  readonly pending_in: string;
  readonly pending_out: string;
  readonly version: string;
}

const balanceAt = async (client: pg.Client, account: string, at: Date | string, effective = false): Promise<Balance> =>
  (
    await client.query<Balance>("SELECT posted, pending_in, pending_out, version FROM ledger.balance_at($1, $2, $3)", [
      account,
      at,
      effective,
    ])
  ).rows[0] as Balance;

/** Every entry, with the time that its posting was given; NULL: none. */
const ENTRIES = `
  SELECT e.*, p.effective_at FROM ledger.entries AS e
    JOIN (SELECT id, effective_at FROM ledger.transfers UNION ALL SELECT id, effective_at FROM ledger.transactions) AS p ON p.id = e.posting`;

/** The same, by summing all entries. */
const folded = async (account: string, at: Date, effective: boolean): Promise<string> =>
  (
    await admin.query<{ sum: string }>(
      `SELECT coalesce(sum(CASE a.normal_side WHEN 'credit' THEN e.amount ELSE -e.amount END), 0) AS sum
         FROM (${ENTRIES}) AS e JOIN ledger.accounts AS a ON a.id = e.account_id
        WHERE e.account_id = $1 AND ${effective ? "least(e.effective_at, e.recorded_at)" : "e.recorded_at"} <= $2`,
      [account, at],
    )
  ).rows[0]?.sum as string;

const DAY_MS = 86_400_000;

/** Accounts with some hundred movements: payments now and backdated by up to ten days, holds, and transactions by legs. */
async function randomBooks(client: pg.Client, seed: number): Promise<string[]> {
  const next = random(seed);
  const accounts = [
    await openFunded(client, 10_000n),
    await openFunded(client, 10_000n),
    await openAccount(client, { normalSide: "debit", overdraftLimit: null }),
  ];
  const pick = (): string => accounts[next(accounts.length)] as string;
  const holds: string[] = [];
  for (let step = 0; step < 120; step += 1) {
    const [source, destination] = [pick(), pick()];
    const amount = BigInt(1 + next(50));
    const back = next(3) === 0 ? new Date(Date.now() - next(10 * DAY_MS)).toISOString() : null;
    switch (next(6)) {
      case 0:
        if (source !== destination) holds.push((await placeHold(client, source, destination, amount)).id);
        break;
      case 1:
        if (holds.length > 0) await captureHold(client, holds[next(holds.length)] as string, 1n);
        break;
      case 2:
        if (holds.length > 0) await releaseHold(client, holds[next(holds.length)] as string);
        break;
      case 3: {
        const legs = [0, 1].map((side) => ({
          account: pick(),
          direction: side === 0 ? ("debit" as const) : ("credit" as const),
          amount: amount.toString(),
        }));
        await postTransaction(client, legs, { effectiveAt: back });
        break;
      }
      default:
        await post(client, [
          transfer(source, destination, amount, { effective_at: back }),
          transfer(destination, source, 1n, { effective_at: back }),
        ]);
    }
  }
  return accounts;
}

/** Every instant at which something is recorded or effective, the instant before it, and the edges of some days. */
async function instants(account: string): Promise<Date[]> {
  const { rows } = await admin.query<{ at: Date }>(
    `SELECT DISTINCT at FROM (${ENTRIES}) AS e, LATERAL (VALUES (recorded_at), (effective_at), (recorded_at - interval '1 ms'),
            (effective_at - interval '1 ms'), (date_trunc('day', effective_at)), (date_trunc('day', effective_at) + interval '1 day' - interval '1 ms')) AS v (at)
      WHERE account_id = $1 AND at < now() - interval '2 ms'`,
    [account],
  );
  return rows.map((row) => row.at);
}

describe("a balance at an instant", () => {
  test("on either basis equals the sum of the entries until then, at every relevant instant", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    for (const account of await randomBooks(runtime, seed)) {
      for (const at of await instants(account)) {
        for (const effective of [false, true]) {
          const { posted } = await balanceAt(runtime, account, at, effective);
          expect(posted, `seed ${seed}, ${account} at ${at.toISOString()}, effective ${effective}`).toBe(
            await folded(account, at, effective),
          );
        }
      }
    }
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("has the pending figures of that instant, and before the account's first movement it is zero", async () => {
    const [payer, payee] = [await openFunded(admin, 100n), await openAccount(admin)];
    await placeHold(runtime, payer, payee, 40n);
    await captureHold(runtime, (await placeHold(runtime, payer, payee, 20n)).id);
    const { rows } = await admin.query<Balance & { recorded_at: Date }>(
      "SELECT pending_in, pending_out, recorded_at FROM ledger.pending_entries WHERE account_id = $1 ORDER BY version",
      [payer],
    );
    expect(rows.map((row) => row.pending_out)).toEqual(["40", "60", "40"]);
    const last = rows.at(-1) as { recorded_at: Date };
    expect(await balanceAt(runtime, payer, last.recorded_at)).toEqual({ posted: "80", pending_in: "0", pending_out: "40", version: "2" });
    expect(await balanceAt(runtime, payer, "2001-01-01T00:00:00Z", true)).toMatchObject({ posted: "0", pending_out: "0" });
  });

  test("may exceed 64 bits by effective time, when later backdatings are added to it", async () => {
    const [full, other] = [await openFunded(runtime, MAX_MINOR), await openAccount(runtime)];
    const { rows } = await admin.query<{ at: Date }>("SELECT max(recorded_at) AS at FROM ledger.entries WHERE account_id = $1", [full]);
    const at = rows[0]?.at as Date;
    await expect.poll(async () => (await admin.query("SELECT ledger.clock() > $1 AS passed", [at])).rows[0].passed).toBe(true);
    const houseAccount = await openAccount(runtime, { normalSide: "debit", overdraftLimit: null });
    await post(runtime, [transfer(full, other, MAX_MINOR), transfer(houseAccount, full, MAX_MINOR, { effective_at: BACKDATED })]);
    const twice = String(2n * MAX_MINOR);
    expect((await balanceAt(runtime, full, at, true)).posted).toBe(twice);
    const next = new Date(at.getTime() + 1);
    const { rows: bounds } = await runtime.query("SELECT opening, closing FROM ledger.statement_bounds($1, now(), $2, $2, true)", [
      full,
      next,
    ]);
    expect(bounds).toEqual([{ opening: twice, closing: twice }]);
  });

  test("waits for a posting that has taken its time but is not committed, so that an answer never changes", async () => {
    expect(await answersDuringAPosting(database)).toEqual(["90", "90"]);
  });

  test("would change if it did not wait (mutant)", async () => {
    await withMutant("ledger.balance_at", { "in-flight": "; --" }, async (mutated) => {
      expect(await answersDuringAPosting(mutated)).toEqual(["100", "90"]);
    });
  });
});

/** The balance at one instant, read while an earlier posting is in flight, and read again when that is committed. */
async function answersDuringAPosting(on: TestDatabase): Promise<string[]> {
  const [owner, writer, reader] = [await connect(on.adminUrl), await connect(on.runtimeUrl), await connect(on.otherRuntimeUrl)];
  try {
    const [payer, payee] = [await openFunded(owner, 100n), await openAccount(owner)];
    await writer.query("BEGIN");
    await post(writer, [transfer(payer, payee, 10n)]);
    const { rows } = await writer.query<{ at: Date }>("SELECT max(recorded_at) AS at FROM ledger.entries WHERE account_id = $1", [payer]);
    const at = rows[0]?.at as Date;
    // Until then the answer would be for an earlier instant, because the running millisecond is not answered.
    const hasPassed = "SELECT clock_timestamp() > $1::timestamptz + interval '2 ms' AS passed";
    await expect.poll(async () => (await owner.query(hasPassed, [at])).rows[0].passed).toBe(true);
    const asked = balanceAt(reader, payer, at);
    const waiting = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await Promise.race([asked, expect.poll(async () => (await owner.query(waiting)).rows[0].n).toBe(1)]);
    await writer.query("COMMIT");
    return [(await asked).posted, (await balanceAt(reader, payer, at)).posted];
  } finally {
    for (const client of [owner, writer, reader]) await client.end();
  }
}

describe("the trial balance", () => {
  test("balances now and at every past instant, and now equals the sum of the balances", async () => {
    const { rows: times } = await admin.query<{ at: Date }>("SELECT DISTINCT recorded_at AS at FROM ledger.entries ORDER BY at LIMIT 200");
    // The milliseconds in which something was recorded. A faster machine has fewer.
    expect(times.length).toBeGreaterThan(20);
    for (const at of [null, ...times.map((row) => row.at)]) {
      const { rows } = await runtime.query("SELECT * FROM ledger.trial_balance($1)", [at]);
      for (const row of rows) {
        const [debits, credits] = ["debits", "credits"].map((side) => BigInt(row[`house_${side}`]) + BigInt(row[`customer_${side}`]));
        expect(debits).toBe(credits);
      }
    }
    const now = (
      await runtime.query("SELECT house_debits + customer_debits AS debits FROM ledger.trial_balance(NULL) WHERE currency = 'EUR'")
    ).rows[0];
    const { rows } = await admin.query(
      "SELECT sum(abs(posted)) AS debits FROM ledger.accounts WHERE currency = 'EUR' AND (normal_side = 'debit') = (posted > 0)",
    );
    expect(now).toEqual(rows[0]);
  });
});
