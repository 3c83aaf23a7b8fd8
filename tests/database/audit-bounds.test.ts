// What could stop or bend the audit log: reports that are no records, rows that are missing, records of many resources, and ranges that have not ended.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt } from "../support/ledger-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  [admin, runtime] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
});
afterEach(async () => {
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

const valid = { operation: "captureHold", outcome: "forbidden", recorded_at: "2026-11-22T10:00:00Z" };
const report = (changes: object): string =>
  `SELECT audit.append_refused('${JSON.stringify([{ ...valid, request_id: randomUUID(), principal: randomUUID(), ...changes }])}')`;

/** Records that the owner puts into the log, `count` with as many resources each. */
async function fill(count: number, resources: number): Promise<void> {
  await admin.query(
    `INSERT INTO audit.records (index, salt, recorded_at, operation, outcome, resources, sequenced_at)
     SELECT n, decode(repeat('00', 16), 'hex'), now(), 'createTransferBatch', 'done', ARRAY(SELECT gen_random_uuid() FROM generate_series(1, $2)), now()
       FROM generate_series(0, $1 - 1) AS n`,
    [count, resources],
  );
  await admin.query("UPDATE audit.head SET size = $1", [count]);
}

describe("a report of a refused write", () => {
  test.each<[string, object]>([
    ["without an operation", { operation: null }],
    ["of an operation that is no name", { operation: "<b>" }],
    ["without a time", { recorded_at: null }],
    ["without an outcome", { outcome: null }],
    ["with a sentence for its outcome", { outcome: "not found" }],
    ["with a fingerprint that is no SHA-256", { fingerprint: "00" }],
    ["with a digest that is no SHA-256", { key_digest: "00".repeat(33) }],
  ])("%s is refused where it is noted, and stops nothing", async (_what, changes) => {
    expect(await attempt(runtime, report(changes))).toBe("23514");
    await runtime.query(report({}));
    expect((await operations.readLeaves(workOn(runtime), 0, 10)).entries).toHaveLength(1);
  });

  test.each(["-infinity", "infinity", "2020-01-01T00:00:00Z", "2190-01-01T00:00:00Z"])("cannot date it (%s)", async (recorded_at) => {
    await runtime.query(report({ recorded_at }));
    await runtime.query("SELECT audit.sequence(10)");
    const { rows } = await runtime.query("SELECT recorded_at BETWEEN now() - interval '25 hours' AND now() AS near FROM audit.records");
    expect(rows).toEqual([{ near: true }]);
  });

  test("of an operation that nobody knows any more is shown, exported and sealed all the same", async () => {
    await runtime.query(report({ operation: "fooBar", target: randomUUID() }));
    const work = workOn(runtime);
    expect((await operations.readLeaves(work, 0, 10)).entries).toHaveLength(1);
    const [line] = await operations.readAuditExport(work, writeCall(), { from: 0, to: 1 }, 10);
    expect(line?.record).toMatchObject({ operation: "fooBar", resources: [expect.stringMatching(/^unknown_[0-9a-z]{26}$/)] });
  });
});

test.each(["infinity", "-infinity", "10000-01-01T00:00:00Z", "0001-01-01T00:00:00Z BC"])(
  "a key is recorded at no time that its record could not show (%s)",
  async (at) => {
    const key = `INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation) VALUES (gen_random_uuid(), 'k', sha256(''), '${at}', 'createCustomer')`;
    expect(await attempt(runtime, key)).toBe("23514");
  },
);

describe("leaves", () => {
  test("are those after the last one, which comes with them", async () => {
    await fill(3, 1);
    const work = workOn(runtime);
    const all = await operations.readLeaves(work, 0, 10);
    expect([all.size, all.previous, all.entries.length]).toEqual([3, null, 3]);
    const rest = await operations.readLeaves(work, 2, 10);
    expect([rest.previous, rest.entries]).toEqual([all.entries[1], [all.entries[2]]]);
    expect(await operations.readLeaves(work, 3, 10)).toMatchObject({ size: 3, previous: all.entries[2], entries: [], recordedMs: null });
    expect(await operations.readLeaves(work, 4, 10)).toMatchObject({ size: 3, previous: null, entries: [] });
  });

  test.each([0, 1, 2])("after a gap are not read, nor exported (%i)", async (missing) => {
    await fill(3, 1);
    await admin.query("DELETE FROM audit.records WHERE index = $1", [missing]);
    await expect(operations.readLeaves(workOn(runtime), missing, 10)).rejects.toThrow("a gap in the log");
    const piece = { from: missing, to: 3 };
    await expect(operations.readAuditExport(workOn(runtime), writeCall(), piece, 10)).rejects.toThrow("a gap in the log");
  });
});

test("records of full batches are read in parts that fit in one answer, for the tree and for an export", async () => {
  await fill(250, 1_000);
  const work = workOn(runtime);
  const { entries } = await operations.readLeaves(work, 0, 1_000);
  expect(entries).toHaveLength(100);
  let from = 0;
  while (from < 250) {
    const page = await operations.readAuditExport(work, writeCall(), { from, to: 250 }, 1_000);
    expect(page.map(({ index }) => index)).toEqual(page.map((_, place) => from + place));
    expect(page.length).toBeGreaterThan(0);
    expect(JSON.stringify(page).length).toBeLessThan(8_000_000);
    from += page.length;
  }
});

describe("an export", () => {
  test("of a range that has not ended is none, and of one that has is a piece that stays as it is", async () => {
    const work = workOn(runtime);
    await operations.createCustomer(work, writeCall(), { type: "person", name: "Ada" });
    const ahead = new Date(Date.now() + 3_000).toISOString();
    expect(await operations.openAuditExport(work, writeCall(), { to: ahead })).toBeNull();
    const { rows } = await runtime.query<{ at: Date }>("SELECT ledger.clock() AS at");
    const to = (rows[0] as { at: Date }).at.toISOString();
    const piece = await operations.openAuditExport(work, writeCall(), { to });
    await operations.createCustomer(work, writeCall(), { type: "person", name: "Grace" });
    expect(await operations.openAuditExport(work, writeCall(), { to })).toEqual(piece);
    expect(await operations.openAuditExport(work, writeCall(), { from: to })).toEqual({ from: piece?.to, to: 2 });
  });
});

test("an id finds the records of its kind alone, and a transfer's those of the transaction that it is", async () => {
  await fill(1, 1);
  const work = workOn(runtime);
  const [shown] = await operations.readAuditExport(work, writeCall(), { from: 0, to: 1 }, 1);
  const transfer = shown?.record.resources[0] as string;
  const found = async (resource: string): Promise<number> =>
    (await operations.listAuditRecords(work, writeCall(), { resource }, { limit: 10, before: null })).data.length;
  const as = (prefix: string): string => transfer.replace(/^[a-z]+/, prefix);
  expect([await found(transfer), await found(as("txn")), await found(as("acct"))]).toEqual([1, 1, 0]);
});
