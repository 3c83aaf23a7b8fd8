// The ranges of clients' values, checked again in the database (laws 29, 30): a value that a bug upstream lets through is not stored and so breaks no
// read. The bounds are those of the contract.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EARLIEST } from "@ledge/shared/instants";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt } from "../support/ledger-fixture.ts";

const CHECK_VIOLATION = "23514";

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

const id = (): string => `'${randomUUID()}'`;
const columns: readonly (readonly [column: string, insert: (time: string) => string])[] = [
  ["ledger.backdatings.effective_at", (time) => `INSERT INTO ledger.backdatings VALUES (${id()}, 1, '${time}', 1, 1)`],
  [
    "ledger.transactions.effective_at",
    (time) => `INSERT INTO ledger.transactions (id, metadata, effective_at, recorded_at, accounts, versions)
               VALUES (${id()}, '{}', '${time}', now(), '{}', '{}')`,
  ],
  [
    "ledger.transfers.effective_at",
    (time) => `INSERT INTO ledger.transfers (id, source_account, destination_account, amount, currency, metadata, effective_at, recorded_at,
                                              source_version, source_balance, destination_version, destination_balance)
               VALUES (${id()}, ${id()}, ${id()}, 1, 'EUR', '{}', '${time}', now(), 1, 0, 1, 0)`,
  ],
  [
    "payments.holds.expires_at",
    (time) => `INSERT INTO payments.holds (id, source_account, destination_account, amount, currency, metadata, expires_at, recorded_at)
               VALUES (${id()}, ${id()}, ${id()}, 1, 'EUR', '{}', '${time}', now())`,
  ],
  [
    "identity.api_keys.expires_at",
    (time) => `INSERT INTO identity.api_keys (id, principal, name, prefix, pepper, hash, scopes, expires_at, created_at)
               SELECT id, id, 'x', 'x', '0123abcd', sha256(convert_to(id::text, 'UTF8')), '{operator}', '${time}', now() FROM (SELECT ${id()}::uuid) AS made (id)`,
  ],
];

describe.each(columns)("%s", (_column, insert) => {
  test.each([EARLIEST, "1969-12-31T23:59:59.999Z", "2199-12-31T23:59:59.999Z"])("may be %s", async (time) => {
    expect(await attempt(admin, insert(time))).toBe("accepted");
  });

  test.each([
    "1899-12-31T23:59:59.999Z",
    "2200-01-01T00:00:00.000Z",
    "0031-06-15T12:00:00Z",
    "0044-03-15 12:00:00+00 BC",
    "9999-12-31T23:59:59Z",
    "infinity",
    "-infinity",
  ])("is never %s", async (time) => {
    expect(await attempt(admin, insert(time))).toBe(CHECK_VIOLATION);
  });
});

describe("a key", () => {
  const insert = (key: string): string =>
    `INSERT INTO idempotency.keys VALUES (${id()}, '${key}', sha256(''), '2026-11-28 00:00:00+00', NULL, 'x', '{}')`;
  test.each([
    ["1 character", "7", "accepted"],
    ["255 characters", "k".repeat(255), "accepted"],
    ["nothing", "", CHECK_VIOLATION],
    ["256 characters", "k".repeat(256), CHECK_VIOLATION],
  ])("of %s", async (_what, key, outcome) => {
    expect(await attempt(admin, insert(key))).toBe(outcome);
  });
});
