// Holds in the database (laws 5, 7, 8): the refusals and the effects of each function, and the outcomes of races.
import { randomUUID } from "node:crypto";
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { expireHolds } from "../../core-service/src/payments/hold-queries.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, letExpire, placeHold, releaseHold } from "../support/hold-fixture.ts";
import { MAX_MINOR, openAccount, openFunded, postAndJudge, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn } from "../support/work.ts";

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

/** After the end of the test, and within the year that a sweep looks ahead. */
const FAR = new Date(Date.now() + 30 * 86_400_000).toISOString();
const figures = async (account: string) =>
  (await admin.query("SELECT posted::int, pending_in::int, pending_out::int, version::int FROM ledger.accounts WHERE id = $1", [account]))
    .rows[0];
const setStatus = (account: string, status: string) => admin.query("SELECT ledger.change_status($1, $2)", [account, status]);
const sweep = async () =>
  (await runtime.query("SELECT * FROM payments.sweep_holds(100)")).rows[0] as { expired: number; next_expiry: Date | null };

describe("a hold", () => {
  test("reserves money at its source and is shown at its destination; a capture takes its amount, and the rest stays reserved", async () => {
    const [payer, payee] = [await openFunded(admin, 100n), await openAccount(admin)];
    const hold = await placeHold(runtime, payer, payee, 80n);
    expect(await figures(payer)).toEqual({ posted: 100, pending_in: 0, pending_out: 80, version: 1 });
    expect(await figures(payee)).toEqual({ posted: 0, pending_in: 80, pending_out: 0, version: 0 });
    expect(await postAndJudge(runtime, transfer(payer, payee, 21n))).toEqual(["insufficient_funds"]);
    expect((await captureHold(runtime, hold.id, 30n)).verdict).toBe("done");
    expect(await figures(payer)).toEqual({ posted: 70, pending_in: 0, pending_out: 50, version: 2 });
    expect((await captureHold(runtime, hold.id, 10n, true)).verdict).toBe("done");
    expect([await figures(payer), await figures(payee)]).toEqual([
      { posted: 60, pending_in: 0, pending_out: 0, version: 3 },
      { posted: 40, pending_in: 0, pending_out: 0, version: 2 },
    ]);
  });

  test("on a debit-normal account is pending on the side on which it will change the balance", async () => {
    const [cash, customer] = [await openAccount(admin, { normalSide: "debit" }), await openFunded(admin, 10n)];
    const payIn = await placeHold(runtime, cash, customer, 5n);
    expect(await figures(cash)).toMatchObject({ pending_in: 5, pending_out: 0 });
    // A payment out of an empty cash account: the amount of a capture is not in its balance.
    expect((await placeHold(runtime, customer, cash, 5n)).verdict).toBe("insufficient_funds");
    expect((await captureHold(runtime, payIn.id)).verdict).toBe("done");
    expect((await placeHold(runtime, customer, cash, 5n)).verdict).toBe("done");
    expect(await figures(cash)).toMatchObject({ posted: 5, pending_in: 0, pending_out: 5 });
  });

  test("is refused for every possible reason, in the order of precedence, with no effect", async () => {
    const [owner, payer, payee] = [newUuid(), await openFunded(admin, 100n), await openAccount(admin)];
    const [frozen, closed, dollars] = [
      await openFunded(admin, 9n),
      await openAccount(admin),
      await openAccount(admin, { currency: "USD" }),
    ];
    await setStatus(frozen, "frozen");
    await setStatus(closed, "closed");
    const full = await openFunded(admin, MAX_MINOR);
    const place = async (...args: [string, string, bigint | string, object?]) => (await placeHold(runtime, ...args)).verdict;
    expect(await place(payer, payer, 0n)).toBe("amount_not_positive");
    expect(await place(payer, payer, MAX_MINOR + 1n)).toBe("amount_out_of_range");
    expect(await place(payer, payer, 1n)).toBe("same_account");
    expect(await place(payer, randomUUID(), 1n)).toBe("account_not_found");
    expect(await place(payer, payee, 1n, { actingCustomer: owner })).toBe("account_not_found");
    expect(await place(payer, dollars, 1n)).toBe("currency_mismatch");
    expect(await place(payer, payee, 1n, { currency: "USD" })).toBe("currency_mismatch");
    expect(await place(payer, closed, 1n)).toBe("account_closed");
    expect(await place(closed, payee, 1n)).toBe("account_closed");
    expect(await place(frozen, payee, 10n)).toBe("account_frozen");
    expect(await place(payer, payee, 101n)).toBe("insufficient_funds");
    expect(await place(payer, full, 1n)).toBe("amount_out_of_range");
    expect(await place(payer, payee, 1n, { expiresAt: "2020-01-01T00:00:00Z" })).toBe("hold_expired");
    expect(await place(payer, frozen, 1n)).toBe("done");
    await expect(placeHold(runtime, payer, payee, "0.5")).rejects.toMatchObject({ code: "22023" });
    expect(await figures(payer)).toMatchObject({ pending_out: 1 });
  });

  test("cannot be captured beyond what is left, by another than its payee, from a frozen account, or once it is resolved", async () => {
    const [owner, other] = [newUuid(), newUuid()];
    const [payer, payee] = [await openFunded(admin, 100n, { owner: other }), await openAccount(admin, { owner })];
    const { id } = await placeHold(runtime, payer, payee, 50n);
    const capture = async (...args: [(bigint | string | null)?, boolean?, (string | null)?]) =>
      (await captureHold(runtime, id, ...args)).verdict;
    expect((await captureHold(runtime, newUuid())).verdict).toBe("not_found");
    expect(await capture(null, true, newUuid())).toBe("not_found");
    // The payer has promised the money.
    expect(await capture(null, true, other)).toBe("forbidden");
    expect(await capture(0n)).toBe("amount_not_positive");
    expect(await capture(51n)).toBe("capture_exceeds_hold");
    await setStatus(payer, "frozen");
    expect(await capture(1n)).toBe("account_frozen");
    expect(await figures(payer)).toMatchObject({ posted: 100, pending_out: 50 });
    await setStatus(payer, "open");
    expect(await capture(20n, false, owner)).toBe("done");
    expect(await capture(31n)).toBe("capture_exceeds_hold");
    await expect(captureHold(runtime, id, "0.5")).rejects.toMatchObject({ code: "22023" });
    expect(await capture(30n)).toBe("done");
    for (const again of [null, 1n]) expect(await capture(again)).toBe("hold_not_open");
    expect(await releaseHold(runtime, id)).toBe("hold_not_open");
  });

  test("is released by its payee or the institution, also from a frozen account, which then may be closed", async () => {
    const [payer, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    const { id } = await placeHold(runtime, payer, payee, 10n);
    expect(await admin.query("SELECT ledger.change_status($1, 'closed') AS refusal", [payee])).toMatchObject({
      rows: [{ refusal: "balance_not_zero" }],
    });
    await setStatus(payer, "frozen");
    expect(await releaseHold(runtime, id, newUuid())).toBe("not_found");
    expect(await releaseHold(runtime, id)).toBe("done");
    expect((await captureHold(runtime, id)).verdict).toBe("hold_not_open");
    await setStatus(payee, "closed");
    expect(await figures(payer)).toMatchObject({ posted: 10, pending_out: 0 });
  });

  test("that expires in the distant future, or at an unreadable time, makes the sweep run again in a year", async () => {
    const own = await createTestDatabase();
    const [owner, client] = [await connect(own.adminUrl), await connect(own.runtimeUrl)];
    const hold = await placeHold(client, await openFunded(owner, 10n), await openAccount(owner), 4n, { expiresAt: "2199-12-31T23:59:59Z" });
    const inDays = async () => Math.round(((await expireHolds(workOn(client).database, 100)).next!.getTime() - Date.now()) / 86_400_000);
    expect(await inDays()).toBe(365);
    await owner.query("ALTER TABLE payments.holds DROP CONSTRAINT holds_expires_at_check");
    await owner.query("UPDATE payments.holds SET expires_at = 'infinity' WHERE id = $1", [hold.id]);
    expect(await inDays()).toBe(365);
    await Promise.all([owner.end(), client.end()]);
    await own.drop();
  });

  test("that has expired cannot be captured or released before the sweep or after it, and the sweep lets it go once", async () => {
    const [payer, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    const [due, later] = [
      await placeHold(runtime, payer, payee, 4n, { expiresAt: FAR }),
      await placeHold(runtime, payer, payee, 2n, { expiresAt: FAR }),
    ];
    expect((await captureHold(runtime, due.id, 1n)).verdict).toBe("done");
    expect(await sweep()).toEqual({ expired: 0, next_expiry: new Date(FAR) });
    await letExpire(admin, due.id);
    expect([(await captureHold(runtime, due.id)).verdict, await releaseHold(runtime, due.id)]).toEqual(["hold_expired", "hold_expired"]);
    const swept = await Promise.all([sweep(), sweep()]);
    expect(swept.reduce((sum, { expired }) => sum + expired, 0)).toBe(1);
    expect((await captureHold(runtime, due.id)).verdict).toBe("hold_not_open");
    expect(await figures(payer)).toMatchObject({ posted: 9, pending_out: 2 });
    expect((await captureHold(runtime, later.id)).verdict).toBe("done");
    expect(await sweep()).toEqual({ expired: 0, next_expiry: null });
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("that has expired is released by the sweep of the runtime of before, too, which serves until a release has ended", async () => {
    const [payer, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    const { id } = await placeHold(runtime, payer, payee, 4n, { expiresAt: FAR });
    const before = async () => (await runtime.query("SELECT payments.expire_holds(100) AS next")).rows[0].next as Date | null;
    expect(await before()).toEqual(new Date(FAR));
    await letExpire(admin, id);
    expect(await before()).toBe(null);
    expect(await figures(payer)).toMatchObject({ posted: 10, pending_out: 0 });
  });
});

/** A full capture, a release and the sweep of one expired or open hold, over three concurrent connections. @returns how often each won. */
async function race(on: TestDatabase, client: pg.Client, rounds: number): Promise<string[][]> {
  const clients = await Promise.all([connect(on.runtimeUrl), connect(on.otherRuntimeUrl), connect(on.runtimeUrl)]);
  const [first, second, third] = clients as [pg.Client, pg.Client, pg.Client];
  const ends: string[][] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      const { id } = await placeHold(first, payer, payee, 10n, { expiresAt: FAR });
      if (round % 3 === 0) await letExpire(client, id);
      const [captured, again, released] = await Promise.all([
        captureHold(first, id).then(({ verdict }) => verdict, String),
        captureHold(second, id).then(({ verdict }) => verdict, String),
        round % 2 === 0
          ? releaseHold(third, id).then(String, String)
          : third.query("SELECT payments.sweep_holds(100)").then(
              () => "swept",
              (error: unknown) => String(error),
            ),
      ]);
      ends.push([captured, again, released]);
    }
  } finally {
    for (const one of clients) await one.end();
  }
  return ends;
}

describe("captures, releases and sweeps that race", () => {
  test("resolve a hold exactly once, whichever comes first, and leave correct books", async () => {
    const ends = await race(database, admin, 60);
    for (const end of ends) {
      expect(end.filter((verdict) => verdict === "done").length, end.join()).toBeLessThanOrEqual(1);
      for (const verdict of end) expect(["done", "hold_not_open", "hold_expired", "swept"]).toContain(verdict);
    }
    await sweep();
    const due = "SELECT id FROM payments.holds WHERE status = 'open' AND expires_at < now()";
    expect((await admin.query(due)).rows).toEqual([]);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("would capture twice, or fail, if they did not wait for the accounts' locks (mutant)", async () => {
    await withMutant("ledger.lock_accounts", { "row-lock": "--" }, async (mutated, client) => {
      // Enough on the payer that no overdraft limit stops the second capture: only the law can.
      const ends = await raceWithFunds(mutated, client, 30);
      const twice = ends.some((end) => end.filter((verdict) => verdict === "done").length > 1);
      expect(twice || (await checkBooks(client)).length > 0 || ends.flat().some((verdict) => verdict.startsWith("error"))).toBe(true);
    });
  });

  test("a hold without its check of the overdraft limit is stopped by the last line of defence, the table's own constraint (mutant)", async () => {
    await withMutant("ledger.post", { "hold-debit-limit": "false AND" }, async (_mutated, client) => {
      const [payer, payee] = [await openFunded(client, 10n), await openAccount(client)];
      await expect(placeHold(client, payer, payee, 11n)).rejects.toMatchObject({ constraint: "overdraft_limit_holds" });
    });
  });
});

async function raceWithFunds(on: TestDatabase, client: pg.Client, rounds: number): Promise<string[][]> {
  const [first, second] = [await connect(on.runtimeUrl), await connect(on.otherRuntimeUrl)];
  const ends: string[][] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const [payer, payee] = [await openFunded(client, 1_000n), await openAccount(client)];
      // Another hold keeps pending large enough for a second release.
      await placeHold(first, payer, payee, 500n);
      const { id } = await placeHold(first, payer, payee, 10n);
      const capture = (by: pg.Client) =>
        captureHold(by, id).then(
          ({ verdict }) => verdict,
          (error: unknown) => `error ${String(error)}`,
        );
      ends.push(await Promise.all([capture(first), capture(second)]));
    }
  } finally {
    for (const one of [first, second]) await one.end();
  }
  return ends;
}
