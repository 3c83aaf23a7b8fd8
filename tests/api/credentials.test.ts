// Changes of the database's credentials through the API: events and records that no request has caused.
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { openFeed } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openTestBank } from "../support/test-bank.ts";

let ledge: Ledge;

beforeAll(async () => {
  ledge = await startLedge();
});
afterAll(async () => await ledge.close());

test("the change of a credential is an event and a record without a request, found at the next write; a key that is bound to a customer sees neither", async () => {
  const admin = await connect(ledge.database.adminUrl);
  const [feed, bank] = [await openFeed(ledge), await openTestBank(ledge)];
  const { events } = await feed.eventsOf(async () => {
    // What rotation.open_migrator notes: by that itself, it would open a role of all tests.
    await admin.query(
      `INSERT INTO rotation.pending (credential, login, change, valid_until, changed_at)
       SELECT id, login, 'opened', '2026-11-30T16:00:00.5+01', '2026-11-30T15:00:00.123Z' FROM rotation.credentials WHERE login = 'ledge_migrator'`,
    );
  });
  await admin.end();
  expect(events).toEqual([
    {
      ...{ id: expect.any(String), version: 1, type: "credential.rotated", occurred_at: "2026-11-30T15:00:00.123Z", accounts: [] },
      ...{ actor: "platform", request_id: null, trace_id: null, resource: expect.stringMatching(/^cred_/) },
      data: {
        ...{ id: events[0]?.resource, login: "ledge_migrator", change: "opened" },
        ...{ valid_until: "2026-11-30T15:00:00.500Z", changed_at: "2026-11-30T15:00:00.123Z" },
      },
    },
  ]);
  const records = `/v1/audit/records?resource=${events[0]?.resource}`;
  const found = async () => (await ledge.request("GET", records)).json.data;
  await expect.poll(async () => (await found()).length).toBe(1);
  expect((await found())[0].record).toMatchObject({ operation: "openMigrator", principal: null, outcome: "done", request_id: null });
  const { customer } = await bank.customerWith("0");
  const bound = await ledge.request("POST", "/v1/api-keys", { body: { name: "app", scopes: ["accounts:read"], customer_id: customer } });
  for (const path of [records, "/v1/events"]) expect((await ledge.request("GET", path, { token: bound.json.token })).status).toBe(403);
});

test("operators see in /readyz how old the password of the older login that may log in is, and the rotator's, and nobody else does", async () => {
  const admin = await connect(ledge.database.adminUrl);
  const aged = "UPDATE rotation.credentials SET rotated_at = clock_timestamp() - $2::interval, is_revoked = $3 WHERE login = $1";
  const agesInDays = async (): Promise<readonly number[]> => {
    const { credentials } = (await ledge.request("GET", "/readyz")).json;
    return [credentials.runtime_seconds, credentials.rotator_seconds].map((seconds: number) => Math.floor(seconds / 86_400));
  };
  await admin.query(aged, ["ledge_rotator", "30 days 1 minute", false]);
  await admin.query(aged, ["ledge_runtime_a", "9 days 1 minute", false]);
  await admin.query(aged, ["ledge_runtime_b", "2 days 1 minute", true]);
  expect(await agesInDays()).toEqual([9, 30]);
  // A rotation has given the other one a password, and has not ended this one's yet.
  await admin.query(aged, ["ledge_runtime_b", "1 minute", false]);
  expect(await agesInDays()).toEqual([9, 30]);
  await admin.query(aged, ["ledge_runtime_a", "9 days 1 minute", true]);
  expect(await agesInDays()).toEqual([0, 30]);
  await admin.end();
  for (const token of [
    null,
    (await ledge.request("POST", "/v1/api-keys", { body: { name: "app", scopes: ["accounts:read"] } })).json.token,
  ]) {
    expect((await ledge.request("GET", "/readyz", { token })).json).toEqual({ status: "ready" });
  }
});
