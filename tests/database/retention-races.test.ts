// Runs of retention beside each other and beside writers: each step is done once, no row is missed, and who writes never waits for long.
import { applyRetention, keepAll } from "@ledge/database/retention/retention";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, createTestDatabase, someoneWaits, type TestDatabase } from "../support/database.ts";
import { withMutant } from "../support/mutant.ts";
import { AT, clear, count, delivery, noWait, partitions, prepare, run, windows } from "../support/retention-fixture.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
let retention: pg.Client;
let other: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  [admin, runtime, retention, other] = (await Promise.all(
    [database.adminUrl, database.runtimeUrl, database.retentionUrl, database.adminUrl].map(connect),
  )) as [pg.Client, pg.Client, pg.Client, pg.Client];
});
afterAll(async () => {
  await Promise.all([admin, runtime, retention, other].map((client) => client.end()));
  await database.drop();
});
beforeEach(async () => await clear(admin));

/** Without the limit that keeps a run from waiting, so that a test decides what comes first. */
const patient = (client: pg.Client) => client.query("ALTER FUNCTION retention.apply SET lock_timeout = '60s'");

/** One call for deliveries alone. @returns what it did, or its SQLSTATE. */
const apply = (client: pg.Client): Promise<string> =>
  client.query<{ action: string | null }>("CALL retention.take_step($1, NULL, 30, NULL, NULL, NULL, NULL)", [AT]).then(
    ({ rows }) => rows[0]?.action ?? "nothing",
    (error: Error & { code?: string }) => error.code as string,
  );

/** Calls while another transaction, which has not committed, is at work. @returns what the call did. */
async function beside(client: pg.Client, first: pg.Client, work: () => Promise<unknown>, second: () => Promise<string>): Promise<string> {
  await patient(client);
  await first.query("BEGIN");
  await work();
  const called = second();
  await someoneWaits(client);
  await first.query("COMMIT");
  return await called;
}

describe("two runs at once", () => {
  /** The first one is at its first step. No caller of the procedure can stop it there, so this does what it does, with its lock. */
  const atFirstStep = (one: pg.Client) =>
    one.query(`
      LOCK TABLE ONLY idempotency.refusals, ONLY webhooks.deliveries_ended, ONLY webhooks.attempts IN SHARE UPDATE EXCLUSIVE MODE;
      SELECT retention.make_partition(relation, p.month) FROM (SELECT * FROM retention.plan('${AT.toISOString()}', NULL, 30) LIMIT 1) AS p, unnest(p.relations) AS relation`);
  const both = (client: pg.Client, one: pg.Client, two: pg.Client): Promise<string> =>
    beside(
      client,
      one,
      () => atFirstStep(one),
      () => apply(two),
    );

  test("take turns, and each step is done once", async () => {
    expect(await both(admin, other, retention)).toBe("make");
    await run(other);
    expect(await run(retention)).toEqual([]);
  });

  test("would both make one partition, if they did not take turns (mutant)", async () => {
    await withMutant("retention.apply", { "one-run": "--" }, async (mutated, client) => {
      const [one, two] = (await Promise.all([connect(mutated.adminUrl), connect(mutated.adminUrl)])) as [pg.Client, pg.Client];
      // Where the second one waits first is chance: within its plan, it then sees the first one's partition.
      let verdict = "make";
      for (let round = 0; verdict === "make" && round < 20; round += 1) {
        await clear(client);
        verdict = await both(client, one, two);
      }
      expect(verdict).toMatch(/^(23505|42P07)$/); // unique_violation or duplicate_table
      await Promise.all([one.end(), two.end()]);
    });
  });
});

