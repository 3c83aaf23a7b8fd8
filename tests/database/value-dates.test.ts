// Value dates are the institution's: nothing counts before the day on which its account was opened, and a customer dates nothing before the present
// day, or as many days before it as are configured. Days are of UTC, and of the clock of the books.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold, postTransaction, reverseTransfer } from "../support/hold-fixture.ts";
import { openAccount, openFunded, post, postAndJudge, postOne, retryOf, transfer } from "../support/ledger-fixture.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  expect(await checkBooks(admin)).toEqual([]);
  await runtime.end();
  await admin.end();
  await database.drop();
});

const OPENED_ON = "2024-02-29";
const BEFORE = "2024-02-28T23:59:59.999Z";
const FROM = "2024-02-29T00:00:00.000Z";
const at = (effective_at: string) => ({ effective_at });

/** The beginning of the UTC day so many days before the present one of the database. */
async function daysAgo(days: number, less = 0): Promise<string> {
  const { rows } = await admin.query<{ at: string }>(
    "SELECT to_char(date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => $1, secs => $2 / 1000.0), 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') AS at",
    [days, less],
  );
  return (rows[0] as { at: string }).at;
}

describe("an account", () => {
  test.each(["source", "destination"] as const)(
    "that is the %s takes no transfer that counts before the day on which it was opened",
    async (side) => {
      const young = await openFunded(admin, 10n, { openedOn: OPENED_ON });
      const other = await openFunded(admin, 10n);
      const [source, destination] = side === "source" ? [young, other] : [other, young];
      const judged = await postAndJudge(
        runtime,
        transfer(source, destination, "1", at(BEFORE)),
        transfer(source, destination, "1", at(FROM)),
        transfer(source, destination, "1"),
      );
      expect(judged).toEqual(["value_date_before_opening", "posted", "posted"]);
    },
  );

  test("takes no leg of a transaction that counts before it", async () => {
    const [young, old] = [await openFunded(admin, 10n, { openedOn: OPENED_ON }), await openAccount(admin)];
    const legs = [
      { account: young, direction: "debit", amount: "1" },
      { account: old, direction: "credit", amount: "1" },
    ] as const;
    expect((await postTransaction(runtime, legs, { effectiveAt: BEFORE })).verdict).toBe("value_date_before_opening");
    for (const effectiveAt of [FROM, null]) expect((await postTransaction(runtime, legs, { effectiveAt })).verdict).toBe("done");
  });

  test("is refused for this after everything that says more", async () => {
    const young = await openAccount(admin, { openedOn: OPENED_ON });
    expect(await postAndJudge(runtime, transfer(young, await openAccount(admin), "1", { ...at(BEFORE), currency: "USD" }))).toEqual([
      "currency_mismatch",
    ]);
    expect(await postAndJudge(runtime, transfer(young, await openAccount(admin), "1", at(BEFORE)))).toEqual(["value_date_before_opening"]);
  });

  test.each(["Pacific/Kiritimati", "America/Los_Angeles"])(
    "was opened on a day of UTC, whatever the session's time zone is: %s",
    async (zone) => {
      const young = await openFunded(admin, 10n, { openedOn: OPENED_ON });
      const client = await connect(database.runtimeUrl);
      await client.query(`SET TIME ZONE '${zone}'`);
      const judged = await postAndJudge(
        client,
        transfer(young, await openAccount(admin), "1", at(BEFORE)),
        transfer(young, await openAccount(admin), "1", at(FROM)),
      );
      expect(judged).toEqual(["value_date_before_opening", "posted"]);
      await client.end();
    },
  );
});

describe("a customer", () => {
  const customer = async () => {
    const owner = newUuid();
    return { acting_customer: owner, own: await openFunded(admin, 100n, { owner }), other: await openAccount(admin, { owner: newUuid() }) };
  };

  test.each([0, 1, 30])("dates no payment further back than %i days before the present one, and the institution does", async (days) => {
    const { acting_customer, own, other } = await customer();
    const [first, before] = [await daysAgo(days), await daysAgo(days, 1)];
    const asked = { acting_customer, backdating_days: days };
    expect(
      await postAndJudge(
        runtime,
        transfer(own, other, "1", { ...asked, effective_at: before }),
        transfer(own, other, "1", { ...asked, effective_at: first }),
        transfer(own, other, "1", asked),
        transfer(own, other, "1", { effective_at: before }),
      ),
    ).toEqual(["value_date_not_allowed", "posted", "posted", "posted"]);
  });

  test("dates nothing before the present day if the request does not say how far back it may", async () => {
    const { acting_customer, own, other } = await customer();
    const asked = transfer(own, other, "1", { acting_customer, effective_at: await daysAgo(0, 1) });
    expect(await postAndJudge(runtime, asked)).toEqual(["value_date_not_allowed"]);
  });

  test("dates no refund further back either", async () => {
    const { acting_customer: actingCustomer, own } = await customer();
    const original = await postOne(runtime, await paidLongAgo(own));
    for (const [effectiveAt, verdict] of [
      [await daysAgo(1, 1), "value_date_not_allowed"],
      [await daysAgo(1), "done"],
    ] as const)
      expect((await reverseTransfer(runtime, original, { amount: 1n, effectiveAt, actingCustomer, backdatingDays: 1 })).verdict).toBe(
        verdict,
      );
  });

  test("gets the recorded answer of a payment that was allowed when it was made, also when it no longer is", async () => {
    const { acting_customer, own, other } = await customer();
    const request = transfer(own, other, "1", { acting_customer, backdating_days: 2, effective_at: await daysAgo(2) });
    const [made] = await post(runtime, [request]);
    const [again] = await post(runtime, [{ ...retryOf(request), backdating_days: 0 }]);
    expect([made?.refusal, again]).toEqual([null, { ...made, replayed: true }]);
  });

  test("holds money on the present day alone: a hold has no value date, and nor has its capture", async () => {
    const { acting_customer: actingCustomer, own, other } = await customer();
    expect((await placeHold(runtime, own, other, 1n, { actingCustomer })).verdict).toBe("done");
  });
});

/** A payment to an account that counts nine days ago and is recorded now. */
async function paidLongAgo(account: string) {
  return transfer(await openFunded(admin, 10n), account, "5", { effective_at: await daysAgo(9) });
}
