// The requests of a day from within the runtime: each is taken once, the day is bounded, and it goes as a whole when it has been kept long enough.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";

// Only types are imported: the module under test runs in the Durable Object's isolate, and this file in the runner's.
interface RequestsOfDay {
  keep(day: string, requests: readonly object[]): Promise<number>;
  read(id: string): Promise<{ readonly id: string; readonly status: number } | null>;
  list(
    filter: object,
    limit: number,
    mostRead: number,
  ): Promise<{ readonly data: readonly { readonly id: string }[]; readonly readTo: string | null }>;
}

const namespace = (env as unknown as { REQUESTS: DurableObjectNamespace }).REQUESTS;
const open = (name: string) => namespace.get(namespace.idFromName(name)) as unknown as RequestsOfDay & DurableObjectStub;
/** Its alarm is ahead of every clock. */
const DAY = "2100-01-01";
const DAYS = 7;
const EVERYTHING = { from: "", before: "~", operation: null, status: null, code: null, principal: null, minDurationMs: null };

/** Ids in the order of their numbers. */
const request = (number: number, change: object = {}) => ({
  ...{ id: `req_${String(number).padStart(4, "0")}`, operation: "createTransfer", status: 201, code: null, duration_ms: 5 },
  ...{ principal: "key_1", trace_id: null, version: "v1", hops: [] },
  ...change,
});
const READ = { operation: "getTransfer", status: 200 };
const NOBODYS = { operation: "getTransfer", status: 401, code: "unauthenticated", principal: null };
const REFUSED = { status: 422, code: "insufficient_funds" };
const numbersIn = async (day: RequestsOfDay, filter: object = {}, limit = 100): Promise<number[]> =>
  (await day.list({ ...EVERYTHING, ...filter }, limit, 100)).data.map(({ id }) => Number(id.slice("req_".length)));

