// The migrator and the bootstrap: a migration is applied once and stays unchanged, a failure leaves nothing behind, and only the migrator's login may
// run either.
import { randomBytes } from "node:crypto";
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import { type DatabaseText, fileOf, type Migration, readDatabaseText } from "@ledge/database/migrate/database-text";
import { migrate } from "@ledge/database/migrate/migrate";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, createTestDatabase, rolePasswords, type TestDatabase } from "../support/database.ts";

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

const migration = (name: string, sql: string): Migration => ({ name, sql, sha256: `of ${sql}` });
const text = readDatabaseText();
const ours = text.migrations;
const textOf = (migrations: readonly Migration[]): DatabaseText => ({ ...text, migrations });
const NOTHING = { migrations: [], functions: [] };

const exists = async (relation: string): Promise<boolean> =>
  (await admin.query("SELECT to_regclass($1) IS NOT NULL AS exists", [relation])).rows[0]?.exists as boolean;

/** The state that a run without an effect must not change. */
async function appliedRows(client: pg.Client): Promise<unknown[]> {
  return (await client.query("SELECT name, sha256, applied_at::text FROM migrations.applied ORDER BY name")).rows;
}

describe("migrating", () => {
  test("an up-to-date database applies nothing", async () => {
    const before = await appliedRows(admin);
    expect(await migrate(database.migratorUrl)).toEqual(NOTHING);
    expect(await appliedRows(admin)).toEqual(before);
    expect(before.length).toBe(ours.length);
  });

  test("is refused, and applies nothing, when an applied migration was changed, removed, or preceded by a new one", async () => {
    const before = await appliedRows(admin);
    const next = migration("9000_next.sql", "CREATE TABLE ledger.next ()");
    const rewritten: [message: string, migrations: Migration[]][] = [
      ["was changed", ours.map((file, index) => (index === 1 ? { ...file, sha256: "another" } : file))],
      ["is not number", ours.filter((_, index) => index !== 1)],
      ["is not number", ours.slice(0, -1)],
      ["is not number", []],
      ["is not number", [migration("0000_early.sql", "SELECT 1"), ...ours]],
      ["is not number", [...ours.slice(0, 2), migration("0002_z.sql", "SELECT 1"), ...ours.slice(2)]],
    ];
    for (const [message, migrations] of rewritten) {
      await expect(migrate(database.migratorUrl, textOf([...migrations, next]))).rejects.toThrow(message);
    }
    expect(await appliedRows(admin)).toEqual(before);
    expect(await exists("ledger.next")).toBe(false);
  });

  test("with a failing migration names it and its line, keeps nothing of the run, and does all of it once it is fixed", async () => {
    const good = migration("9001_good.sql", "CREATE TABLE ledger.good ()");
    const bad = migration("9002_bad.sql", "CREATE TABLE ledger.half ();\nSELECT 1 / 0");
    const late = migration("9003_late.sql", "CREATE TABLE ledger.late ()");
    const before = await appliedRows(admin);
    await expect(migrate(database.migratorUrl, textOf([...ours, good, bad, late]))).rejects.toThrow(/9002_bad\.sql.*division by zero/);
    expect([await exists("ledger.good"), await exists("ledger.half"), await exists("ledger.late")]).toEqual([false, false, false]);
    expect(await appliedRows(admin)).toEqual(before);
    const misspelt = migration(bad.name, "CREATE TABLE ledger.half ();\nSELEC 1");
    await expect(migrate(database.migratorUrl, textOf([...ours, good, misspelt]))).rejects.toThrow(/9002_bad\.sql:2 failed/);
    const repaired = migration(bad.name, "CREATE TABLE ledger.half ()");
    const { migrations } = await migrate(database.migratorUrl, textOf([...ours, good, repaired, late]));
    expect(migrations).toEqual([good.name, bad.name, late.name]);
  });

  test("by the runtime's login is denied", async () => {
    await expect(migrate(database.runtimeUrl)).rejects.toMatchObject({ code: "42501" }); // insufficient_privilege
  });
});

