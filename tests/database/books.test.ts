// The checker of the books, on corrupted books: each mutant corrupts one thing, as only the administrator can, and checkBooks must name the violated
// rules. Without this, "no violations" in other tests would prove nothing.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditRules } from "@ledge/database/books/audit-rules";
import { type BookRule, bookRules, checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold, postTransaction, reverseTransfer } from "../support/hold-fixture.ts";
import { BACKDATED, openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";

let database: TestDatabase;
let admin: pg.Client;

/**
 * Names for the mutants' SQL: two accounts with several entries, one without an overdraft limit and below zero, a transfer, an open hold, its
 * capture, a backdated transaction by legs, and a reversal.
 */
const names = { PAYER: "", PAYEE: "", CELLAR: "", PAID: "", HELD: "", TAKEN: "", LEGGED: "", REVERSED: "" };

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  names.PAYER = await openFunded(admin, 100n, { owner: newUuid() });
  names.PAYEE = await openAccount(admin);
  names.CELLAR = await openAccount(admin, { overdraftLimit: null });
  const requests = ["3", "2", "1"].map((amount) => transfer(names.PAYER, names.PAYEE, amount));
  const posted = await post(admin, [...requests, transfer(names.CELLAR, names.PAYEE, "5"), transfer(names.PAYEE, names.PAYER, "1000")]);
  names.PAID = posted[1]?.transferId ?? "";
  names.REVERSED = (await reverseTransfer(admin, posted[2]?.transferId ?? "")).id;
  names.HELD = (await placeHold(admin, names.PAYER, names.PAYEE, "20")).id;
  names.TAKEN = (await captureHold(admin, names.HELD, "7")).id;
  const legs = (["debit", "credit"] as const).map((direction) => ({
    account: direction === "debit" ? names.PAYER : names.PAYEE,
    direction,
  }));
  const backdated = legs.map((leg) => ({ ...leg, amount: "2" }));
  names.LEGGED = (await postTransaction(admin, backdated, { effectiveAt: BACKDATED })).id;
  // Some events have their position in the feed, and some are still pending.
  await admin.query("SELECT outbox.sequence(7)");
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

// The literals have the checker's type, so that a rule that is renamed there does not compile here.
const sums: BookRule = "debits equal credits per transaction and currency";
const fold: BookRule = "a balance is the fold of its entries";
const versions: BookRule = "versions run 1..n without a gap";
const running: BookRule = "balance_after is the running balance";
const limits: BookRule = "no balance was ever below its overdraft limit";
const blocked: BookRule = "an account is blocked exactly when its customer is";
const pending: BookRule = "pending is the sum of the open holds";
const pendingFold: BookRule = "pending is the fold of its own entries";
const captures: BookRule = "captures are transfers of their hold, and never exceed it";
const backdatings: BookRule = "backdatings are the entries of what counts before it was recorded";
const forward: BookRule = "recorded time never runs back along versions";
const clocked: BookRule = "nothing is recorded ahead of the clock";
const dated: BookRule = "an id has the time that it was recorded at";
const legs: BookRule = "a transfer is one debit of its source and one credit of its destination";
const figured: BookRule = "the figures in the row of a posting are those of its entries";
const pendingThen: BookRule = "the pending amounts in the row of a transfer are those of its time";
const pointers: BookRule = "an entry of a transaction points at the last transfer of its account";
const orphan: BookRule = "an entry is of a transfer or of a transaction by its legs";
const stray: BookRule = "an entry is of an account";
const keyed: BookRule = "what was booked has exactly one key";
const answered: BookRule = "a key answers with what was booked";
const eventsMatch: BookRule = "what was booked has exactly its events";
const eventVersions: BookRule = "an event names the accounts of its entries, and their versions";
const opening: BookRule = "nothing counts before its account was opened";
const feed: BookRule = "the feed has no gap, and per account it follows the versions";
const recorded: BookRule = "a key has exactly one record";
const bounded: BookRule = "reversals run the other way, never exceed their original and never count before it";

const DEBIT = "posting = 'PAID' AND amount < 0";
const TRANSFER =
  "source_account, destination_account, amount, currency, metadata, recorded_at, source_version, source_balance, destination_version, destination_balance";

/** A new id with the same time. */
const DATED = "ledger.dated_id(ledger.id_prefix(recorded_at), 0, gen_random_uuid())";

const mutants: readonly [what: string, sql: string, broken: readonly BookRule[]][] = [
  [
    "a reversal runs in the direction of its original, without entries or key",
    `INSERT INTO ledger.transfers (id, ${TRANSFER}, reversal_of) SELECT ${DATED}, ${TRANSFER}, id FROM ledger.transfers WHERE id = 'PAID'`,
    [legs, figured, keyed, bounded, eventsMatch],
  ],
  [
    "a reversal counts before its original",
    "UPDATE ledger.transfers SET effective_at = recorded_at - interval '1 day' WHERE id = 'REVERSED'",
    [backdatings, bounded],
  ],
  ["an entry is deleted", `DELETE FROM ledger.entries WHERE ${DEBIT}`, [sums, fold, versions, running, legs, figured, eventVersions]],
  [
    "both entries of a transfer are deleted",
    "DELETE FROM ledger.entries WHERE posting = 'PAID'",
    [fold, versions, running, legs, figured, eventVersions],
  ],
  ["one entry's amount is changed", `UPDATE ledger.entries SET amount = amount + 1 WHERE ${DEBIT}`, [sums, fold, running, legs]],
  [
    "both entries' amounts are changed",
    "UPDATE ledger.entries SET amount = amount + sign(amount) WHERE posting = 'PAID'",
    [fold, running, legs],
  ],
  ["an entry's side is changed", `UPDATE ledger.entries SET amount = -amount WHERE ${DEBIT}`, [sums, fold, running, legs]],
  [
    "a transfer's effective time is changed",
    "UPDATE ledger.transfers SET effective_at = recorded_at - interval '1 day' WHERE id = 'PAID'",
    [backdatings],
  ],
  [
    "a transfer's version is changed",
    "UPDATE ledger.transfers SET source_version = source_version + 1 WHERE id = 'PAID'",
    [figured, eventVersions],
  ],
  ["a transfer's balance is changed", "UPDATE ledger.transfers SET destination_balance = 0 WHERE id = 'PAID'", [figured]],
  ["a transfer's pending amount is changed", "UPDATE ledger.transfers SET source_pending_out = 1 WHERE id = 'PAID'", [pendingThen]],
  [
    "an entry of a transaction points too far back",
    "UPDATE ledger.entries SET last_transfer = last_transfer - 1 WHERE posting = 'LEGGED' AND amount < 0",
    [pointers],
  ],
  ["an entry of a transfer is passed", "UPDATE ledger.entries SET last_transfer = 0 WHERE posting = 'PAID' AND amount < 0", [pointers]],
  [
    "a transaction forgets its last leg",
    "UPDATE ledger.transactions SET accounts = trim_array(accounts, 1), versions = trim_array(versions, 1) WHERE id = 'LEGGED'",
    [figured],
  ],
  ["an entry's balance_after is changed", `UPDATE ledger.entries SET balance_after = balance_after + 1 WHERE ${DEBIT}`, [running, figured]],
  ["a balance is changed", "UPDATE ledger.accounts SET posted = posted + 1 WHERE id = 'PAYEE'", [fold]],
  ["an account skips a version", "UPDATE ledger.accounts SET version = version + 1 WHERE id = 'PAYEE'", [versions]],
  [
    "an entry skips a version",
    "UPDATE ledger.entries SET version = 99 WHERE (account_id, version) IN (SELECT id, version FROM ledger.accounts WHERE id = 'PAYEE')",
    [versions, backdatings, figured, eventVersions],
  ],
  [
    "an account has an overdraft limit that it is below",
    "ALTER TABLE ledger.accounts DROP CONSTRAINT overdraft_limit_holds; UPDATE ledger.accounts SET overdraft_limit = 0 WHERE id = 'CELLAR'",
    [limits],
  ],
  ["an account is opened after its entries", "UPDATE ledger.accounts SET opened_on = '2199-01-01' WHERE id = 'PAYEE'", [opening]],
  [
    "a backdating is moved to before its account was opened",
    "UPDATE ledger.backdatings SET effective_at = '1900-01-01' WHERE account_id = 'PAYEE'; UPDATE ledger.accounts SET opened_on = '1900-01-02' WHERE id = 'PAYEE'",
    [backdatings, opening],
  ],
  ["an account vanishes", "DELETE FROM ledger.accounts WHERE id = 'CELLAR'", [sums, stray, legs]],
  ["an account changes its currency", "UPDATE ledger.accounts SET currency = 'USD' WHERE id = 'CELLAR'", [sums, legs]],
  ["an account is blocked whose customer is not", "UPDATE ledger.accounts SET owner_blocked = true WHERE id = 'PAYER'", [blocked]],
  [
    "a customer is suspended whose account is not blocked",
    `INSERT INTO customers.customers (id, type, name, metadata, verification, created_at, updated_at)
     SELECT owner_id, 'person', 'Ada', '{}', 'suspended', now(), now() FROM ledger.accounts WHERE id = 'PAYER'`,
    [blocked],
  ],
  ["a pending figure is changed", "UPDATE ledger.accounts SET pending_out = pending_out + 1 WHERE id = 'PAYER'", [pending, pendingFold]],
  ["a pending entry vanishes", "DELETE FROM ledger.pending_entries WHERE hold_id = 'HELD' AND version = 1", [pendingFold]],
  [
    "a hold is released and its pending stays",
    "UPDATE payments.holds SET status = 'released', resolved_at = now() WHERE id = 'HELD'",
    [pending, eventsMatch],
  ],
  ["a hold forgets a capture", "UPDATE payments.holds SET captured = 0 WHERE id = 'HELD'", [captures, pending]],
  ["a capture forgets its hold", "UPDATE ledger.transfers SET hold = NULL WHERE id = 'TAKEN'", [captures, eventsMatch]],
  ["a hold vanishes", "DELETE FROM payments.holds WHERE id = 'HELD'", [captures, pending, keyed, eventsMatch]],
  [
    "a transaction's row vanishes",
    "DELETE FROM ledger.transactions WHERE id = 'LEGGED'",
    [backdatings, orphan, pointers, keyed, eventsMatch],
  ],
  ["a backdating is forgotten", "DELETE FROM ledger.backdatings WHERE account_id = 'PAYER'", [backdatings]],
  ["a day of backdatings is changed", "UPDATE ledger.backdated_days SET change = change + 1", [backdatings]],
  [
    "a limit is recorded as lower than a balance of its time",
    `INSERT INTO ledger.overdraft_changes SELECT id, 1, version, 0, 0, now() FROM ledger.accounts WHERE id = 'CELLAR'`,
    [limits],
  ],
  [
    "an entry is recorded before its predecessor",
    "UPDATE ledger.entries SET recorded_at = recorded_at - interval '1 hour' WHERE (account_id, version) IN (SELECT id, version FROM ledger.accounts WHERE id = 'PAYEE')",
    [forward, orphan],
  ],
  [
    "a pending entry is recorded before its predecessor",
    "UPDATE ledger.pending_entries SET recorded_at = recorded_at - interval '1 hour' WHERE account_id = 'PAYER' AND version = 2",
    [forward, pendingThen],
  ],
  [
    "a change of a limit is recorded before its predecessor",
    `INSERT INTO ledger.overdraft_changes SELECT id, n, version, 0, 0, now() - n * interval '1 hour' FROM ledger.accounts, generate_series(1, 2) AS n WHERE id = 'PAYER'`,
    [forward],
  ],
  [
    "a pending entry is recorded ahead of the clock",
    "UPDATE ledger.pending_entries SET recorded_at = recorded_at + interval '1 day' WHERE account_id = 'PAYER' AND version = 2",
    [clocked, pendingThen],
  ],
  [
    "a transaction is recorded at another time than its id says",
    "UPDATE ledger.transactions SET recorded_at = recorded_at - interval '1 ms' WHERE id = 'LEGGED'",
    [dated, orphan],
  ],
  ["a transfer vanishes", "DELETE FROM ledger.transfers WHERE id = 'PAID'", [orphan, keyed, answered, eventsMatch, eventVersions]],
  ["a transfer's amount is changed", "UPDATE ledger.transfers SET amount = amount + 1 WHERE id = 'PAID'", [legs]],
  [
    "a transfer's destination is changed",
    "UPDATE ledger.transfers SET destination_account = 'CELLAR' WHERE id = 'PAID'",
    [legs, figured, eventVersions, feed],
  ],
  [
    "a transfer is posted without entries and key",
    `INSERT INTO ledger.transfers (id, ${TRANSFER}) SELECT ${DATED}, ${TRANSFER} FROM ledger.transfers WHERE id = 'PAID'`,
    [legs, figured, keyed, eventsMatch],
  ],
  ["an event vanishes", "DELETE FROM outbox.events WHERE id = 'PAID'", [eventsMatch, feed]],
  ["a pending event vanishes", "DELETE FROM outbox.pending WHERE type = 'hold.captured'", [eventsMatch]],
  [
    "an event is about nothing",
    "INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', ARRAY[gen_random_uuid()], now())",
    [eventsMatch],
  ],
  [
    "an event names another version",
    "UPDATE outbox.pending SET versions[1] = versions[1] - 1 WHERE type = 'transaction.posted'",
    [eventVersions],
  ],
  [
    "two events exchange their positions",
    "UPDATE outbox.events SET position = -position WHERE position IN (2, 3); UPDATE outbox.events SET position = 5 + position WHERE position < 0",
    [feed],
  ],
  ["an account's list forgets an event", "DELETE FROM outbox.account_events WHERE account_id = 'PAYEE'", [feed]],
  ["a key vanishes", "DELETE FROM idempotency.keys WHERE resource = 'PAID'", [keyed, recorded]],
  [
    "two keys answer with one transfer",
    `INSERT INTO idempotency.keys SELECT principal, key || '2', fingerprint, recorded_at, resource, operation
       FROM idempotency.keys WHERE resource = 'PAID'`,
    [keyed],
  ],
  [
    "a key answers with a missing transfer",
    "UPDATE idempotency.keys SET resource = gen_random_uuid() WHERE resource = 'PAID'",
    [keyed, answered],
  ],
  [
    "a key answers with another balance",
    `UPDATE idempotency.keys SET outcome = jsonb_set(outcome::jsonb, '{source}', '{"posted": "7", "version": 4}')::json
      WHERE operation = 'reverseTransfer'`,
    [answered],
  ],
  [
    "a key answers with another principal's transfer",
    "UPDATE idempotency.keys SET principal = gen_random_uuid() WHERE resource = 'PAID'",
    [answered, recorded],
  ],
  ["a refusal vanishes", "DELETE FROM idempotency.refusals", [answered]],
  [
    "a key was refused and has a transfer",
    "INSERT INTO idempotency.refusals SELECT principal, recorded_at, principal, NULL, key, 'x' FROM idempotency.keys WHERE resource = 'PAID'",
    [answered],
  ],
];

describe("checkBooks", () => {
  test("finds nothing in correct books", async () => {
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("finds nothing when refusals have gone after their retention", async () => {
    await admin.query("BEGIN");
    try {
      const { rowCount } = await admin.query("DELETE FROM idempotency.refusals");
      expect(rowCount).toBeGreaterThan(0);
      await admin.query("UPDATE idempotency.keys SET recorded_at = now() - interval '91 days' WHERE resource IS NULL AND outcome IS NULL");
      expect(await checkBooks(admin)).toEqual([]);
    } finally {
      await admin.query("ROLLBACK");
    }
  });

  test.for(mutants)("finds that %s", async ([, sql, broken]) => {
    await admin.query("BEGIN");
    try {
      const mutant = sql.replace(/\b(PAYER|PAYEE|CELLAR|PAID|HELD|TAKEN|LEGGED|REVERSED)\b/g, (name) => names[name as keyof typeof names]);
      const results = [await admin.query(mutant)].flat();
      expect(results.at(-1)?.rowCount, "the mutant changed nothing").toBeGreaterThan(0);
      const found = (await checkBooks(admin)).map((violation) => violation.split(": ")[0]);
      expect([...new Set(found)].sort()).toEqual([...broken].sort());
    } finally {
      await admin.query("ROLLBACK");
    }
  });

  test("has a mutant for each of its rules", () => {
    const elsewhere = bookRules.filter((rule) => rule in auditRules);
    expect(bookRules.filter((rule) => !elsewhere.includes(rule) && !mutants.some(([, , broken]) => broken.includes(rule)))).toEqual([]);
  });
});
