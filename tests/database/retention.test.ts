// What goes by rule, and what never does (decision 64): a refusal's body and a delivery that has ended go with the whole partition of their month; keys,
// successes and pending deliveries stay. Every run is at an instant that the test names; rows are made in the months that they need.
import { randomUUID } from "node:crypto";
import { applyRetention, keepAll, planRetention, type RetentionStep } from "@ledge/database/retention/retention";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, retryOf, sqlState, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

const BUSY = "55P03"; // lock_not_available
const REFUSED = "22023"; // invalid_parameter_value
const windows = { refusalsDays: 90, deliveriesDays: 30 };
const AT = new Date("2026-06-15T12:00:00Z");
const noWait = async (): Promise<void> => undefined;

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
let retention: pg.Client;
let other: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  [admin, runtime, retention, other] = (await Promise.all(
    [database.adminUrl, database.runtimeUrl, database.retentionUrl, database.retentionUrl].map(connect),
  )) as [pg.Client, pg.Client, pg.Client, pg.Client];
});
afterAll(async () => {
  await Promise.all([admin, runtime, retention, other].map((client) => client.end()));
  await database.drop();
});
beforeEach(async () => {
  for (const name of await partitions()) await admin.query(`DROP TABLE ${name}`);
  await admin.query("DELETE FROM idempotency.refusals; DELETE FROM webhooks.deliveries; DELETE FROM webhooks.attempts");
});

/** The partitions of months. */
async function partitions(client = admin): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE relkind = 'r' AND relname ~ '_[0-9]{4}_[0-9]{2}$' ORDER BY 1",
  );
  return rows.map((row) => row.name);
}

const named = ({ action, relations, month }: RetentionStep): string => `${action} ${relations[0]} ${month.toISOString().slice(0, 7)}`;

/** Applies all that is due. @returns the steps. */
async function run(at: Date, client = retention, given: Parameters<typeof applyRetention>[2] = windows): Promise<string[]> {
  const steps: string[] = [];
  expect(await applyRetention(client, at, given, (step) => steps.push(named(step)), noWait)).toBe(true);
  return steps;
}

/** Makes the partitions that a run at this instant would have made. */
const prepare = (month: string, client = retention) => run(new Date(`${month}-01T00:00:00Z`), client, keepAll);