describe("a run beside a writer", () => {
  /** The writer, who has not committed, makes a delivery pending again whose month is about to be dropped. */
  async function besideRedelivery(client: pg.Client, login: pg.Client, writer: pg.Client): Promise<[string, number]> {
    await prepare(client, "2026-02");
    await run(login, AT, keepAll);
    const id = await delivery(client, "2026-02-10T00:00:00Z", "delivered");
    const redelivery = () => writer.query("UPDATE webhooks.deliveries SET status = 'pending' WHERE id = $1", [id]);
    const verdict = await beside(client, writer, redelivery, () => apply(login));
    return [verdict, await count(client, "webhooks.attempts")];
  }

  test("keeps a month in which a delivery becomes pending at that moment", async () => {
    expect(await besideRedelivery(admin, retention, runtime)).toEqual(["keep", 1]);
  });

  test("would drop its attempts, if its last look were not under the lock (mutant)", async () => {
    await withMutant("retention.drop_partition", { "no-writer": "--" }, async (mutated, client) => {
      const [login, writer] = (await Promise.all([connect(mutated.adminUrl), connect(mutated.runtimeUrl)])) as [pg.Client, pg.Client];
      expect(await besideRedelivery(client, login, writer)).toEqual(["drop", 0]);
      await Promise.all([login.end(), writer.end()]);
    });
  });

  /** The writer, who has not committed, inserts into the default partition a row of the month that a partition is made for. */
  async function besideLateRow(client: pg.Client, login: pg.Client, writer: pg.Client): Promise<string> {
    await clear(client);
    await run(login, AT, keepAll);
    await delivery(client, "2026-05-10T00:00:00Z", "delivered");
    return await beside(
      client,
      writer,
      () => delivery(writer, "2026-05-11T00:00:00Z", "dead"),
      () => apply(login),
    );
  }

  test("moves every row of a month out of the default partition, also one that is written at that moment", async () => {
    const writer = await connect(database.adminUrl);
    expect(await besideLateRow(admin, retention, writer)).toBe("make");
    expect([await count(admin, "webhooks.deliveries_ended_2026_05"), await count(admin, "webhooks.deliveries_ended_default")]).toEqual([
      2, 0,
    ]);
    await writer.end();
  });

  test("would miss that row, and fail, without the lock of the default partition (mutant)", async () => {
    await withMutant("retention.make_partition", { "no-writer": "--" }, async (mutated, client) => {
      const [login, writer] = (await Promise.all([connect(mutated.adminUrl), connect(mutated.adminUrl)])) as [pg.Client, pg.Client];
      expect(await besideLateRow(client, login, writer)).toBe("23514"); // check_violation
      await Promise.all([login.end(), writer.end()]);
    });
  });

  test("waits no longer than 100 ms for a table, does nothing then, and says so", async () => {
    await admin.query("ALTER FUNCTION retention.apply SET lock_timeout = '100ms'");
    await prepare(admin, "2026-02");
    await run(retention, AT, keepAll);
    await runtime.query("BEGIN");
    await runtime.query("SELECT FROM idempotency.refusals");
    const before = await partitions(admin);
    expect(await applyRetention(retention, AT, { ...windows, deliveriesDays: null }, () => undefined, noWait)).toBe(false);
    expect(await partitions(admin)).toEqual(before);
    await runtime.query("COMMIT");
    expect(await run(retention)).toContain("drop idempotency.refusals 2026-02");
  });
});

test("a drop that takes longer than 5 s is ended by the server, and its locks with it, whatever the session has set", async () => {
  await prepare(admin, "2026-03");
  await run(retention, AT, keepAll);
  // Not by the login of retention, which has few connections, and this one is lost: the limit is the function's.
  const session = await connect(database.adminUrl);
  await admin.query("ALTER FUNCTION retention.apply SET lock_timeout = '20s'");
  await other.query("BEGIN; LOCK TABLE ONLY webhooks.deliveries_ended IN ACCESS SHARE MODE");
  try {
    await session.query("SET transaction_timeout = 0");
    expect(await apply(session)).toBe("25P04"); // transaction_timeout; without the limit it would be 55P03, after 20 s
    // Of this database alone: other tests use the server, too. The session says why it ends before it has ended.
    const its = "database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    const locks = () => count(admin, `pg_locks WHERE ${its} AND (NOT granted OR mode = 'AccessExclusiveLock')`);
    await expect.poll(locks, { timeout: 2_000 }).toBe(0);
  } finally {
    await other.query("COMMIT");
    await admin.query("ALTER FUNCTION retention.apply SET lock_timeout = '100ms'");
    await session.end().catch(() => undefined);
  }
});
