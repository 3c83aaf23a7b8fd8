// The body of a refusal goes with the whole partition of its month (decision 64): its key stays, and a late retry is refused, never decided anew. Every run is
// at an instant that the test names.
import { randomUUID } from "node:crypto";
import { applyRetention, keepAll, planRetention } from "@ledge/database/retention/retention";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../core-service/src/database/connect.ts";
import { commandRequest } from "../../core-service/src/idempotency/command.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { runCommands } from "../../core-service/src/payments/queries.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, retryOf, sqlState, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { age, AT, clear, count, named, noWait, partitions, prepare, run, windows } from "../support/retention-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";

const REFUSED = "22023"; // invalid_parameter_value

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
let retention: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  [admin, runtime, retention] = (await Promise.all([database.adminUrl, database.runtimeUrl, database.retentionUrl].map(connect))) as [
    pg.Client,
    pg.Client,
    pg.Client,
  ];
});
afterAll(async () => {
  await Promise.all([admin, runtime, retention].map((client) => client.end()));
  await database.drop();
});
beforeEach(async () => await clear(admin));

describe("a refused transfer", () => {
  test("is answered as at first while its refusal is kept, and outcome_expired after its partition has gone, and has no effect then", async () => {
    const [poor, payee] = [await openAccount(runtime), await openAccount(runtime)];
    await prepare(admin, "2026-01");
    const request = transfer(poor, payee, 5n);
    const [first] = await post(runtime, [request]);
    await age(admin, request.key, "2026-02-10T00:00:00Z");
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ refusal: "insufficient_funds", replayed: true }]);
    expect(first?.refusal).toBe("insufficient_funds");

    expect(await run(retention)).toContain("drop idempotency.refusals 2026-02");
    // The account could pay now.
    const rich = await openFunded(runtime, 100n);
    await post(runtime, [transfer(rich, poor, 50n)]);
    const [retry, again] = await post(runtime, [retryOf(request), retryOf(request)]);
    expect([retry?.refusal, retry?.transferId, again?.refusal]).toEqual(["outcome_expired", null, "outcome_expired"]);
    expect(await count(admin, `ledger.transfers WHERE external_id = '${request.key}'`)).toBe(0);
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
    await prepare(admin, "2026-01");
    const far = new Date("2199-01-01T00:00:00Z");
    const now = new Date();
    const month = now.toISOString().slice(0, 7);
    await run(retention, now, keepAll);
    const steps = await run(retention, far);
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
      await prepare(login, "2026-05");
      const steps = await planRetention(login, AT, { refusalsDays: 0, deliveriesDays: null });
      await login.end();
      expect(steps.map(named)).toContain("drop idempotency.refusals 2026-05");
    });
  });

  test("in a month without a partition is recorded, replayed, and moved into its partition once the month has ended", async () => {
    const [poor, payee] = [await openAccount(runtime), await openAccount(runtime)];
    const request = transfer(poor, payee, 5n);
    expect(await partitions(admin)).toEqual([]);
    await post(runtime, [request]);
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ refusal: "insufficient_funds", replayed: true }]);
    const late = (await planRetention(retention, new Date(), windows)).filter(({ action }) => action === "late");
    expect(late.map(({ relations }) => relations[0])).toEqual(["idempotency.refusals"]);
    await age(admin, request.key, "2026-04-10T00:00:00Z");
    expect(await run(retention)).toContain("make idempotency.refusals 2026-04");
    expect([await count(admin, "ONLY idempotency.refusals_default"), await count(admin, "idempotency.refusals_2026_04")]).toEqual([0, 1]);
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
    await prepare(admin, "2026-01");
    await age(admin, first.key as string, "2026-02-10T00:00:00Z");
    await run(retention);
    const retry = { ...first, request_id: randomUUID() };
    expect(await answers(retry, second, retry)).toEqual([
      [false, false, "outcome_expired", retry.request_id],
      [true, false, "insufficient_funds", second.request_id],
      [false, false, "outcome_expired", retry.request_id],
    ]);
    expect(await count(admin, `payments.holds WHERE source_account = '${poor}'`)).toBe(0);
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
    await prepare(admin, "2026-01");
    await age(admin, call.idempotency.key, "2026-02-10T00:00:00Z");
    await run(retention);
    await admin.query("UPDATE accounts.accounts SET code = code || '-before' WHERE code = $1", [code]);
    expect(await operations.openAccount(workOn(runtime), call, terms)).toMatchObject({
      ok: false,
      refusal: { code: "outcome_expired" },
      recorded: false,
    });
    expect(await count(admin, `accounts.accounts WHERE code = '${code}'`)).toBe(0);
  });
});

describe("a success", () => {
  test("is answered for good", async () => {
    const request = transfer(await openFunded(runtime, 100n), await openAccount(runtime), 5n);
    const [first] = await post(runtime, [request]);
    await prepare(admin, "2020-01");
    await admin.query("UPDATE idempotency.keys SET recorded_at = '2020-01-10' WHERE key = $1", [request.key]);
    await run(retention);
    expect(await post(runtime, [retryOf(request)])).toMatchObject([{ replayed: true, refusal: null, transferId: first?.transferId }]);
  });
});
