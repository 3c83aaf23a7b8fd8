// Whatever rules and dashboards name is written by somebody, and a platform writes what is listed.
import { generatedFiles } from "@ledge/observability/generated-files";
import { BUCKETS, METRICS, seriesOf } from "@ledge/observability/metrics";
import { faultsOfNames, queriesOf } from "@ledge/observability/names";
import { describe, expect, test } from "vitest";
import { faultsOfExposition } from "./exposition.ts";
import { checkRules, skipReason } from "./promtool.ts";

const files = generatedFiles();

describe("rules and dashboards", () => {
  test("name metrics and labels alone that somebody writes", () => {
    expect(faultsOfNames(files)).toEqual([]);
  });

  test.each([
    ["sum(rate(ledge_operation_total[5m]))", "ledge_operation_total"],
    ['ledge_operations_total{status="5xx"}', "ledge_operations_total{status}"],
    ['slo:ledge_bad:ratio4h{slo="money_latency"} > 1', "slo:ledge_bad:ratio4h"],
    ['ledge_operation_duration_seconds_bucket{error_type="x"}', "ledge_operation_duration_seconds_bucket{error_type}"],
    ["sum by (path) (ledge_dead_letters)", "path"],
  ])("would not name others: %s", (expr, name) => {
    expect(
      faultsOfNames(new Map([...files, ["planted.json", JSON.stringify({ panels: [{ panels: [{ targets: [{ expr }] }] }] })]])),
    ).toContain(name);
  });

  test("use every metric that is listed", () => {
    const texts = [...files].filter(([path]) => path.includes("/generated/")).map(([, text]) => text);
    const isUsed = (name: string): boolean => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text));
    expect(METRICS.filter((metric) => !seriesOf(metric).some(([name]) => isUsed(name))).map(({ name }) => name)).toEqual([]);
  });

  test("have dashboards whose queries Prometheus reads", { skip: skipReason() !== null }, () => {
    const queries = [...files].filter(([path]) => path.endsWith(".json")).flatMap(([, text]) => queriesOf(text));
    expect(queries.length).toBeGreaterThan(40);
    const asRules = queries.map((expr, at) => ({ record: `shown:ledge_query:${at}`, expr: expr.replaceAll("$__rate_interval", "5m") }));
    expect(checkRules([JSON.stringify({ groups: [{ name: "dashboards", rules: asRules }] })])).toBeNull();
  });
});

const SAMPLE = `# TYPE ledge_operations counter
ledge_operations_total{service="payments",operation="createTransfer",version="3e8b",status_class="2xx"} 42 # {request_id="req_1"} 1 1764547200
ledge_operations_created{service="payments",operation="createTransfer",version="3e8b",status_class="2xx"} 1
# TYPE ledge_operation_duration_seconds histogram
${BUCKETS.map((bound) => `ledge_operation_duration_seconds_bucket{service="payments",operation="createTransfer",version="3e8b",status_class="2xx",le="${bound}"} 1`).join("\n")}
ledge_operation_duration_seconds_count{service="payments",operation="createTransfer",version="3e8b",status_class="2xx"} 1
ledge_operation_duration_seconds_sum{service="payments",operation="createTransfer",version="3e8b",status_class="2xx"} 1
# TYPE ledge_lane_wait_seconds histogram
# TYPE ledge_batch_requests histogram
# TYPE ledge_delivery_lag_seconds histogram
ledge_holds_expired_total{service="postgres",operation="expireHolds",version="3e8b"} 1
ledge_replays_total{service="gateway",operation="createTransfer",version="3e8b",status_class="2xx"} 1
ledge_telemetry_left_out_samples_total 0
ledge_telemetry_left_out_requests_total 0
ledge_telemetry_dropped_total{signal="traces"} 0
${METRICS.filter(({ kind, by }) => kind === "gauge" && by === "platform")
  .map(({ name, labels }) => `${name}${labels.length > 0 ? `{${labels.map((label) => `${label}="x"`).join(",")}}` : ""} 0`)
  .join("\n")}
# EOF
`;

describe("an exposition", () => {
  test("that says what is listed has no fault", () => {
    expect(faultsOfExposition(SAMPLE)).toEqual([]);
  });

  test.each([
    ["a metric is gone", "ledge_dead_letters 0\n", "", "ledge_dead_letters is not written"],
    ["a histogram is not announced", "# TYPE ledge_batch_requests histogram\n", "", "ledge_batch_requests_bucket is not written"],
    ["a label is another one", 'operation="createTransfer"', 'route="/v1"', "ledge_operations_total has a label route that is not listed"],
    ["a bound is another one", 'le="0.25"', 'le="0.3"', "ledge_operation_duration_seconds_bucket has no bound 0.25"],
    ["a metric is not listed", "ledge_dead_letters 0", "ledge_dead_letters 0\nledge_new 1", "ledge_new is not listed"],
  ])("is at fault when %s", (_what, from, to, fault) => {
    expect(faultsOfExposition(SAMPLE.replaceAll(from, to))).toContain(fault);
  });
});
