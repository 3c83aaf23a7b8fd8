// Two runtimes on one schema: while a release goes from 10 % to all of the traffic, and when it is rolled back, the previous runtime serves from a
// schema that is already expanded. The runtime is the core's own operations, compared with the model.
import { type DatabaseText, type Migration, readDatabaseText } from "@ledge/database/migrate/database-text";
import { byPhase, faultsOfExpansion } from "@ledge/database/migrate/expand-only";
import fc from "fast-check";
import { afterAll, describe, expect, inject, test } from "vitest";
import type { TestDatabase } from "../support/database.ts";
import { agreement, openMatch } from "../support/model-match.ts";
import { openDatabase } from "./support/open-database.ts";

const ONE_BY_ONE = 1;
const HISTORIES = 15;
const text = readDatabaseText();
const opened: TestDatabase[] = [];
const databaseWith = async (theirs: DatabaseText): Promise<TestDatabase> => {
  const database = await openDatabase(inject("adminUrl"), theirs);
  opened.push(database);
  return database;
};

/** The changes that a next release might add to the tables of postings. */
const EXPANSION = `-- Everything that an expanding migration may do.
ALTER TABLE ledger.accounts ADD COLUMN nickname text;
ALTER TABLE ledger.accounts ADD COLUMN tier smallint NOT NULL DEFAULT 0;
ALTER TABLE ledger.transfers ADD COLUMN purpose text;
ALTER TABLE ledger.entries ADD COLUMN channel text NOT NULL DEFAULT 'api';
ALTER TABLE customers.customers ADD COLUMN language text DEFAULT 'en';
CREATE TABLE payments.purposes (code text PRIMARY KEY);
CREATE INDEX ON ledger.transfers (purpose);
GRANT SELECT ON payments.purposes TO ledge_runtime;
`;

const next = (sql: string): Migration => ({ name: "9000_next.sql", sql, sha256: "next" });
const textWith = (sql: string): DatabaseText => ({ ...text, migrations: [...text.migrations, next(sql)] });

afterAll(async () => void (await Promise.all(opened.map((database) => database.drop()))));

async function agreesOn(database: TestDatabase): Promise<string> {
  const match = await openMatch(database);
  try {
    const found = await fc.check(agreement(match, ONE_BY_ONE), { numRuns: HISTORIES, endOnFailure: true });
    return found.failed ? `seed ${found.seed}: disagrees` : "agrees";
  } finally {
    await match.close();
  }
}

describe("the runtime of a release", () => {
  test("answers as before on a schema that the next release has expanded", async () => {
    expect(await faultsOfExpansion([next(EXPANSION)])).toEqual([]);
    expect(await agreesOn(await databaseWith(textWith(EXPANSION)))).toBe("agrees");
  });

  test("answers on its initial schema, before its own contracting migrations", async () => {
    const { expand } = byPhase(text.migrations);
    expect(await agreesOn(await databaseWith({ ...text, migrations: expand }))).toBe("agrees");
  });

  test.each([
    ["a required column", "ALTER TABLE ledger.transfers ADD COLUMN purpose text NOT NULL;", "no default"],
    ["a renamed column", "ALTER TABLE idempotency.keys RENAME COLUMN outcome TO answer;", "renames"],
    ["a revoked grant", "REVOKE SELECT ON ledger.accounts FROM ledge_runtime;", "revokes"],
  ])("does not survive %s, and the lint reports it before", async (_what, sql, words) => {
    expect((await faultsOfExpansion([next(sql)])).join()).toContain(words);
    expect(await agreesOn(await databaseWith(textWith(sql)))).toMatch(/disagrees/);
  });
});
