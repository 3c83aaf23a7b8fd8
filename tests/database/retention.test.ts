// What goes by rule, and what never does (decision 64): a refusal's body and a delivery that has ended go with the whole partition of their month; keys,
// successes and pending deliveries stay. Every run is at an instant that the test names; rows are made in the months that they need.
import { randomUUID } from "node:crypto";
import { applyRetention, keepAll, planRetention, type RetentionStep } from "@ledge/database/retention/retention";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../core-service/src/database/connect.ts";
import { commandRequest } from "../../core-service/src/idempotency/command.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { runCommands } from "../../core-service/src/payments/queries.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, retryOf, sqlState, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn, writeCall } from "../support/work.ts";

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
    [database.adminUrl, database.runtimeUrl, database.retentionUrl, database.adminUrl].map(connect),
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
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
      WHERE relkind = 'r' AND relname ~ '_[0-9]{4}_[0-9]{2}$' ORDER BY 1`,
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

  test("would go below its minimum by a time that the caller makes up (mutant)", async () => {
    await withMutant("retention.plan", { "own-clock": "at; --" }, async (mutated) => {
      const login = await connect(mutated.adminUrl);
      const steps = await planRetention(login, new Date("2199-01-01T00:00:00Z"), windows);
      await login.end();
      expect(steps.map(named)).toContain(`drop idempotency.refusals ${new Date().toISOString().slice(0, 7)}`);
    });
  });

  test("would go below its minimum by a window of no days (mutant)", async () => {
    await withMutant("retention.plan", { minimum: "false AND" }, async (mutated) => {
      const login = await connect(mutated.adminUrl);
      await prepare("2026-05", login);
      const steps = await planRetention(login, AT, { refusalsDays: 0, deliveriesDays: null });
      await login.end();
      expect(steps.map(named)).toContain("drop idempotency.refusals 2026-05");
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

describe("a refused command", () => {
  test("is answered outcome_expired after its partition has gone, beside a new one that is decided", async () => {
    const [poor, payee] = [await openAccount(runtime), await openAccount(runtime)];
    const ask = { source_account: poor, destination_account: payee, amount: "5", currency: "EUR", metadata: {} };
    const hold = () => commandRequest("createHold", writeCall(), ask, randomUUID());
    const [first, second] = [hold(), hold()];
    const answers = async (...set: (typeof first)[]) =>
      (await runCommands({ client: runtime } as unknown as Connection, set)).map(({ recorded, replayed, outcome }) => [
        recorded,
        replayed,
        outcome.refusal,
        outcome.request_id,
      ]);
    expect(await answers(first)).toEqual([[true, false, "insufficient_funds", first.request_id]]);
    expect(await answers({ ...first, request_id: randomUUID() })).toEqual([[true, true, "insufficient_funds", first.request_id]]);
    await prepare("2026-01");
    await age(first.key, "2026-02-10T00:00:00Z");
    await run(AT);
    const retry = { ...first, request_id: randomUUID() };
    expect(await answers(retry, second, retry)).toEqual([
      [false, false, "outcome_expired", retry.request_id],
      [true, false, "insufficient_funds", second.request_id],
      [false, false, "outcome_expired", retry.request_id],
    ]);
    expect(await count(`payments.holds WHERE source_account = '${poor}'`)).toBe(0);
  });

  test("would be decided anew, if nothing judged that its refusal has gone (mutant)", async () => {
    await withMutant("payments.repeated", { expired: "false AND" }, async (_mutated, client) => {
      const ask = {
        source_account: await openAccount(client),
        destination_account: await openAccount(client),
        amount: "5",
        currency: "EUR",
      };
      const request = commandRequest("createHold", writeCall(), ask, randomUUID());
      const connection = { client } as unknown as Connection;
      await runCommands(connection, [request]);
      await client.query("DELETE FROM idempotency.refusals");
      const [again] = await runCommands(connection, [request]);
      expect(again?.outcome?.refusal).not.toBe("outcome_expired");
    });
  });
});

describe("another refused write", () => {
  test("is answered as at first, and outcome_expired after its partition has gone: the account is not opened then", async () => {
    const code = `h${randomUUID()}`;
    const terms = { kind: "house" as const, code, currency: "EUR", normal_side: "debit" as const, allow_negative: true };
    const [call, taken] = [writeCall(), writeCall()];
    await operations.openAccount(workOn(runtime), taken, terms);
    const refusal = { ok: false, refusal: { code: "house_account_exists" } };
    expect(await operations.openAccount(workOn(runtime), call, terms)).toMatchObject({ ...refusal, replayed: false });
    expect(await operations.openAccount(workOn(runtime), call, terms)).toMatchObject({
      ...refusal,
      replayed: true,
      requestId: call.requestId,
    });
    await prepare("2026-01");
    await age(call.idempotency.key, "2026-02-10T00:00:00Z");
    await run(AT);
    await admin.query("UPDATE accounts.accounts SET code = code || '-before' WHERE code = $1", [code]);
    expect(await operations.openAccount(workOn(runtime), call, terms)).toMatchObject({
      ok: false,
      refusal: { code: "outcome_expired" },
      recorded: false,
    });
    expect(await count(`accounts.accounts WHERE code = '${code}'`)).toBe(0);
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
    expect(steps.filter((step) => step.startsWith("drop webhooks"))).toEqual([
      "drop webhooks.deliveries 2026-02",
      "drop webhooks.deliveries 2026-04",
    ]);
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
      const login = await connect(mutated.adminUrl);
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

  test("are read from one partition by id, and so are their attempts", async () => {
    await prepare("2026-01");
    const id = await delivery("2026-03-11T00:00:00Z", "pending");
    const partitionsRead = async (sql: string): Promise<string[]> => {
      const { rows } = await admin.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) ${sql}`);
      const plan = rows.map((row) => row["QUERY PLAN"]).join();
      return [...new Set(plan.match(/\b(?:deliveries|attempts)_(?:default|\d{4}_\d{2})\b/g))];
    };
    expect(await partitionsRead(`SELECT * FROM webhooks.deliveries WHERE id = '${id}'`)).toEqual(["deliveries_2026_03"]);
    expect(await partitionsRead(`SELECT * FROM webhooks.attempts WHERE delivery_id = ANY ('{${id}}')`)).toEqual(["attempts_2026_03"]);
  });
});