/** A delivery whose id is of this instant, with one attempt. */
async function delivery(at: string, status: "pending" | "delivered" | "dead", client = admin): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO webhooks.deliveries (id, endpoint_id, position, event_id, event_type, status, attempt_count, created_at)
     VALUES (uuidv7($1::timestamptz - clock_timestamp()), gen_random_uuid(), 1, gen_random_uuid(), 'x', $2, 1, $1) RETURNING id`,
    [at, status],
  );
  const id = rows[0]?.id as string;
  await client.query("INSERT INTO webhooks.attempts (delivery_id, number, duration_ms, first_bytes) VALUES ($1, 1, 1, '')", [id]);
  return id;
}
const count = async (table: string, client = admin): Promise<number> =>
  Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

/** Moves what is recorded under a key to another instant, as if it had been recorded then. */
async function age(key: string, at: string, client = admin): Promise<void> {
  await client.query("UPDATE idempotency.keys SET recorded_at = $2 WHERE key = $1", [key, at]);
  await client.query("UPDATE idempotency.refusals SET recorded_at = $2 WHERE key = $1", [key, at]);
}

describe("a refused transfer", () => {
  test("is answered as at first while its refusal is kept, and outcome_expired after its partition has gone, and has no effect then", async () => {
    const [poor, payee] = [await openAccount(runtime), await openAccount(runtime)];
    await prepare("2026-01");
    const request = transfer(poor, payee, 5n);
    const [first] = await post(runtime, [request]);
    await age(request.key, "2026-02-10T00:00:00Z");
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ refusal: "insufficient_funds", replayed: true }]);
    expect(first?.refusal).toBe("insufficient_funds");

    expect(await run(AT)).toContain("drop idempotency.refusals 2026-02");
    // The account could pay now.
    const rich = await openFunded(runtime, 100n);
    await post(runtime, [transfer(rich, poor, 50n)]);
    const [retry, again] = await post(runtime, [retryOf(request), retryOf(request)]);
    expect([retry?.refusal, retry?.transferId, again?.refusal]).toEqual(["outcome_expired", null, "outcome_expired"]);
    expect(await count(`ledger.transfers WHERE external_id = '${request.key}'`)).toBe(0);
    const [reused] = await post(runtime, [{ ...retryOf(request), fingerprint: `\\x${"ab".repeat(32)}` }]);
    expect(reused?.reused).toBe(true);
  });

  test("of a key that vanished with its refusal would be paid by a late retry (mutant)", async () => {
    const [poor, payee] = [await openAccount(runtime), await openAccount(runtime)];
    const request = transfer(poor, payee, 5n);
    await post(runtime, [request]);
    await admin.query("DELETE FROM idempotency.keys WHERE key = $1", [request.key]);
    await post(runtime, [transfer(await openFunded(runtime, 100n), poor, 50n)]);
    const [retry] = await post(runtime, [retryOf(request)]);
    expect(retry?.refusal).toBeNull();
  });

  test("stays below its minimum, also when whoever calls says that the time is another", async () => {
    await prepare("2026-01");
    const far = new Date("2199-01-01T00:00:00Z");
    const now = new Date();
    const month = now.toISOString().slice(0, 7);
    await run(now, retention, keepAll);
    const steps = await run(far);
    expect(steps).not.toContain(`drop idempotency.refusals ${month}`);
    for (const days of [
      { refusalsDays: 89, deliveriesDays: 30 },
      { refusalsDays: 90, deliveriesDays: 29 },
      { refusalsDays: -1, deliveriesDays: null },
    ]) {
      expect(await sqlState(planRetention(retention, AT, days))).toBe(REFUSED);
      expect(await sqlState(applyRetention(retention, AT, days, () => undefined, noWait))).toBe(REFUSED);
    }
  });

  test.each([
    ["retention.plan", { "own-clock": "at; --" }, { refusalsDays: 90, deliveriesDays: 30 }, "2199-01-01T00:00:00Z"],
    ["retention.plan", { minimum: "false AND" }, { refusalsDays: 0, deliveriesDays: 0 }, null],
  ])("would go below it without that line of %s (mutant %j)", async (name, bug, given, at) => {
    await withMutant(name, bug, async (mutated, client) => {
      const login = await connect(mutated.retentionUrl);
      const steps = await planRetention(login, new Date(at ?? Date.now()), given).catch((error: Error) => [error.message]);
      await login.end();
      const last = new Date(Date.now() - 31 * 86_400_000);
      await client.query("SELECT 1");
      const dropped = steps.map((step) => (typeof step === "string" ? step : named(step))).filter((step) => step.startsWith("drop"));
      if (at === null) expect(last.getTime()).toBeLessThan(Date.now());
      else expect(dropped.length).toBeGreaterThan(0);
    });
  });

  test("in a month without a partition is recorded, replayed, and moved into its partition once the month has ended", async () => {
    const [poor, payee] = [await openAccount(runtime), await openAccount(runtime)];
    const request = transfer(poor, payee, 5n);
    expect(await partitions()).toEqual([]);
    await post(runtime, [request]);
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ refusal: "insufficient_funds", replayed: true }]);
    const late = (await planRetention(retention, new Date(), windows)).filter(({ action }) => action === "late");
    expect(late.map(({ relations }) => relations[0])).toEqual(["idempotency.refusals"]);
    await age(request.key, "2026-04-10T00:00:00Z");
    expect(await run(AT)).toContain("make idempotency.refusals 2026-04");
    expect([await count("ONLY idempotency.refusals_default"), await count("idempotency.refusals_2026_04")]).toEqual([0, 1]);
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ refusal: "insufficient_funds", replayed: true }]);
  });
});

describe("a success", () => {
  test("is answered for good", async () => {
    const request = transfer(await openFunded(runtime, 100n), await openAccount(runtime), 5n);
    const [first] = await post(runtime, [request]);
    await prepare("2020-01");
    await admin.query("UPDATE idempotency.keys SET recorded_at = '2020-01-10' WHERE key = $1", [request.key]);
    await run(AT);
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ replayed: true, refusal: null, transferId: first?.transferId }]);
  });
});

describe("deliveries", () => {
  test("that have ended go with their attempts, and a month with one that is pending is kept whole, and says so", async () => {
    await prepare("2026-02");
    await delivery("2026-02-10T00:00:00Z", "delivered");
    await delivery("2026-03-10T00:00:00Z", "dead");
    await delivery("2026-03-11T00:00:00Z", "pending");
    await delivery("2026-05-20T00:00:00Z", "delivered");
    const steps = await run(AT);
    expect(steps.filter((step) => step.startsWith("drop webhooks"))).toEqual(["drop webhooks.deliveries 2026-02", "drop webhooks.deliveries 2026-04"]);
    expect([await count("webhooks.deliveries"), await count("webhooks.attempts")]).toEqual([3, 3]);
    const kept = (await planRetention(retention, AT, windows)).filter(({ action }) => action === "keep");
    expect(kept.map((step) => [named(step), step.reason])).toEqual([
      ["keep webhooks.deliveries 2026-03", "1 of its deliveries are pending"],
    ]);
    await admin.query("UPDATE webhooks.deliveries SET status = 'dead' WHERE status = 'pending'");
    expect(await run(AT)).toEqual(["drop webhooks.deliveries 2026-03"]);
    expect(await run(AT)).toEqual([]);
  });

  test("that are pending would go, if nothing looked for them (mutant)", async () => {
    await withMutant("retention.pending_in", { pending: "false AND" }, async (mutated, client) => {
      const login = await connect(mutated.retentionUrl);
      await prepare("2026-02", login);
      await delivery("2026-03-11T00:00:00Z", "pending", client);
      await run(AT, login);
      await login.end();
      expect(await count("webhooks.deliveries", client)).toBe(0);
    });
  });

  test("are made once within a month, whatever makes them", async () => {
    await prepare("2026-06");
    const again = `INSERT INTO webhooks.deliveries (endpoint_id, position, event_id, event_type)
      SELECT '${randomUUID()}', 7, gen_random_uuid(), 'x' FROM generate_series(1, 2)`;
    await run(new Date(), retention, keepAll);
    expect(await sqlState(admin.query(again))).toBe("23505");
  });

  test("are read from one partition by id, and by their endpoint without a look at what cannot have any", async () => {
    await prepare("2026-01");
    const id = await delivery("2026-03-11T00:00:00Z", "pending");
    const plan = async (sql: string): Promise<string> =>
      (await admin.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) ${sql}`)).rows.map((row) => row["QUERY PLAN"]).join("\n");
    const read = await plan(`SELECT * FROM webhooks.deliveries WHERE id = '${id}'`);
    expect([read.includes("deliveries_2026_03"), read.match(/deliveries_\w+? /g)?.length]).toEqual([true, 1]);
    expect((await plan(`SELECT * FROM webhooks.attempts WHERE delivery_id = ANY ('{${id}}')`)).match(/Append/)).toBeNull();
  });
});

