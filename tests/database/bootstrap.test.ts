// Bootstrap on a shared cluster: the passwords of its logins are set by the Ledge that created them, and replaced only on request. It runs on a
// separate Postgres, because roles belong to the cluster.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { bootstrap, type RolePasswords, urlFor } from "@ledge/database/migrate/bootstrap";
import { settingDrift } from "@ledge/database/grants/login-settings";
import { openDatabase } from "@ledge/database/local/open-database";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { serverFlags } from "../support/hostile.ts";
import { sqlState } from "../support/ledger-fixture.ts";

const WRONG_PASSWORD = "28P01"; // invalid_password
const TOO_MANY = "53300"; // too_many_connections
/** The analyst's connections in the whole cluster. */
const CONNECTIONS = 5;
const LOGINS = [
  "ledge_migrator",
  "ledge_runtime_a",
  "ledge_runtime_b",
  "ledge_analyst",
  "ledge_retention",
  "ledge_auditor",
  "ledge_rotator",
] as const;
const passwordsOf = (who: string): RolePasswords => ({
  ledge_migrator: `${who} m`,
  ledge_runtime_a: `${who} a`,
  ledge_runtime_b: `${who} b`,
  ledge_analyst: `${who} f`,
  ledge_retention: `${who} r`,
  ledge_auditor: `${who} u`,
  ledge_rotator: `${who} o`,
});
const [first, second] = [passwordsOf("first"), passwordsOf("second")];

const folder = makeServerFolder("ledge-bootstrap-");
let postgres: LocalPostgres;
let banks = 0;