test("a request is kept once, however often a report of it arrives, and outlives the object's memory", async () => {
  const day = open("once");
  for (let turn = 0; turn < 3; turn += 1) expect(await day.keep(DAY, [request(1), request(2, { status: 500 })])).toBe(0);
  // Repetitions count for nothing: six others fit beside these two.
  expect(
    await day.keep(
      DAY,
      [3, 4, 5, 6, 7, 8].map((number) => request(number)),
    ),
  ).toBe(0);
  await evictDurableObject(day);
  const after = open("once");
  expect(await numbersIn(after)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(await after.read("req_0002")).toMatchObject({ id: "req_0002", status: 500 });
  expect(await after.read("req_0009")).toBeNull();
});

test("of too many reads go first, then refusals of nobody, then refusals, and the oldest of each; the object says how many", async () => {
  const day = open("ranks");
  const some = [
    request(1),
    request(2, READ),
    request(3, NOBODYS),
    request(4, REFUSED),
    request(5, READ),
    request(6),
    request(7, NOBODYS),
    request(8),
  ];
  expect(await day.keep(DAY, some)).toBe(0);
  const gone = async (number: number, change: object = {}) => [
    await day.keep(DAY, [request(number, change)]),
    (await numbersIn(day)).toSorted(),
  ];
  expect(await gone(9)).toEqual([1, [1, 3, 4, 5, 6, 7, 8, 9]]);
  expect(await gone(10)).toEqual([1, [1, 10, 3, 4, 6, 7, 8, 9]]);
  expect(await gone(11, READ)).toEqual([1, [1, 10, 3, 4, 6, 7, 8, 9]]);
  expect(await gone(12, NOBODYS)).toEqual([1, [1, 10, 12, 4, 6, 7, 8, 9]]);
  expect(
    await day.keep(
      DAY,
      [13, 14, 15].map((number) => request(number)),
    ),
  ).toBe(3);
  // What happened just now is asked for more often than what happened hours ago.
  expect((await numbersIn(day)).toSorted((one, other) => one - other)).toEqual(
    [6, 8, 9, 10, 13, 14, 15, 1].toSorted((one, other) => one - other),
  );
  expect(await day.keep(DAY, [request(16)])).toBe(1);
  expect(await numbersIn(day)).not.toContain(1);
});

test("a day is bounded by bytes too: large requests leave out as many small ones", async () => {
  const day = open("bytes");
  await day.keep(
    DAY,
    [1, 2, 3, 4, 5].map((number) => request(number)),
  );
  const large = request(6, {
    hops: Array.from({ length: 25 }, () => ({ service: "s".repeat(60), operation: "o", version: "v", duration_ms: 1, outcome: "ok" })),
  });
  expect(JSON.stringify(large).length).toBeGreaterThan(3_000);
  expect(await day.keep(DAY, [large])).toBeGreaterThan(0);
  const left = await numbersIn(day);
  expect(left[0]).toBe(6);
  expect(left.length).toBeLessThan(5);
});

test("filters leave what they say, newest first, and no more than was asked for", async () => {
  const day = open("filters");
  await day.keep(DAY, [
    request(1),
    request(2, { ...REFUSED, duration_ms: 700 }),
    request(3, { status: 503, code: "service_unavailable", operation: "getTransfer" }),
    request(4, { ...NOBODYS, duration_ms: 0 }),
    request(5, { principal: "key_2" }),
  ]);
  const left = (filter: object, limit?: number) => numbersIn(day, filter, limit);
  expect(await left({ operation: "getTransfer" })).toEqual([4, 3]);
  expect(await left({ status: [400, 499] })).toEqual([4, 2]);
  expect(await left({ status: [503, 503] })).toEqual([3]);
  expect(await left({ code: "insufficient_funds" })).toEqual([2]);
  expect(await left({ principal: "key_2" })).toEqual([5]);
  expect(await left({ minDurationMs: 5 })).toEqual([5, 3, 2, 1]);
  expect(await left({ from: "req_0002", before: "req_0004" })).toEqual([3, 2]);
  expect(await left({}, 2)).toEqual([5, 4]);
  expect(await left({ status: [200, 299], principal: "key_1" })).toEqual([1]);
});

test("a question reads a bounded number of rows, and says how far it came", async () => {
  const day = open("bounded");
  await day.keep(DAY, [request(1, REFUSED), request(2), request(3), request(4, REFUSED), request(5)]);
  const left = async (before: string, mostRead: number) => {
    const { data, readTo } = await day.list({ ...EVERYTHING, before, status: [400, 499] }, 100, mostRead);
    return [data.map(({ id }) => id), readTo];
  };
  expect(await left("~", 3)).toEqual([["req_0004"], "req_0003"]);
  expect(await left("req_0003", 3)).toEqual([["req_0001"], null]);
  expect(await left("~", 6)).toEqual([["req_0004", "req_0001"], null]);
});

test("a day deletes everything it has when it has been kept for its days, and none is left behind by a question", async () => {
  const day = open("ends");
  expect([await day.read("req_0001"), await numbersIn(day)]).toEqual([null, []]);
  const storedOf = (object: DurableObjectStub) =>
    runInDurableObject(object, async (_instance, { storage }) => ({
      tables: storage.sql.exec("SELECT count(*) AS count FROM sqlite_master WHERE name IN ('requests', 'kept')").one()["count"],
      alarm: await storage.getAlarm(),
    }));
  expect(await storedOf(day)).toEqual({ tables: 0, alarm: null });
  await day.keep(DAY, [request(1)]);
  expect(await storedOf(day)).toEqual({ tables: 2, alarm: Date.parse(`${DAY}T00:00:00Z`) + DAYS * 86_400_000 });
  expect(await runDurableObjectAlarm(day)).toBe(true);
  expect(await storedOf(day)).toEqual({ tables: 0, alarm: null });
  expect(await numbersIn(day)).toEqual([]);
});
