// The reporting views show the books in the API's terms: amounts as decimals of their currency, ids as TypeIDs, signs that add up. The tests read
// them as finance does.
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { decodeId, encodeId, newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, letExpire, placeHold, postTransaction, reverseTransfer } from "../support/hold-fixture.ts";
import { BACKDATED, MAX_MINOR, openAccount, post, postOne, sqlState, transfer } from "../support/ledger-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let analyst: pg.Client;
const made = { customer: "", account: "", cash: "", yen: "", dinars: "", hold: "", expired: "", capture: "", reversal: "", legs: "" };

/** Before everything that is posted here. */
const OPENED_ON = "2020-02-29";

async function opened(terms: Parameters<typeof operations.openAccount>[2]): Promise<string> {
  const outcome = await operations.openAccount(workOn(admin), writeCall(), { ...terms, opened_on: OPENED_ON });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return decodeId("account", outcome.value.id) as string;
}
const openHouseAccount = (code: string, currency: string) =>
  opened({ kind: "house", code, currency, normal_side: "debit", allow_negative: true, name: `House account ${code}` });

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  analyst = await connectPlainly(database.analystUrl);
  const customer = await operations.createCustomer(workOn(admin), writeCall(), { type: "person", name: "Ada Lovelace" });
  made.customer = customer.ok ? customer.value.id : "";
  made.account = await opened({ kind: "customer", customer_id: made.customer, currency: "EUR", overdraft_limit: "500" });
  made.cash = await openHouseAccount("cash", "EUR");
  [made.yen, made.dinars] = [await openHouseAccount("yen", "JPY"), await openHouseAccount("dinars", "KWD")];
  const [yenPayee, dinarPayee] = [
    await openAccount(admin, { owner: newUuid(), currency: "JPY" }),
    await openAccount(admin, { owner: newUuid(), currency: "KWD" }),
  ];
  const paid = await postOne(admin, transfer(made.cash, made.account, 12345n));
  await post(admin, [
    transfer(made.account, made.cash, 45n, { effective_at: BACKDATED }),
    transfer(made.yen, yenPayee, MAX_MINOR, { currency: "JPY" }),
    transfer(made.dinars, dinarPayee, 1500n, { currency: "KWD" }),
  ]);
  made.hold = (await placeHold(admin, made.account, made.cash, 1000n)).id;
  made.capture = (await captureHold(admin, made.hold, 250n)).id;
  made.expired = (await placeHold(admin, made.account, made.cash, 7n)).id;
  await letExpire(admin, made.expired);
  made.reversal = (await reverseTransfer(admin, paid, { amount: 45n })).id;
  const legs = (["debit", "credit"] as const).map((direction) => ({
    account: direction === "debit" ? made.cash : made.account,
    direction,
    amount: "1",
  }));
  made.legs = (await postTransaction(admin, legs)).id;
});
afterAll(async () => {
  await Promise.all([admin.end(), analyst.end()]);
  await database.drop();
});

const rows = async (sql: string, values: readonly unknown[] = []) => (await analyst.query(sql, [...values])).rows;

