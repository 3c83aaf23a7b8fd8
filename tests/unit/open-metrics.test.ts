// Counters as OpenMetrics 1.0 text. Its readers are other people's programs: tests/interoperability has one of them read what a platform says.
import { expect, test } from "vitest";
import { openMetrics } from "../../workers/telemetry/src/open-metrics.ts";
import { sumOf } from "../../workers/telemetry/src/series.ts";
import { seriesOf } from "../support/series.ts";

const labels = { service: "payments", operation: "createTransfer", version: "v1", statusClass: "2xx", errorType: "" };
const refused = { ...labels, statusClass: "4xx", errorType: "insufficient_funds" };
const closed = { ...refused, errorType: "account_closed" };
const ONE = { count: 0, createdMs: 1_000 };
const OWN = { samples: ONE, requests: { ...ONE, count: 3 }, traces: { ...ONE, count: 7 }, logs: ONE, metrics: ONE };

const kept = (of: typeof labels, createdMs: number, ...durationsMs: number[]) => ({
  ...durationsMs.map((value, at) => seriesOf({ labels: of, value, requestId: `req_${at}` }, 2_000 + at)).reduce(sumOf),
  createdMs,
});

test("a series is a counter with its last exemplar, and a histogram whose buckets are cumulated", () => {
  const lines = openMetrics([kept(labels, 1_500, 4, 30, 20_000)], OWN, []).split("\n");
  const set = 'service="payments",operation="createTransfer",version="v1",status_class="2xx"';
  expect(lines).toContain(`ledge_operations_total{${set}} 3 # {request_id="req_2"} 1 2.002`);
  expect(lines).toContain(`ledge_operations_created{${set}} 1.5`);
  expect(lines).toContain(`ledge_operation_duration_seconds_bucket{${set},le="0.005"} 1 # {request_id="req_0"} 0.004 2`);
  expect(lines).toContain(`ledge_operation_duration_seconds_bucket{${set},le="0.025"} 1`);
  expect(lines).toContain(`ledge_operation_duration_seconds_bucket{${set},le="1.0"} 2`);
  expect(lines).toContain(`ledge_operation_duration_seconds_bucket{${set},le="+Inf"} 3 # {request_id="req_2"} 20 2.002`);
  expect(lines).toContain(`ledge_operation_duration_seconds_sum{${set}} 20.034`);
  expect(lines).toContain('ledge_telemetry_dropped_total{signal="traces"} 7');
  expect(lines.slice(-2)).toEqual(["# EOF", ""]);
});

test("requests are counted by their codes, and durations by their status alone: no two lines are of the same series", () => {
  const text = openMetrics([kept(refused, 1_500, 4), kept(closed, 1_200, 5)], OWN, []);
  expect(text.match(/^ledge_operations_total.*error_type="(\w+)"/gm)).toHaveLength(2);
  expect(text.match(/^ledge_operation_duration_seconds_count.* 2$/gm)).toHaveLength(1);
  expect(text).toContain(
    'ledge_operation_duration_seconds_created{service="payments",operation="createTransfer",version="v1",status_class="4xx"} 1.2',
  );
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const names = samples.map((line) => line.replace(/ .*$/, ""));
  expect(new Set(names).size).toBe(names.length);
});

test("the batches of the sweep are holds that expired, and no requests of a statement", () => {
  const batchOf = (operation: string, ...sizes: number[]) => {
    const of = { ...labels, measure: "batch" as const, service: "postgres", operation, statusClass: "" };
    return { ...sizes.map((value) => seriesOf({ labels: of, value, requestId: null }, 2_000)).reduce(sumOf), createdMs: 1_500 };
  };
  const text = openMetrics([batchOf("expireHolds", 3, 0, 100), batchOf("postTransfers", 5)], OWN, []);
  const set = 'service="postgres",operation="expireHolds",version="v1"';
  expect(text).toContain(`# TYPE ledge_holds_expired counter\n# HELP ledge_holds_expired Holds that the sweep has let expire.\n`);
  expect(text).toContain(`ledge_holds_expired_total{${set}} 103\nledge_holds_expired_created{${set}} 1.5\n`);
  expect([...text.matchAll(/^ledge_batch_requests_sum\{.*operation="(\w+)".*\} (\d+)$/gm)].map((found) => found.slice(1))).toEqual([
    ["postTransfers", "5"],
  ]);
});

test("a gauge is what its owner says, and nothing at all is an exposition too", () => {
  expect(openMetrics([], OWN, [{ name: "ledge_dead_letters", help: "Messages.", value: 4 }])).toContain(
    "# TYPE ledge_dead_letters gauge\n# HELP ledge_dead_letters Messages.\nledge_dead_letters 4\n# EOF\n",
  );
  const age = { name: "ledge_credential_age_seconds", help: "Age." };
  expect(
    openMetrics([], OWN, [
      { ...age, credential: "runtime", value: 1 },
      { ...age, credential: "rotator", value: 2 },
    ]),
  ).toContain(
    '# HELP ledge_credential_age_seconds Age.\nledge_credential_age_seconds{credential="runtime"} 1\nledge_credential_age_seconds{credential="rotator"} 2\n# EOF\n',
  );
  expect(openMetrics([], OWN, [{ ...age, value: undefined as unknown as number }])).not.toContain("ledge_credential_age_seconds");
  expect(openMetrics([], OWN, [])).toMatch(/^# TYPE ledge_operations counter\n[^]*# EOF\n$/);
});

test("what was left out is counted by what it is: samples that are in no series, requests that are not kept", () => {
  const lines = openMetrics([], OWN, []).split("\n");
  expect(lines).toContain("ledge_telemetry_left_out_samples_total 0");
  expect(lines).toContain("ledge_telemetry_left_out_requests_total 3");
});
