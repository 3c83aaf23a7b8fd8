// Two runtimes on one schema: while a release goes from 10 % to all of the traffic, and when it goes back, the runtime before serves from a
// schema that was already expanded. The runtime is the core's own operations, played against the model.
import { randomBytes } from "node:crypto";
import { bootstrap, urlFor } from "@ledge/tools/bootstrap";
import { byPhase, faultsOfExpansion } from "@ledge/tools/expand-only";
import { type Migration, migrate, readMigrations } from "@ledge/tools/migrate";
import fc from "fast-check";
import { afterAll, describe, expect, inject, test } from "vitest";
import { connect, rolePasswords, type TestDatabase } from "../support/database.ts";
import { agreement, openMatch } from "../support/model-match.ts";

const ONE_BY_ONE = 1;
const HISTORIES = 15;
const migrations = readMigrations();
const opened: TestDatabase[] = [];

/** What a next release might add, to the very tables that postings go through. */
const EXPANSION = `-- Everything that an expanding migration may do.
ALTER TABLE ledger.accounts ADD COLUMN nickname text;
ALTER TABLE ledger.accounts ADD COLUMN tier smallint NOT NULL DEFAULT 0;
ALTER TABLE payments.transfers ADD COLUMN purpose text;
ALTER TABLE ledger.entries ADD COLUMN channel text NOT NULL DEFAULT 'api';
ALTER TABLE customers.customers ADD COLUMN language text DEFAULT 'en';
CREATE TABLE payments.purposes (code text PRIMARY KEY);
CREATE INDEX ON payments.transfers (purpose);
GRANT SELECT ON payments.purposes TO ledge_runtime;
`;

const next = (sql: string): Migration => ({ name: "9000_next.sql", sql, sha256: "next" });

async function databaseWith(applied: readonly Migration[]): Promise<TestDatabase> {
  const name = `skew_${randomBytes(6).toString("hex")}`;
  const run = async (sql: string): Promise<void> => {
    const client = await connect(inject("adminUrl"));
    await client.query(sql);
    await client.end();
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${name}`;
  await bootstrap(url.toString(), rolePasswords);
  const as = (login: keyof typeof rolePasswords): string => urlFor(url.toString(), login, rolePasswords[login]);
  await migrate(as("ledge_migrator"), applied);
  const database = {
    adminUrl: url.toString(),
    migratorUrl: as("ledge_migrator"),
    runtimeUrl: as("ledge_runtime_a"),
    otherRuntimeUrl: as("ledge_runtime_b"),
    drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  };
  opened.push(database);
  return database;
}
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
    expect(await agreesOn(await databaseWith([...migrations, next(EXPANSION)]))).toBe("agrees");
  });

  test("answers on the schema that it is first given, which its own contracting migrations have not touched yet", async () => {
    const { expand } = byPhase(migrations);
    expect(await agreesOn(await databaseWith(expand))).toBe("agrees");
  });

  test.each([
    ["a column that must have a value", "ALTER TABLE payments.transfers ADD COLUMN purpose text NOT NULL;", "no default"],
    ["a column that lost its name", "ALTER TABLE ledger.accounts RENAME COLUMN posted TO booked;", "renames"],
    ["a grant that was taken away", "REVOKE SELECT ON payments.transfers FROM ledge_runtime;", "revokes"],
  ])("does not survive %s, and the lint says so before", async (_what, sql, words) => {
    expect((await faultsOfExpansion([next(sql)])).join()).toContain(words);
    expect(await agreesOn(await databaseWith([...migrations, next(sql)]))).toMatch(/disagrees/);
  });
});