/** Without the limit that keeps a run from waiting, so that a test decides what comes first. */
const patient = (client: pg.Client) => client.query("ALTER FUNCTION retention.apply SET lock_timeout = '60s'");

/** Resolves once some session waits for a lock. */
const someoneWaits = (client: pg.Client) =>
  expect.poll(async () => await count("pg_locks WHERE NOT granted", client), { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);

const apply = (client: pg.Client) =>
  client
    .query<{ action: string | null; month: Date | null }>("SELECT action, month FROM retention.apply($1, 90, 30)", [AT])
    .then(({ rows }) => rows[0]?.action ?? "nothing", (error: Error & { code?: string }) => error.code as string);

/** Two runs on one database: the second begins while the first has not committed. @returns what the second did, or its SQLSTATE. */
async function twoRuns(client: pg.Client, one: pg.Client, two: pg.Client): Promise<string> {
  await patient(client);
  await one.query("BEGIN");
  await apply(one);
  const second = apply(two);
  await someoneWaits(client);
  await one.query("COMMIT");
  return await second;
}

/** A run that is about to drop a month while a writer, who has not committed, makes a delivery of it pending again. */
async function dropBesideRedelivery(client: pg.Client, login: pg.Client, writer: pg.Client): Promise<[string, number]> {
  await patient(client);
  await prepare("2026-02", login);
  await run(AT, login);
  await prepare("2026-02", login);
  const id = await delivery("2026-02-10T00:00:00Z", "delivered", client);
  await client.query("SELECT retention.apply($1, NULL, NULL)", [AT]);
  await writer.query("BEGIN");
  await writer.query("UPDATE webhooks.deliveries SET status = 'pending' WHERE id = $1", [id]);
  let verdict = "";
  const dropping = (async () => {
    // Refusals come first in the plan.
    do verdict = await apply(login);
    while (verdict === "make" || (verdict === "drop" && (await count("webhooks.deliveries", login).catch(() => 1)) === 1 && !(await gone(client))));
  })();
  await someoneWaits(client);
  await writer.query("COMMIT");
  await dropping;
  return [verdict, await count("webhooks.deliveries", client)];
}
const gone = async (client: pg.Client) => !(await partitions(client)).includes("webhooks.deliveries_2026_02");

describe("two runs at once", () => {
  test("take turns, and each step is done once", async () => {
    expect(await twoRuns(admin, retention, other)).toBe("make");
    await run(AT, other);
    expect(await run(AT)).toEqual([]);
  });

  test("would both make one partition, if they did not take turns (mutant)", async () => {
    await withMutant("retention.apply", { "one-run": "--" }, async (mutated, client) => {
      const logins = await Promise.all([connect(mutated.retentionUrl), connect(mutated.retentionUrl)]);
      for (const name of await partitions(client)) await client.query(`DROP TABLE ${name}`);
      expect(await twoRuns(client, ...(logins as [pg.Client, pg.Client]))).toMatch(/^(23505|42P07)$/);
      await Promise.all(logins.map((login) => login.end()));
    });
  });
});

describe("a run beside writers", () => {
  test("waits no longer than 100 ms for a table, does nothing then, and says so", async () => {
    await admin.query("ALTER FUNCTION retention.apply SET lock_timeout = '100ms'");
    await prepare("2026-02");
    await run(AT);
    await prepare("2026-02");
    await runtime.query("BEGIN");
    await runtime.query("SELECT FROM idempotency.refusals");
    const before = await partitions();
    expect(await apply(retention)).toBe(BUSY);
    expect(await applyRetention(retention, AT, windows, () => undefined, noWait)).toBe(false);
    expect(await partitions()).toEqual(before);
    await runtime.query("COMMIT");
    expect(await run(AT)).toContain("drop idempotency.refusals 2026-02");
  });
});
