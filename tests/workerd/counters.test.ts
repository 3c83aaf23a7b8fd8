// The counters from within the runtime: a report counts once, and what was counted outlives the object's memory.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";

// Only types are imported: the module under test runs in the Durable Object's isolate, and this file in the runner's.
interface Counters {
  report(report: object): Promise<void>;
  read(gauges: readonly object[]): Promise<string>;
}

const BUCKETS = 15;
const namespace = (env as unknown as { COUNTERS: DurableObjectNamespace }).COUNTERS;
const open = (name: string) => namespace.get(namespace.idFromName(name)) as unknown as Counters & DurableObjectStub;

const report = (number: number, count: number, reporter = "a", operation = "createTransfer", leftOut = 0) => ({
  ...{ reporter, number, losses: { samples: leftOut, requests: leftOut * 2 } },
  series: [
    {
      labels: { service: "payments", operation, version: "v1", statusClass: "2xx", errorType: "" },
      ...{ count, sum: count * 3 },
      buckets: [count, ...Array.from({ length: BUCKETS - 1 }, () => 0)],
      exemplars: Array.from({ length: BUCKETS }, () => null),
    },
  ],
});
const SET = '{service="payments",operation="createTransfer",version="v1",status_class="2xx"}';
const valueOf = (text: string, name: string): string | undefined =>
  text
    .split("\n")
    .find((line) => line.startsWith(`${name}${SET} `))
    ?.slice(`${name}${SET} `.length);

test("a report counts once, however often it arrives, and each reporter has numbers of its own", async () => {
  const counters = open("once");
  for (const one of [report(1, 2), report(1, 2), report(2, 3), report(1, 2), report(1, 10, "b")]) await counters.report(one);
  expect(valueOf(await counters.read([]), "ledge_operations_total")).toBe("15");
});

test("what was counted outlives the object's memory, and so does since when it counts, and which reports were taken", async () => {
  const counters = open("kept");
  await counters.report(report(1, 2, "a", "createTransfer", 4));
  const before = await counters.read([]);
  await evictDurableObject(counters);
  const after = open("kept");
  expect(await after.read([])).toBe(before);
  await after.report(report(1, 2));
  await after.report(report(2, 1));
  const text = await after.read([]);
  expect(valueOf(text, "ledge_operations_total")).toBe("3");
  expect(valueOf(text, "ledge_operations_created")).toBe(valueOf(before, "ledge_operations_created"));
  expect(text).toContain("ledge_telemetry_left_out_samples_total 4\n");
  expect(text).toContain("ledge_telemetry_left_out_requests_total 8\n");
});

test("series are bounded: those that were counted last stay", async () => {
  const counters = open("bounded");
  const one = report(1, 1).series[0] as { readonly labels: object };
  const named = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => ({ ...one, labels: { ...one.labels, operation: `operation${from + at}` } }));
  for (let part = 0; part < 4; part += 1)
    await counters.report({ ...report(part + 1, 1), series: named(part * 1_500, (part + 1) * 1_500) });
  const text = await counters.read([]);
  expect(text.match(/^ledge_operations_total/gm)).toHaveLength(5_000);
  expect([text.includes('"operation999"'), text.includes('"operation1000"'), text.includes('"operation5999"')]).toEqual([
    false,
    true,
    true,
  ]);
});

test("series that nothing was added to for a week go when another one begins, and exemplars that nobody can look at any more are not shown", async () => {
  const counters = open("idle");
  await counters.report({
    ...report(1, 1),
    series: report(1, 1).series.map((one) => ({
      ...one,
      exemplars: [{ requestId: "req_old", value: 3, atMs: 1_000 }, ...one.exemplars.slice(1)],
    })),
  });
  await counters.report(report(2, 1, "a", "getTransfer"));
  expect(await counters.read([])).not.toContain("req_old");
  await runInDurableObject(counters, (_, state) =>
    state.storage.sql.exec("UPDATE series SET updated_ms = 1000 WHERE key LIKE '%createTransfer%'"),
  );
  await counters.report(report(3, 1, "a", "getTransfer"));
  expect(await counters.read([])).toContain('"createTransfer"');
  await counters.report(report(4, 1, "a", "getAccount"));
  const text = await counters.read([]);
  expect([text.includes('"createTransfer"'), text.includes('"getTransfer"'), text.includes('"getAccount"')]).toEqual([false, true, true]);
});