describe("a new database", () => {
  test("is bootstrapped and migrated by many processes concurrently, and each migration is applied once", async () => {
    await withEmptyDatabase(async (adminUrl, migratorUrl) => {
      await bootstrap(adminUrl, rolePasswords);
      const runs = await Promise.all([1, 2, 3, 4].map(async () => await migrate(migratorUrl)));
      expect(runs.flatMap(({ migrations }) => migrations)).toEqual(ours.map((file) => file.name));
      expect(runs.flatMap(({ functions }) => functions)).toEqual(text.functions.map(fileOf));
      const client = await connect(adminUrl);
      expect(await appliedRows(client)).toMatchObject(ours.map(({ name, sha256 }) => ({ name, sha256 })));
      await client.end();
    });
  });

  test("may be bootstrapped again, before and after it is migrated, without an effect", async () => {
    await withEmptyDatabase(async (adminUrl, migratorUrl) => {
      const seen: string[] = [];
      for (const step of ["bootstrap", "bootstrap", "migrate", "bootstrap"]) {
        if (step === "migrate") await migrate(migratorUrl);
        else {
          await bootstrap(adminUrl, rolePasswords);
          seen.push(await describeRoles(adminUrl));
        }
      }
      expect(seen[1]).toBe(seen[0]);
      expect(seen[2]).toBe(seen[0]);
      expect(await migrate(migratorUrl)).toEqual(NOTHING);
    });
  });

  test("with the history that was never released is refused, with advice", async () => {
    await withEmptyDatabase(async (adminUrl, migratorUrl) => {
      await bootstrap(adminUrl, rolePasswords);
      const client = await connect(adminUrl);
      await client.query(`SET ROLE ledge_owner; CREATE SCHEMA migrations;
        CREATE TABLE migrations.applied (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
        INSERT INTO migrations.applied (name, sha256) VALUES ('0001_schemas.sql', 'a'), ('0004_accounts_payments.sql', 'b')`);
      await expect(migrate(migratorUrl)).rejects.toThrow(/never released.*npm start -- --fresh, or another DATABASE_URL/);
      const { rows } = await client.query("SELECT to_regclass('migrations.functions') AS functions, to_regnamespace('ledger') AS ledger");
      expect(rows).toEqual([{ functions: null, ledger: null }]);
      await client.end();
    });
  });

  test("and another one of the same cluster may be bootstrapped concurrently", async () => {
    await withEmptyDatabase(async (one) => {
      await withEmptyDatabase(async (other) => {
        // Roles belong to the cluster. Several rounds make the two meet.
        for (let round = 1; round <= 5; round += 1) {
          await expect(Promise.all([one, other].map(async (url) => await bootstrap(url, rolePasswords)))).resolves.toHaveLength(2);
        }
      });
    });
  });
});

/** A database as the administrator creates it: no template, no bootstrap. */
async function withEmptyDatabase(use: (adminUrl: string, migratorUrl: string) => Promise<void>): Promise<void> {
  const name = `ledge_empty_${randomBytes(6).toString("hex")}`;
  const cluster = await connect(inject("adminUrl"));
  await cluster.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  try {
    const url = new URL(inject("adminUrl"));
    url.pathname = `/${name}`;
    await use(url.toString(), urlFor(url.toString(), "ledge_migrator", rolePasswords.ledge_migrator));
  } finally {
    await cluster.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await cluster.end();
  }
}

/** Roles, memberships, settings and the database's grants, as text. Not passwords: their salt is new each time. */
async function describeRoles(adminUrl: string): Promise<string> {
  const client = await connect(adminUrl);
  const { rows } = await client.query(
    `SELECT (SELECT json_agg(r ORDER BY rolname) FROM pg_roles AS r WHERE rolname LIKE 'ledge%') AS roles,
            (SELECT json_agg(m ORDER BY m::text) FROM pg_auth_members AS m WHERE left(member::regrole::text, 5) = 'ledge') AS members,
            (SELECT json_agg(s ORDER BY s::text) FROM pg_db_role_setting AS s WHERE setdatabase = 0) AS settings,
            (SELECT datacl::text FROM pg_database WHERE datname = current_database()) AS database,
            (SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public') AS public`,
  );
  await client.end();
  return JSON.stringify(rows);
}
