// Deliveries that have ended go with their attempts, by the month of their ids; what is pending stays, in a partition that is never dropped (decision 64).
import { randomUUID } from "node:crypto";
import { planRetention } from "@ledge/database/retention/retention";
import { encodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { redeliverWebhook } from "../../core-service/src/webhooks/redeliver.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { sqlState } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { AT, clear, count, delivery, named, prepare, run, windows } from "../support/retention-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";

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

describe("deliveries", () => {
  test("that have ended go with their attempts, and a month with one that is pending is kept whole, and says so", async () => {
    await prepare(admin, "2026-02");
    await delivery(admin, "2026-02-10T00:00:00Z", "delivered");
    await delivery(admin, "2026-03-10T00:00:00Z", "dead");
    await delivery(admin, "2026-03-11T00:00:00Z", "pending");
    await delivery(admin, "2026-05-20T00:00:00Z", "delivered");
    const steps = await run(retention);
    expect(steps.filter((step) => step.startsWith("drop webhooks"))).toEqual([
      "drop webhooks.deliveries_ended 2026-02",
      "drop webhooks.deliveries_ended 2026-04",
    ]);
    expect([await count(admin, "webhooks.deliveries"), await count(admin, "webhooks.attempts")]).toEqual([3, 3]);
    const kept = (await planRetention(retention, AT, windows)).filter(({ action }) => action === "keep");
    expect(kept.map((step) => [named(step), step.reason])).toEqual([
      ["keep webhooks.deliveries_ended 2026-03", "1 of its deliveries are pending"],
    ]);
    await admin.query("UPDATE webhooks.deliveries SET status = 'dead' WHERE status = 'pending'");
    expect(await run(retention)).toEqual(["drop webhooks.deliveries_ended 2026-03"]);
    expect(await run(retention)).toEqual([]);
  });

  test("that are pending stay even if nothing looks for them, and only their attempts would go (mutant)", async () => {
    await withMutant("retention.pending_in", { pending: "false AND" }, async (mutated, client) => {
      const login = await connect(mutated.adminUrl);
      await prepare(login, "2026-02");
      await delivery(client, "2026-03-11T00:00:00Z", "pending");
      await run(login);
      await login.end();
      expect([await count(client, "webhooks.deliveries"), await count(client, "webhooks.attempts")]).toEqual([1, 0]);
    });
  });

  test("that are pending are made once, whatever makes them", async () => {
    const twice = `INSERT INTO webhooks.deliveries (endpoint_id, position, event_id, event_type)
      SELECT '${randomUUID()}', 7, gen_random_uuid(), 'x' FROM generate_series(1, 2)`;
    expect(await sqlState(admin.query(twice))).toBe("23505"); // unique_violation
  });

  test("that are pending are read from one partition, however long the log is; one by its id from two, and its attempts from one", async () => {
    await prepare(admin, "2026-01");
    const id = await delivery(admin, "2026-03-11T00:00:00Z", "delivered");
    const partitionsRead = async (sql: string): Promise<string[]> => {
      const { rows } = await admin.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) ${sql}`);
      const plan = rows.map((row) => row["QUERY PLAN"]).join();
      return [...new Set(plan.match(/\b(?:deliveries|attempts)(?:_ended)?_(?:pending|default|\d{4}_\d{2})\b/g))].sort();
    };
    const ofEndpoint = `FROM webhooks.deliveries WHERE endpoint_id = '${id}' AND status = 'pending'`;
    expect(await partitionsRead(`SELECT * ${ofEndpoint} ORDER BY position LIMIT 9`)).toEqual(["deliveries_pending"]);
    expect(await partitionsRead(`SELECT min(position) ${ofEndpoint}`)).toEqual(["deliveries_pending"]);
    expect(await partitionsRead(`SELECT * FROM webhooks.deliveries WHERE id = '${id}'`)).toEqual([
      "deliveries_ended_2026_03",
      "deliveries_pending",
    ]);
    expect(await partitionsRead(`SELECT * FROM webhooks.attempts WHERE delivery_id = ANY ('{${id}}')`)).toEqual(["attempts_2026_03"]);
  });

  test("that have gone are not found when they are asked for again, and nothing is recorded under the key", async () => {
    await prepare(admin, "2026-01");
    const id = encodeId("webhookDelivery", await delivery(admin, "2026-02-10T00:00:00Z", "dead"));
    await run(retention);
    const answer = await redeliverWebhook(workOn(runtime), writeCall(), id);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" }, recorded: false });
  });
});
