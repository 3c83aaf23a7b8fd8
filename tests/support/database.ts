// A migrated database for each test file, and clients for its logins. The database is copied from the run's template within tens of milliseconds.
import { randomBytes } from "node:crypto";
import { databaseUrl, type DatabaseUrls, dropDatabase, urlsOf } from "@ledge/database/local/make-database";
import { connectTo, withClient } from "@ledge/database/postgres/connect";
import pg from "pg";
import { expect, inject } from "vitest";

export const TEMPLATE_DATABASE = "ledge_template";
export const rolePasswords = {
  ledge_migrator: "migrator",
  ledge_runtime_a: "runtime-a",
  ledge_runtime_b: "runtime-b",
  ledge_analyst: "analyst",
  ledge_retention: "retention",
  ledge_auditor: "auditor",
  ledge_rotator: "rotator",
};

/** Its administrator is the cluster's superuser, for what the product's logins may not read. */
export interface TestDatabase extends DatabaseUrls {
  drop(): Promise<void>;
}

/** A new database with all migrations and no rows. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = inject("adminUrl");
  const name = `ledge_test_${randomBytes(6).toString("hex")}`;
  const urls = urlsOf(databaseUrl(clusterUrl, name), rolePasswords);
  await withClient(clusterUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`));
  // A copy has the template's tables and grants, but not its database-level grants.
  await withClient(urls.adminUrl, (client) =>
    client.query(
      `REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ledge_migrator, ledge_runtime, ledge_analyst, ledge_retention, ledge_auditor, ledge_rotator; GRANT CREATE ON DATABASE ${name} TO ledge_owner`,
    ),
  );
  return { ...urls, drop: () => dropDatabase(clusterUrl, name) };
}

/** A connected client; the caller ends it. */
export const connect = (url: string): Promise<pg.Client> => connectTo(url);

/** A connected client with the settings of its login, as psql gets them; `connect` sets its own. */
export async function connectPlainly(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** As `connect`, without the login's time limits: on a busy machine they would end a transaction that a test keeps open. */
export async function connectWithoutTimeouts(url: string): Promise<pg.Client> {
  const client = await connect(url);
  await client.query("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; SET lock_timeout = 0");
  return client;
}

/** Resolves once some session of the client's database waits for another one: other tests use the server, too. */
export async function someoneWaits(client: pg.Client): Promise<void> {
  const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0";
  await expect.poll(async () => (await client.query(waiting)).rowCount, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
}