/** Without the limit that keeps a run from waiting, so that a test decides what comes first. */
const patient = (client: pg.Client) => client.query("ALTER FUNCTION retention.apply SET lock_timeout = '60s'");

/** Resolves once some session waits for a lock. */
const someoneWaits = (client: pg.Client) =>
  expect.poll(async () => await count("pg_locks WHERE NOT granted", client), { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);

/** One call for deliveries alone. @returns what it did, or its SQLSTATE. */
const apply = (client: pg.Client): Promise<string> =>
  client.query<{ action: string | null }>("SELECT action FROM retention.apply($1, NULL, 30)", [AT]).then(
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
  const both = (client: pg.Client, one: pg.Client, two: pg.Client): Promise<string> =>
    beside(
      client,
      one,
      () => apply(one),
      () => apply(two),
    );

  test("take turns, and each step is done once", async () => {
    expect(await both(admin, retention, other)).toBe("make");
    await run(AT, other);
    expect(await run(AT)).toEqual([]);
  });

  test("would both make one partition, if they did not take turns (mutant)", async () => {
    await withMutant("retention.apply", { "one-run": "--" }, async (mutated, client) => {
      const [one, two] = (await Promise.all([connect(mutated.adminUrl), connect(mutated.adminUrl)])) as [pg.Client, pg.Client];
      expect(await both(client, one, two)).toMatch(/^(23505|42P07)$/); // unique_violation or duplicate_table
      await Promise.all([one.end(), two.end()]);
    });
  });
});

describe("a run beside a writer", () => {
  /** The writer, who has not committed, makes a delivery pending again whose month is about to be dropped. */
  async function besideRedelivery(client: pg.Client, login: pg.Client, writer: pg.Client): Promise<[string, number]> {
    await prepare("2026-02", login);
    await prepare("2026-06", login);
    const id = await delivery("2026-02-10T00:00:00Z", "delivered", client);
    const redelivery = () => writer.query("UPDATE webhooks.deliveries SET status = 'pending' WHERE id = $1", [id]);
    const verdict = await beside(client, writer, redelivery, () => apply(login));
    return [verdict, await count("webhooks.deliveries", client)];
  }

  test("keeps a month in which a delivery becomes pending at that moment", async () => {
    expect(await besideRedelivery(admin, retention, runtime)).toEqual(["keep", 1]);
  });

  test("would drop it, if its last look were not under the lock (mutant)", async () => {
    await withMutant("retention.drop_partition", { "no-writer": "--" }, async (mutated, client) => {
      const [login, writer] = (await Promise.all([connect(mutated.adminUrl), connect(mutated.runtimeUrl)])) as [pg.Client, pg.Client];
      expect(await besideRedelivery(client, login, writer)).toEqual(["drop", 0]);
      await Promise.all([login.end(), writer.end()]);
    });
  });

  /** The writer, who has not committed, inserts into the default partition a row of the month that a partition is made for. */
  async function besideLateRow(client: pg.Client, login: pg.Client, writer: pg.Client): Promise<string> {
    for (const name of await partitions(client)) await client.query(`DROP TABLE ${name}`);
    await prepare("2026-06", login);
    await delivery("2026-05-10T00:00:00Z", "delivered", client);
    return await beside(
      client,
      writer,
      () => delivery("2026-05-11T00:00:00Z", "dead", writer),
      () => apply(login),
    );
  }

  test("moves every row of a month out of the default partition, also one that is written at that moment", async () => {
    const writer = await connect(database.adminUrl);
    expect(await besideLateRow(admin, retention, writer)).toBe("make");
    expect([await count("webhooks.deliveries_2026_05"), await count("webhooks.deliveries_default")]).toEqual([2, 0]);
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
    await prepare("2026-02");
    await prepare("2026-06");
    await runtime.query("BEGIN");
    await runtime.query("SELECT FROM idempotency.refusals");
    const before = await partitions();
    expect(await applyRetention(retention, AT, { ...windows, deliveriesDays: null }, () => undefined, noWait)).toBe(false);
    expect(await partitions()).toEqual(before);
    await runtime.query("COMMIT");
    expect(await run(AT)).toContain("drop idempotency.refusals 2026-02");
  });
});
