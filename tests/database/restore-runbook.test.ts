// The SQL of the restore runbook, as an operator types it: the owner is no superuser, like Neon's console role. The rotator stops the runtime, shows what
// happened, and admits the runtime again. It runs on a separate cluster, because roles belong to all databases of one.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import { parseDocument } from "@ledge/verification/documents/documents";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { migrate } from "@ledge/database/migrate/migrate";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, rolePasswords } from "../support/database.ts";

const RUNBOOK = "docs/runbooks/restore.md";
const folder = makeServerFolder("ledge-runbook-");
let cluster: LocalPostgres;
let ownerUrl: string;

beforeAll(async () => {
  cluster = await startLocalPostgres(join(folder, "postgres"), ["fsync=off"]);
  await asLogin(cluster.adminUrl, [
    "CREATE ROLE console LOGIN CREATEROLE CREATEDB PASSWORD 'console'",
    "CREATE DATABASE ledge OWNER console",
  ]);
  const url = new URL(cluster.adminUrl);
  [url.username, url.password, url.pathname] = ["console", "console", "/ledge"];
  ownerUrl = url.toString();
  await bootstrap(ownerUrl, rolePasswords);
  await migrate(urlFor(ownerUrl, "ledge_migrator", rolePasswords.ledge_migrator));
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs statements one after the other, as psql does. @returns the rows of the last one. */
async function asLogin(url: string, statements: readonly string[]): Promise<readonly object[]> {
  const client = await connect(url);
  try {
    let rows: readonly object[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

const statementsOf = (sql: string): string[] =>
  sql
    .split(";")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");

test("the restore runbook stops a working runtime, shows what happened, and admits it again with another password", async () => {
  const { blocks } = parseDocument(RUNBOOK, readFileSync(join(ROOT, RUNBOOK), "utf8"));
  const sql = blocks.filter(({ language }) => language === "sql").map(({ text }) => statementsOf(text));
  const [stop = [], show = [], letIn = [], list = []] = sql;
  expect(sql).toHaveLength(4);
  const runtimeUrl = urlFor(ownerUrl, "ledge_runtime_a", rolePasswords.ledge_runtime_a);
  const working = await connect(runtimeUrl);
  const cut = new Promise<string>((resolve) => working.on("error", (error) => resolve(error.message)));

  await asLogin(urlFor(ownerUrl, "ledge_rotator", rolePasswords.ledge_rotator), stop);
  expect(await cut).toContain("terminating connection");
  await expect(connect(runtimeUrl)).rejects.toThrow("password authentication failed");

  const migratorUrl = urlFor(ownerUrl, "ledge_migrator", rolePasswords.ledge_migrator);
  expect(await asLogin(migratorUrl, show)).toEqual([]);
  expect(await asLogin(migratorUrl, list)).toEqual([]);

  await asLogin(
    ownerUrl,
    letIn.map((statement) => statement.replace("'…'", "'another'")),
  );
  await expect(connect(runtimeUrl)).rejects.toThrow("password authentication failed");
  // The runtime is admitted by a rotation, which has the rotator set another password.
  const password = "another-password-of-a-rotation-0123456789";
  await asLogin(urlFor(ownerUrl, "ledge_rotator", "another"), [`SELECT rotation.set_password('ledge_runtime_a', '${password}')`]);
  expect(await asLogin(urlFor(ownerUrl, "ledge_runtime_a", password), ["SELECT count(*)::int AS n FROM ledger.accounts"])).toEqual([
    { n: 0 },
  ]);
});
