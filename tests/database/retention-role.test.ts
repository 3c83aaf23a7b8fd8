// The login of retention against the database (law 25): it calls two functions and nothing else, whatever it sets in its session, and the runtime deletes
// nothing, neither from a table nor from its partitions.
import { ourRelations, ourSchemas } from "@ledge/database/grants/grants";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt } from "../support/ledger-fixture.ts";

const DENIED = "42501"; // insufficient_privilege
let admin: pg.Client;
let login: pg.Client;
let runtime: pg.Client;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  login = await connectPlainly(database.retentionUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), login.end(), runtime.end()]);
  await database.drop();
});

async function expectDenied(client: pg.Client, ...attacks: string[]): Promise<void> {
  for (const attack of attacks) expect(await attempt(client, attack), attack).toBe(DENIED);
}

describe("the login of retention", () => {
  test("plans and applies", async () => {
    expect(await attempt(login, "SELECT retention.plan(now(), 90, 30)")).toBe("accepted");
    expect(await attempt(login, "SELECT retention.apply(now(), 90, 30)")).toBe("accepted");
  });

  test("reads, writes, locks and drops no table, also none that it may have dropped", async () => {
    for (const relation of await ourRelations(admin)) {
      await expectDenied(
        login,
        `SELECT FROM ${relation}`,
        `DELETE FROM ${relation}`,
        `TRUNCATE ${relation}`,
        `DROP TABLE ${relation}`,
        `LOCK TABLE ${relation} IN ACCESS SHARE MODE`,
        `INSERT INTO ${relation} DEFAULT VALUES`,
      );
    }
    for (const schema of await ourSchemas(admin)) await expectDenied(login, `CREATE TABLE ${schema}.x ()`);
    await expectDenied(login, "CREATE SCHEMA x", "CREATE TEMP TABLE x ()");
  });

  test("calls none of the functions by which partitions are made and dropped, and moves no money", async () => {
    await expectDenied(
      login,
      "SELECT retention.drop_partition('{idempotency.refusals}', now())",
      "SELECT retention.make_partition('idempotency.refusals', now())",
      "SELECT retention.pending_in(now())",
      "SELECT payments.post_transfers('[]')",
      "SELECT ledger.clock()",
      "SELECT pg_read_file('PG_VERSION')",
    );
  });

  test("becomes no other role, and no role becomes it", async () => {
    for (const role of ["ledge_owner", "ledge_migrator", "ledge_runtime", "ledge_analyst", "postgres"]) {
      await expectDenied(login, `SET ROLE ${role}`, `GRANT ${role} TO ledge_retention`, `ALTER ROLE ${role} PASSWORD 'x'`);
    }
    await expectDenied(
      runtime,
      "SET ROLE ledge_retention",
      "SELECT retention.apply(now(), 90, 30)",
      "SELECT retention.plan(now(), 90, 30)",
    );
    await expectDenied(login, "ALTER ROLE ledge_retention CONNECTION LIMIT -1");
  });
});

describe("the runtime", () => {
  test("deletes, detaches and drops no partition, and reads none directly", async () => {
    const partitions = (await ourRelations(admin)).filter(
      (relation) => /_(?:default|ended|pending|\d{4}_\d{2})$/.test(relation) && relation !== "outbox.pending",
    );
    expect(partitions.length).toBeGreaterThan(9);
    for (const partition of partitions) {
      const table = partition.replace(/(?:_ended|_pending)?(?:_default|_\d{4}_\d{2})?$/, "");
      await expectDenied(
        runtime,
        `SELECT FROM ${partition}`,
        `INSERT INTO ${partition} DEFAULT VALUES`,
        `DELETE FROM ${partition}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `ALTER TABLE ${table} DETACH PARTITION ${partition}`,
        `DROP TABLE ${partition}`,
      );
    }
  });
});
