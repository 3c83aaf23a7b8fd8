// The checker of the books on a corrupted audit log: each mutant corrupts one thing, as only the administrator can, and checkBooks must name the violated
// rules.
import { auditRules } from "@ledge/database/books/audit-rules";
import { type BookRule, bookRules, checkBooks } from "@ledge/database/books/books";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  const [payer, payee] = [await openFunded(admin, 100n), await openAccount(admin)];
  await post(admin, [transfer(payer, payee, "1"), transfer(payer, payee, "1000")]);
  await admin.query("SELECT audit.sequence(100)");
  // Some records are in the log, and some wait for it.
  await post(admin, [transfer(payer, payee, "2")]);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

const once: BookRule = "a key has exactly one record";
const same: BookRule = "a record says what its key says";
const gapless: BookRule = "the audit log has no gap";

const mutants: readonly [what: string, sql: string, broken: readonly BookRule[]][] = [
  [
    "a record vanishes, and the head with it",
    "DELETE FROM audit.records WHERE index = (SELECT size - 1 FROM audit.head); UPDATE audit.head SET size = size - 1",
    [once],
  ],
  ["a record in the middle vanishes", "DELETE FROM audit.records WHERE index = 0", [once, gapless]],
  ["what was noted is lost", "DELETE FROM audit.pending", [once]],
  ["what was noted is noted twice", "INSERT INTO audit.pending (principals, keys) SELECT principals, keys FROM audit.pending", [once]],
  [
    "a record is there twice",
    `INSERT INTO audit.records SELECT (SELECT size FROM audit.head), salt, recorded_at, principal, customer, operation, outcome, resources, request_id,
       trace_id, fingerprint, key_digest, sequenced_at FROM audit.records WHERE index = 0; UPDATE audit.head SET size = size + 1`,
    [once],
  ],
  ["a record has no key", "UPDATE audit.records SET key_digest = sha256('x') WHERE index = 0", [once]],
  [
    "a key is written without its record",
    "SET session_replication_role = replica; INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation, outcome) SELECT principal, 'planted', fingerprint, recorded_at, 'openAccount', '{}' FROM idempotency.keys LIMIT 1",
    [once],
  ],
  ["a refusal is recorded as done", "UPDATE audit.records SET outcome = 'done' WHERE outcome = 'insufficient_funds'", [same]],
  ["a record names another transfer", "UPDATE audit.records SET resources = ARRAY[gen_random_uuid()] WHERE index = 0", [same]],
  ["a record is dated otherwise", "UPDATE audit.records SET recorded_at = recorded_at + interval '1 ms' WHERE index = 0", [same]],
  ["the head is ahead of the log", "UPDATE audit.head SET size = size + 1", [gapless]],
];

describe("checkBooks", () => {
  test("finds nothing in a correct log, and nothing in one in which a key was refused before it succeeded", async () => {
    await admin.query("BEGIN");
    await admin.query(`
      INSERT INTO audit.records SELECT (SELECT size FROM audit.head), salt, recorded_at, principal, customer, operation, 'not_found', '{}', gen_random_uuid(),
        trace_id, fingerprint, key_digest, sequenced_at FROM audit.records WHERE index = 0; UPDATE audit.head SET size = size + 1`);
    expect(await checkBooks(admin)).toEqual([]);
    await admin.query("ROLLBACK");
    expect(await checkBooks(admin)).toEqual([]);
  });

  test.for(mutants)("finds that %s", async ([, sql, broken]) => {
    await admin.query("BEGIN");
    try {
      const results = [await admin.query(sql)].flat();
      expect(results.at(-1)?.rowCount, "the mutant changed nothing").toBeGreaterThan(0);
      const found = (await checkBooks(admin)).map((violation) => violation.split(": ")[0]);
      expect([...new Set(found)].sort()).toEqual([...broken].sort());
    } finally {
      await admin.query("ROLLBACK; RESET session_replication_role");
    }
  });

  test("has a mutant for each rule of the log", () => {
    const ofTheLog = bookRules.filter((rule) => rule in auditRules);
    expect(ofTheLog).toHaveLength(3);
    expect(ofTheLog.filter((rule) => !mutants.some(([, , broken]) => broken.includes(rule)))).toEqual([]);
  });
});
