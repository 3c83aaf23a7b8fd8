// `npm start` on an external Postgres: DATABASE_URL is its administrator's, who need not be a superuser, and the runtime never receives it.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { freePort, type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { endAll, run } from "../support/processes.ts";
import { serverFlags } from "../support/hostile.ts";

const folder = makeServerFolder("ledge-another-");
let postgres: LocalPostgres;

beforeAll(async () => {
  postgres = await startLocalPostgres(join(folder, "postgres"), serverFlags());
});
afterAll(async () => {
  await endAll();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` on an external database with a state folder of that name, until it is up or has ended. */
async function start(state: string, ...flags: string[]): Promise<{ exitCode: number | null; output: string }> {
  const database = new URL(postgres.adminUrl);
  [database.username, database.password, database.pathname] = ["administrator", "a", "/bank"];
  const args = ["--port", String(await freePort()), "--state", join(folder, state), ...flags];
  const { child, output } = run("tools/dev/src/start/main.ts", args, { ...process.env, DATABASE_URL: database.toString() });
  await expect.poll(() => output().includes("Ledge is up") || child.exitCode !== null, { timeout: 180_000 }).toBe(true);
  return { exitCode: child.exitCode, output: output() };
}

test("DATABASE_URL creates and prepares a database as its administrator, and the Workers connect as the runtime alone", async () => {
  const superuser = await connect(postgres.adminUrl);
  superuser.on("error", () => undefined); // A failure ends the server before this connection.
  await superuser.query("CREATE ROLE administrator LOGIN PASSWORD 'a' CREATEROLE CREATEDB");
  const { exitCode, output } = await start("state");
  expect(exitCode, output).toBeNull();
  expect(output).toContain("made the database");
  const connected = "SELECT DISTINCT usename::text AS name FROM pg_stat_activity WHERE datname = 'bank'";
  expect((await superuser.query(connected)).rows).toEqual([{ name: "ledge_runtime_a" }]);
  await superuser.end();
});

test("a second state folder is refused, even where no password is required, and with --reset-passwords takes the database over", async () => {
  writeFileSync(join(folder, "postgres", "pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
  const superuser = await connect(postgres.adminUrl);
  superuser.on("error", () => undefined);
  await superuser.query("SELECT pg_reload_conf()");
  await superuser.end();
  const refused = await start("second");
  expect([refused.exitCode, refused.output]).toEqual([1, expect.stringMatching(/belongs to another state folder.*--reset-passwords/)]);
  const { exitCode, output } = await start("second", "--reset-passwords");
  expect(exitCode, output).toBeNull();
});
