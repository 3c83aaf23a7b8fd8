// Readiness is about writes that last: a session that could only read, a commit that could be lost, another login or a missing grant is not ready.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Outage } from "../../core-service/src/database/failure.ts";
import { ready } from "../../core-service/src/lane/ready.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { workOn } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** What a session lacks by the log, after `prepare` in it. */
async function lacksAfter(prepare: (client: pg.Client) => Promise<unknown>, url = database.runtimeUrl): Promise<readonly unknown[]> {
  const client = await connect(url);
  const lines: string[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
  try {
    await prepare(client);
    const answer = await ready(workOn(client)).catch((error: unknown) => error);
    expect(answer).toEqual(lines.length > 0 ? expect.any(Outage) : undefined);
    return lines.map((line) => (JSON.parse(line) as { subject: unknown }).subject);
  } finally {
    spy.mockRestore();
    await client.end();
  }
}

describe("readiness", () => {
  test("is that of both logins of the runtime", async () => {
    for (const url of [database.runtimeUrl, database.otherRuntimeUrl]) expect(await lacksAfter(async () => undefined, url)).toEqual([]);
  });

  test.each([
    ["SET default_transaction_read_only = on", "writable_session"],
    ["SET synchronous_commit = off", "durable_commit"],
    ["SET synchronous_commit = local", "durable_commit"],
  ])("is missing after %s", async (sql, lack) => {
    expect(await lacksAfter((client) => client.query(sql))).toEqual([lack]);
  });

  test.each(["INSERT ON idempotency.keys", "EXECUTE ON FUNCTION payments.post_transfers(json)"])(
    "is missing without the grant of %s",
    async (grant) => {
      expect(await lacksAfter(() => admin.query(`REVOKE ${grant} FROM ledge_runtime`))).toEqual(["runtime_grants"]);
      await admin.query(`GRANT ${grant} TO ledge_runtime`);
      expect(await lacksAfter(async () => undefined)).toEqual([]);
    },
  );

  test("is missing for another login, also for one that may do everything", async () => {
    expect(await lacksAfter(async () => undefined, database.adminUrl)).toEqual(["runtime_login"]);
  });
});