describe("the reporting views", () => {
  test("name an account as the API does, with its balances as decimals of its currency", async () => {
    expect(await rows("SELECT * FROM accounts WHERE account_uuid = uuid_of($1)", [encodeId("account", made.account)])).toMatchObject([
      {
        account_id: encodeId("account", made.account),
        kind: "customer",
        code: null,
        customer_id: made.customer,
        currency: "EUR",
        normal_side: "credit",
        customer_blocked: false,
        overdraft_limit: "5.00",
        posted: "120.06",
        pending_out: "7.57",
        available: "112.49",
        posted_minor: "12006",
      },
    ]);
    expect(await rows("SELECT code, kind, customer_id, overdraft_limit, posted FROM accounts WHERE kind = 'house' ORDER BY code")).toEqual([
      { code: "cash", kind: "house", customer_id: null, overdraft_limit: null, posted: "120.06" },
      { code: "dinars", kind: "house", customer_id: null, overdraft_limit: null, posted: "1.500" },
      { code: "yen", kind: "house", customer_id: null, overdraft_limit: null, posted: "9223372036854775807" },
    ]);
  });

  test("sign entries so that changes add up to each balance, and debits and credits to zero", async () => {
    const off = `SELECT a.account_id FROM accounts AS a LEFT JOIN entries AS e USING (account_uuid)
                  GROUP BY a.account_id, a.posted HAVING a.posted <> coalesce(sum(e.change), 0)`;
    expect(await rows(off)).toEqual([]);
    expect(await rows("SELECT transaction_id FROM entries GROUP BY 1, currency HAVING sum(signed_amount) <> 0")).toEqual([]);
    expect(await rows("SELECT currency, sum(signed_amount) AS sum, count(*)::int FROM entries GROUP BY 1 ORDER BY 1")).toEqual([
      { currency: "EUR", sum: "0.00", count: 10 },
      { currency: "JPY", sum: "0", count: 2 },
      { currency: "KWD", sum: "0.000", count: 2 },
    ]);
    const last = "SELECT * FROM entries WHERE account_uuid = $1 ORDER BY version DESC LIMIT 1";
    expect(await rows(last, [made.account])).toMatchObject([
      {
        transaction_id: encodeId("transaction", made.legs),
        transfer_id: null,
        direction: "credit",
        amount: "0.01",
        signed_amount: "-0.01",
        change: "0.01",
        balance_after: "120.06",
        amount_minor: "1",
      },
    ]);
  });

  test("find transfers by entries, captures by their hold and reversals by their original", async () => {
    const found = await rows(
      `SELECT DISTINCT t.* FROM entries AS e JOIN transfers AS t ON t.transfer_uuid = e.transaction_uuid
        WHERE e.transfer_id = ANY ($1) ORDER BY t.recorded_at`,
      [[made.capture, made.reversal].map((id) => encodeId("transfer", id))],
    );
    expect(found).toMatchObject([
      { transfer_id: encodeId("transfer", made.capture), hold_id: encodeId("hold", made.hold), amount: "2.50", reversal_of: null },
      { transfer_id: encodeId("transfer", made.reversal), hold_id: null, amount: "0.45", reversal_of: expect.stringMatching(/^trf_/) },
    ]);
    expect(await rows("SELECT transaction_id FROM transactions")).toEqual([{ transaction_id: encodeId("transaction", made.legs) }]);
  });

  test("show a hold as the API does: expired from its time on, with what remains", async () => {
    const wanted = "SELECT hold_id, status, amount, captured, remaining, resolved_at = expires_at AS ended FROM holds ORDER BY amount DESC";
    expect(await rows(wanted)).toEqual([
      { hold_id: encodeId("hold", made.hold), status: "open", amount: "10.00", captured: "2.50", remaining: "7.50", ended: null },
      { hold_id: encodeId("hold", made.expired), status: "expired", amount: "0.07", captured: "0.00", remaining: "0.00", ended: true },
    ]);
  });

  test("have a comment on each of them and on each of their columns", async () => {
    const { rows: silent } = await admin.query(
      `SELECT c.relname AS view, a.attname AS column FROM pg_class AS c
         JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = 'reporting'
         LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND col_description(c.oid, a.attnum) IS NULL
        WHERE obj_description(c.oid, 'pg_class') IS NULL OR a.attname IS NOT NULL`,
    );
    expect(silent).toEqual([]);
  });

  test("show every currency with its own decimals, by ISO 4217", async () => {
    const currencies = [...minorUnitDecimals];
    const found = await rows("SELECT currency, scale(minor_unit(currency)) AS decimals FROM unnest($1::text[]) AS c (currency)", [
      currencies.map(([currency]) => currency),
    ]);
    expect(found).toEqual(currencies.map(([currency, decimals]) => ({ currency, decimals })));
  });

  test("contain no contact data, no key and no secret", async () => {
    const { rows: columns } = await admin.query("SELECT attname FROM pg_attribute WHERE attrelid::regclass::text LIKE 'reporting.%'");
    const text = (await rows("SELECT string_agg(a::text, ' ') AS text FROM accounts AS a"))[0].text as string;
    expect(text).not.toContain("Lovelace");
    expect(columns.map(({ attname }) => attname).filter((name) => /mail|hash|key|secret|phone|address/.test(name))).toEqual([]);
  });
});

