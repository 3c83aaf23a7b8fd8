// `npm run db:prepare` and `npm run db:migrate` as they are run: a database is prepared from nothing, and migrated with the rotator's URL. On a cluster of its
// own, because they open and close the migrator, which is a role of the cluster.
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { urlFor } from "@ledge/database/migrate/bootstrap";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { ROOT } from "@ledge/repository/root";
import { newApiKeyHash } from "@ledge/shared/api-key";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, rolePasswords } from "../support/database.ts";
import { serverFlags } from "../support/hostile.ts";
import { sqlState } from "../support/ledger-fixture.ts";

const PEPPER = "a-pepper-of-the-test";
const folder = makeServerFolder("ledge-prepare-");
let cluster: LocalPostgres;

beforeAll(async () => {
  cluster = await startLocalPostgres(join(folder, "postgres"), ["fsync=off", ...serverFlags()]);
});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = async (tool: string, env: Readonly<Record<string, string>>): Promise<Run> =>
  await promisify(execFile)(process.execPath, [join(ROOT, "tools/database/src/migrate", tool)], {
    env: { PATH: process.env["PATH"], ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Run) => error,
  );

async function prepare(): Promise<string> {
  const { code, stdout, stderr } = await run("prepare.ts", {
    OWNER_DATABASE_URL: cluster.adminUrl,
    RUNTIME_A_PASSWORD: rolePasswords.ledge_runtime_a,
    RUNTIME_B_PASSWORD: rolePasswords.ledge_runtime_b,
    ANALYST_PASSWORD: rolePasswords.ledge_analyst,
    RETENTION_PASSWORD: rolePasswords.ledge_retention,
    AUDITOR_PASSWORD: rolePasswords.ledge_auditor,
    ROTATOR_PASSWORD: rolePasswords.ledge_rotator,
    LEDGE_SECRET_API_KEY_PEPPER: PEPPER,
    LEDGE_SECRET_API_KEY_MAC_SECRETS: "mac",
  });
  expect(code, stderr).toBe(0);
  return stdout.trim();
}

/** What the server answers to the migrator. */
const migrator = async (): Promise<unknown> =>
  await sqlState(connect(urlFor(cluster.adminUrl, "ledge_migrator", rolePasswords.ledge_migrator)).then((client) => client.end()));

test("a database is prepared from nothing, and again when no operator key is left: roles, schema, and a key that is the only output", async () => {
  const live = async (): Promise<unknown[]> => {
    const client = await connect(cluster.adminUrl);
    const { rows } = await client.query<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM identity.api_keys WHERE expires_at IS NULL ORDER BY created_at",
    );
    await client.end();
    return rows.map(({ hash }) => hash);
  };
  const first = await prepare();
  expect(await live()).toEqual([newApiKeyHash(PEPPER, first).hash]);
  const admin = await connect(cluster.adminUrl);
  await admin.query("UPDATE identity.api_keys SET expires_at = now()");
  const again = await prepare();
  expect(await live()).toEqual([newApiKeyHash(PEPPER, again).hash]);
  await admin.end();
  expect(await migrator()).toMatch(/^28/);
});

test("the migrator is opened with the rotator's URL, and closed when a migration fails, too", async () => {
  const env = { ROTATOR_DATABASE_URL: urlFor(cluster.adminUrl, "ledge_rotator", rolePasswords.ledge_rotator) };
  expect(await run("main.ts", env)).toMatchObject({ code: 0, stdout: "Up to date.\n" });
  const admin = await connect(cluster.adminUrl);
  await admin.query("UPDATE migrations.applied SET sha256 = 'other' WHERE name = '0001_schemas.sql'");
  expect(await run("main.ts", env)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("was changed after it was applied") as string,
  });
  const { rows } = await admin.query(
    "SELECT rolcanlogin, rolvaliduntil <= now() AS is_over FROM pg_roles WHERE rolname = 'ledge_migrator'",
  );
  expect(rows).toEqual([{ rolcanlogin: false, is_over: true }]);
  expect(
    (await admin.query("SELECT change FROM rotation.pending WHERE login = 'ledge_migrator' ORDER BY seq")).rows.map(
      (row) => (row as { change: string }).change,
    ),
  ).toEqual(Array.from({ length: 4 }, () => ["opened", "closed"]).flat());
  await admin.end();
});

test("a database is not prepared without all required settings", async () => {
  const { code, stderr } = await run("prepare.ts", { OWNER_DATABASE_URL: "postgres://127.0.0.1/x" });
  expect(code).toBe(2);
  expect(stderr).toContain(
    "db:prepare needs RUNTIME_A_PASSWORD, RUNTIME_B_PASSWORD, ANALYST_PASSWORD, RETENTION_PASSWORD, AUDITOR_PASSWORD, ROTATOR_PASSWORD, LEDGE_SECRET_API_KEY_PEPPER, LEDGE_SECRET_API_KEY_MAC_SECRETS",
  );
});
