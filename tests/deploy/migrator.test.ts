// The migrator of an environment, which has no lasting password: a release opens it for the step that migrates, and the clock closes it when that was killed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { plant } from "@ledge/verification/chaos/plant";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { letIn } from "./support/let-in.ts";
import { CHILD, openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

const OPEN_MINUTES = 5;
let platform: SamplePlatform;
let admin: pg.Client;

beforeAll(async () => {
  platform = await openSamplePlatform();
  admin = await connect(platform.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await platform.stop();
});

const migration = (number: number): Record<string, string> => ({
  [`migrations/000${number}_more.sql`]: `-- More.\nCREATE TABLE sample.more_${number} (id integer PRIMARY KEY);\n`,
});
/** What was done to the migrator since it was asked last. */
const changes = async (): Promise<unknown[]> =>
  (
    await admin.query<{ change: string }>("WITH gone AS (DELETE FROM rotation.pending RETURNING *) SELECT change FROM gone ORDER BY seq")
  ).rows.map(({ change }) => change);
const state = async (): Promise<unknown> =>
  (
    await admin.query(
      `SELECT rolcanlogin AS open, rolvaliduntil <= now() AS over, rolvaliduntil <= now() + interval '${OPEN_MINUTES} min' AS bounded
         FROM pg_roles WHERE rolname = 'ledge_migrator'`,
    )
  ).rows[0];
const CLOSED = { open: false, over: true, bounded: true };

describe("the migrator", () => {
  beforeAll(async () => {
    // Every password that it is given.
    await admin.query("CREATE TABLE public.given (password text)");
    await admin.query("GRANT USAGE ON SCHEMA public TO ledge_rotation; GRANT INSERT ON public.given TO ledge_rotation");
    await plant(admin, "rotation.change", {
      "one-at-a-time": `FOR UPDATE; INSERT INTO public.given VALUES (change.password); PERFORM FROM rotation.credentials AS c WHERE c.login = change.login`,
    });
  });

  test("is opened by the step of a release that migrates, and closed by it", async () => {
    platform.commit({});
    expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
    expect([await changes(), await state()]).toEqual([["opened", "closed"], CLOSED]);
  });

  test("is not opened by a release that migrates nothing, nor by a dry run, which does without the rotator", async () => {
    platform.commit(scripts("second"));
    expect(await platform.deploy(["--dry-run"], { env: { ROTATOR_DATABASE_URL: "" } })).toMatchObject({ code: 0, err: "" });
    expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
    platform.commit(migration(2));
    const { code, out } = await platform.deploy(["--dry-run"], { env: { ROTATOR_DATABASE_URL: "" } });
    expect([code, out]).toEqual([0, expect.stringContaining("to do    expand the schema")]);
    expect(await changes()).toEqual([]);
  });

  test("is closed when a migration fails", async () => {
    platform.commit({ "migrations/0002_more.sql": "-- It fails.\nCREATE TABLE sample.items (id integer PRIMARY KEY);\n" });
    expect((await platform.deploy([])).err).toContain("already exists");
    expect([await changes(), await state()]).toEqual([["opened", "closed"], CLOSED]);
  });

  test("that a killed release has left open ends by the clock; the next one opens and closes it again", async () => {
    platform.commit(migration(2));
    await admin.query("BEGIN; LOCK TABLE migrations.applied IN SHARE ROW EXCLUSIVE MODE");
    const release = spawn(process.execPath, [CHILD, "--env", "dev", "--canary", "0"], {
      env: { PATH: process.env["PATH"], ...platform.environment([]), TEST_KILL_AFTER: "0" },
      stdio: "ignore",
    });
    const other = await connect(platform.database.adminUrl);
    const migrating = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'ledge_migrator' AND wait_event_type = 'Lock'";
    await expect.poll(async () => (await other.query(migrating)).rows[0] as unknown, { interval: 20 }).toEqual({ n: 1 });
    release.kill("SIGKILL");
    await once(release, "exit");
    await other.end();
    await admin.query("ROLLBACK");
    expect([await changes(), await state()]).toEqual([["opened"], { open: true, over: false, bounded: true }]);
    expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
    expect([(await changes()).at(-1), await state()]).toEqual(["closed", CLOSED]);
  });

  test("takes none of the passwords that it ever had, once a release has ended", async () => {
    const { rows } = await admin.query<{ password: string }>("SELECT DISTINCT password FROM public.given");
    expect(rows.length).toBeGreaterThan(5);
    const passwords = rows.map(({ password }) => password);
    expect(await letIn(platform.database.migratorUrl, "ledge_migrator", passwords)).toEqual([]);
    // The control: one of them is right until it is closed.
    await admin.query("ALTER ROLE ledge_migrator LOGIN VALID UNTIL 'infinity'");
    expect((await letIn(platform.database.migratorUrl, "ledge_migrator", passwords)).length).toBe(1);
    await admin.query("ALTER ROLE ledge_migrator NOLOGIN VALID UNTIL 'now'");
  });

  test("is named by nothing that a release is given, prints or writes", async () => {
    const { out, err } = await platform.deploy([]);
    expect(JSON.stringify([platform.environment([]), out, err])).not.toContain("ledge_migrator");
  });
});