describe("the trial balance", () => {
  const lines = "SELECT code, kind, currency, debit, credit FROM";
  const wanted = [
    { code: "cash", kind: "house", currency: "EUR", debit: "120.06", credit: "0.00" },
    { code: null, kind: "customer", currency: "EUR", debit: "0.00", credit: "120.06" },
    { code: "yen", kind: "house", currency: "JPY", debit: "9223372036854775807", credit: "0" },
    { code: null, kind: "customer", currency: "JPY", debit: "0", credit: "9223372036854775807" },
    { code: "dinars", kind: "house", currency: "KWD", debit: "1.500", credit: "0.000" },
    { code: null, kind: "customer", currency: "KWD", debit: "0.000", credit: "1.500" },
  ];

  test("has a line per account with an entry, and agrees with the API's", async () => {
    expect(await rows(`${lines} trial_balance`)).toEqual(wanted);
    const { rows: api } = await admin.query("SELECT * FROM ledger.trial_balance(NULL)");
    const sums = await rows(
      "SELECT currency, sum(debit / minor_unit(currency)) AS debits, sum(credit / minor_unit(currency)) AS credits FROM trial_balance GROUP BY 1 ORDER BY 1",
    );
    const whole = (value: string): bigint => BigInt(value.replace(/\.0*$/, ""));
    expect(sums.map(({ currency, debits, credits }) => [currency, whole(debits), whole(credits)])).toEqual(
      api.map((row) => [
        row.currency,
        BigInt(row.house_debits) + BigInt(row.customer_debits),
        BigInt(row.house_credits) + BigInt(row.customer_credits),
      ]),
    );
  });

  test("of an instant covers what was recorded until then, and is refused for the last minute, in which something may still be recorded", async () => {
    // As if everything except the transaction by legs had been recorded two minutes ago.
    await admin.query("BEGIN");
    await admin.query("ALTER TABLE ledger.entries DISABLE TRIGGER ALL");
    await admin.query("UPDATE ledger.entries SET recorded_at = recorded_at - interval '2 minutes' WHERE posting <> $1", [made.legs]);
    await admin.query("SET LOCAL ROLE ledge_analyst; SET LOCAL search_path = reporting");
    const at = "(clock_timestamp() - interval '61 seconds')";
    const { rows: then } = await admin.query(`${lines} trial_balance_at(${at}) WHERE currency = 'EUR'`);
    expect(then).toEqual([
      { code: "cash", kind: "house", currency: "EUR", debit: "120.05", credit: "0.00" },
      { code: null, kind: "customer", currency: "EUR", debit: "0.00", credit: "120.05" },
    ]);
    expect((await admin.query(`${lines} trial_balance_at('2020-01-01')`)).rows).toEqual([]);
    await admin.query("ROLLBACK");
    for (const late of ["clock_timestamp() - interval '59 seconds'", "clock_timestamp()", "'2999-01-01'"]) {
      expect(await sqlState(rows(`SELECT FROM trial_balance_at(${late})`)), late).toBe("22023");
    }
  });
});

describe("a month of entries", () => {
  test("is read by the index of time, without a full scan", async () => {
    // A table of a dozen rows is scanned, whatever indexes it has.
    await analyst.query("SET enable_seqscan = off");
    const plan = (
      await rows(
        `EXPLAIN SELECT account_uuid, sum(signed_amount) FROM entries WHERE recorded_at >= '2026-11-01' AND recorded_at < '2026-12-01' GROUP BY 1`,
      )
    )
      .map((row) => Object.values(row)[0])
      .join("\n");
    await analyst.query("RESET enable_seqscan");
    expect(plan).toContain("Bitmap Index Scan on entries_by_time");
  });
});
