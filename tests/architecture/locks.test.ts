// Every lock of the product has a mutant without it, and a test that fails then: a lock that nothing misses is not needed, or not understood.
import { describe, expect, test } from "vitest";
import { locksIn, mayLock } from "./support/locks.ts";
import { readRepositoryFile, repositoryFiles } from "./support/sources.ts";

/** By lock: the test file that has its mutant, and the words that plant it. */
const mutants: Readonly<Record<string, readonly [file: string, planted: string]>> = {
  'core-service/src/accounts/queries.ts lockAccount: .for("no key update")': [
    "tests/database/locks.test.ts",
    `lock: { of: 'from "accounts"."accounts"', lock: "for no key update" }`,
  ],
  "core-service/src/customers/queries.ts lockCustomer: .for(strength)": [
    "tests/database/locks.test.ts",
    `lock: { of: 'from "customers"."customers"', lock: "for share" }`,
  ],
  'core-service/src/identity/queries.ts lockApiKey: .for("no key update")': [
    "tests/database/locks.test.ts",
    `lock: { of: 'from "identity"."api_keys"', lock: "for no key update" }`,
  ],
  'core-service/src/outbox/positions.ts lockInbox: .for("update")': [
    "tests/database/locks.test.ts",
    `lock: { of: 'from "outbox"."inboxes"', lock: "for update" }`,
  ],
  "core-service/src/webhooks/delivery-queries.ts queueDeliveries: FOR SHARE": [
    "tests/database/locks.test.ts",
    `lock: { of: "INSERT INTO webhooks.deliveries", lock: "FOR SHARE OF e" }`,
  ],
  'core-service/src/webhooks/endpoint-queries.ts lockEndpoint: .for("no key update")': [
    "tests/database/locks.test.ts",
    `lock: { of: 'from "webhooks"."endpoints"', lock: "for no key update" }`,
  ],
  'core-service/src/webhooks/endpoint-queries.ts lockEndpointOf: .for("no key update")': [
    "tests/database/locks.test.ts",
    `lock: { of: "(SELECT endpoint_id FROM webhooks.deliveries WHERE id = ", lock: "for no key update" }`,
  ],
  "migrations/functions/audit/sequence.sql: FOR UPDATE": [
    "tests/database/audit-log.test.ts",
    `withMutant("audit.sequence", { "one-sequencer": "; --" }`,
  ],
  "migrations/functions/ledger/balance_at.sql: FOR SHARE": [
    "tests/database/history.test.ts",
    `withMutant("ledger.balance_at", { "in-flight": "; --" }`,
  ],
  "migrations/functions/ledger/change_status.sql: FOR NO KEY UPDATE": [
    "tests/database/locks.test.ts",
    `lock: { name: "ledger.change_status", bug: { "row-lock": "; --" } }`,
  ],
  "migrations/functions/ledger/clock.sql: LOCK TABLE": [
    "tests/database/locks.test.ts",
    `lock: { name: "ledger.clock", bug: { "one-at-a-time": "--" } }`,
  ],
  "migrations/functions/ledger/lock_accounts.sql: FOR NO KEY UPDATE": [
    "tests/database/concurrency.test.ts",
    `withMutant("ledger.lock_accounts", { "row-lock": "--" }`,
  ],
  "migrations/functions/ledger/set_overdraft_limit.sql: FOR NO KEY UPDATE": [
    "tests/database/locks.test.ts",
    `lock: { name: "ledger.set_overdraft_limit", bug: { "row-lock": "; --" } }`,
  ],
  "migrations/functions/ledger/set_owner_blocked.sql: FOR NO KEY UPDATE": [
    "tests/database/locks.test.ts",
    `lock: { name: "ledger.set_owner_blocked", bug: { "row-lock": "; --" } }`,
  ],
  "migrations/functions/ledger/take_time.sql: pg_try_advisory_xact_lock_shared": [
    "tests/database/finished-ranges.test.ts",
    `withMutant("ledger.take_time", { "in-flight": "--" }`,
  ],
  "migrations/functions/outbox/sequence.sql: FOR UPDATE": [
    "tests/database/outbox.test.ts",
    `withMutant("outbox.sequence", { "one-sequencer": "; --" }`,
  ],
  "migrations/functions/retention/apply.sql: LOCK TABLE": [
    "tests/database/retention-races.test.ts",
    `withMutant("retention.apply", { "one-run": "--" }`,
  ],
  "migrations/functions/retention/drop_partition.sql: LOCK TABLE": [
    "tests/database/retention-races.test.ts",
    `withMutant("retention.drop_partition", { "no-writer": "--" }`,
  ],
  "migrations/functions/retention/make_partition.sql: LOCK TABLE": [
    "tests/database/retention-races.test.ts",
    `withMutant("retention.make_partition", { "no-writer": "--" }`,
  ],
};

const sources = () =>
  repositoryFiles()
    .filter(mayLock)
    .map((path) => ({ path, text: readRepositoryFile(path) }));

describe("the locks of the product", () => {
  test("each have a mutant that a test catches, and the list has no other", () => {
    expect(locksIn(sources())).toEqual(Object.keys(mutants).toSorted());
  });

  test.each(Object.entries(mutants))("%s: its test plants it", (_lock, [file, planted]) => {
    expect(readRepositoryFile(file)).toContain(planted);
  });

  test.each([
    ["core-service/src/a.ts", "export async function takeA() {\n  await query.for('share');", ["takeA: .for('share')"]],
    ["core-service/src/a.ts", 'const takeB = () => query\n    .for(\n "update");', ['takeB: .for(\n "update")']],
    ["core-service/src/a.ts", "export const c = sql`SELECT x FROM y FOR KEY  SHARE`;", ["c: FOR KEY  SHARE"]],
    ["migrations/functions/a/b.sql", "select 1 from x for update;\nLOCK TABLE x;", ["for update", "LOCK TABLE"]],
    [
      "migrations/functions/a/b.sql",
      "PERFORM pg_advisory_xact_lock(1); SELECT pg_try_advisory_lock(2);",
      ["pg_advisory_xact_lock", "pg_try_advisory_lock"],
    ],
  ])("are found in %s: %j", (path, text, found) => {
    const [file, inFile] = [`${path} `, locksIn([{ path, text }])];
    expect(inFile.map((lock) => lock.replace(path.endsWith(".ts") ? file : `${path}: `, ""))).toEqual(found);
  });

  test.each([
    ["a comment", "core-service/src/a.ts", "// FOR UPDATE\n/* .for('update') */"],
    ["a comment of SQL", "migrations/functions/a/b.sql", "-- FOR UPDATE\nSELECT 1; -- LOCK TABLE"],
    ["another package", "workers/kit/src/a.ts", "x.for('update')"],
  ])("are none: %s", (_what, path, text) => {
    expect(locksIn([{ path, text }])).toEqual([]);
  });
});