beforeAll(async () => {
  postgres = await startLocalPostgres(join(folder, "postgres"), ["fsync=off", ...serverFlags()]);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(sql: string): Promise<void> {
  const client = await connect(postgres.adminUrl);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A new database of the cluster, for its administrator. */
async function newDatabase(): Promise<string> {
  banks += 1;
  await run(`CREATE DATABASE bank_${banks}`);
  return postgres.adminUrl.replace(/\/postgres$/, `/bank_${banks}`);
}

/** What each login is answered that connects with these passwords. */
async function answers(url: string, passwords: RolePasswords): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const login of LOGINS) {
    const connecting = connect(urlFor(url, login, passwords[login]));
    results.push(await connecting.then((client) => client.end().then(() => "in")).catch(async () => await sqlState(connecting)));
  }
  return results;
}

const allIn = LOGINS.map(() => "in");
const allRefused = LOGINS.map(() => WRONG_PASSWORD);

// This test comes first, because only a cluster without the roles shows their creation.
test("of two that create the logins at the same time one does, and the other gets an error", async () => {
  const [one, other] = [await newDatabase(), await newDatabase()];
  const outcomes = await Promise.allSettled([bootstrap(one, first), bootstrap(other, second)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await answers(one, outcomes[0]?.status === "fulfilled" ? first : second)).toEqual(allIn);
});

describe("the logins of a cluster", () => {
  let url: string;
  beforeEach(async () => {
    url = await newDatabase();
    await bootstrap(url, first, true);
  });

  test("keep their passwords when another Ledge starts on the cluster, which prints advice and changes nothing", async () => {
    for (const theirs of [url, await newDatabase()]) {
      await expect(bootstrap(theirs, second)).rejects.toThrow(
        /ledge_migrator, ledge_runtime_a, ledge_runtime_b, ledge_analyst, ledge_retention, ledge_auditor, ledge_rotator .*--reset-passwords/,
      );
    }
    expect([await answers(url, first), await answers(url, second)]).toEqual([allIn, allRefused]);
  });

  test("are used unchanged by a Ledge that knows their passwords, also for a database that does not admit them yet", async () => {
    await bootstrap(url, first);
    const another = await newDatabase();
    await run(`REVOKE ALL ON DATABASE ${new URL(another).pathname.slice(1)} FROM PUBLIC`);
    await bootstrap(another, first);
    expect(await answers(another, first)).toEqual(allIn);
  });

  test("are taken over on request", async () => {
    await bootstrap(url, second, true);
    expect([await answers(url, first), await answers(url, second)]).toEqual([allRefused, allIn]);
  });

  test("that are missing are created, although existing ones are refused", async () => {
    await run("DROP ROLE ledge_runtime_b");
    await expect(
      bootstrap(url, { ...first, ledge_analyst: second.ledge_analyst, ledge_runtime_b: second.ledge_runtime_b }),
    ).rejects.toThrow(/has ledge_analyst already/);
    await bootstrap(url, { ...first, ledge_runtime_b: second.ledge_runtime_b });
    expect(await answers(url, { ...first, ledge_runtime_b: second.ledge_runtime_b })).toEqual(allIn);
  });

  test("of the runtime may have been rotated since, on a server whose rotator is ours, and stay as they are; on another's they are refused", async () => {
    await run("ALTER ROLE ledge_runtime_a PASSWORD 'of-a-rotation'");
    await bootstrap(url, first);
    expect(await answers(url, { ...first, ledge_runtime_a: "of-a-rotation" })).toEqual(allIn);
    await expect(bootstrap(url, { ...first, ledge_rotator: second.ledge_rotator })).rejects.toThrow(
      /has ledge_runtime_a, .*ledge_rotator already/,
    );
    await bootstrap(url, first, true);
  });

  test.each([
    ["enable_indexscan", "off"],
    ["synchronous_commit", "off"],
    ["default_transaction_read_only", "on"],
    ["local_preload_libraries", "missing"],
    // Postgres sets it for a role, and never resets it.
    ["transaction_read_only", "on"],
  ])("say nothing of themselves beyond bootstrap's words: %s is found as drift, and taken back", async (name, value) => {
    const admin = await connect(url);
    const database = new URL(url).pathname.slice(1);
    try {
      expect(await settingDrift(admin)).toEqual([]);
      await admin.query("SET ROLE ledge_runtime_a");
      await admin.query(`ALTER ROLE ledge_runtime_a SET ${name} = ${value}`);
      await admin.query(`ALTER ROLE ledge_runtime_a IN DATABASE ${database} SET ${name} = ${value}`);
      await admin.query("RESET ROLE");
      expect(await settingDrift(admin)).toEqual(
        expect.arrayContaining(
          ["ledge_runtime_a in this database", "ledge_runtime_a"].map((who) => `set otherwise: ${who}: ${name}=${value}`),
        ),
      );
      await bootstrap(url, first, true);
      expect(await settingDrift(admin)).toEqual([]);
    } finally {
      await admin.end();
    }
  });

  test("have their limits back after somebody reset them all", async () => {
    const admin = await connect(url);
    await admin.query("ALTER ROLE ledge_runtime_b RESET ALL");
    expect(await settingDrift(admin)).toContain("no longer set: ledge_runtime_b: statement_timeout=15s");
    await bootstrap(url, first);
    expect(await settingDrift(admin)).toEqual([]);
    await admin.end();
  });

  test("leave the bank its connections: the analyst has few, and using them all does not prevent a start", async () => {
    const analystUrl = urlFor(url, "ledge_analyst", first.ledge_analyst);
    const sessions = await Promise.all(Array.from({ length: CONNECTIONS }, () => connect(analystUrl)));
    expect(await sqlState(connect(analystUrl))).toBe(TOO_MANY);
    try {
      await bootstrap(url, first);
      await expect(bootstrap(url, { ...first, ledge_analyst: second.ledge_analyst })).rejects.toThrow(/has ledge_analyst already/);
    } finally {
      await Promise.all(sessions.map((client) => client.end()));
    }
  });
});

test("the embedded Postgres accepts a start with other passwords and sets them", async () => {
  const stateDir = join(folder, "embedded");
  for (const passwords of [first, second]) {
    const options = { secretsAreNew: false, adminUrl: null, resetPasswords: false, takesOlderFunctions: false, onOurs: () => undefined };
    const database = await openDatabase({ stateDir, secrets: { id: "one", passwords }, ...options });
    const answer = await sqlState(connect(database.runtimeUrl).then((client) => client.end()));
    await database.stop();
    expect(answer).toBe("accepted");
  }
});
