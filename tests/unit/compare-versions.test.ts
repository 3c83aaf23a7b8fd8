// What the guard of a release says of two versions, by what a platform writes at GET /metrics.
import { compareVersions, LEAST_SAMPLE } from "@ledge/delivery/deploy/compare-versions";
import { between, figuresIn } from "@ledge/delivery/deploy/figures";
import { describe, expect, test } from "vitest";
import { openMetrics } from "../../workers/telemetry/src/open-metrics.ts";
import { LOSSES, type OwnCounts } from "../../workers/telemetry/src/own-counts.ts";
import { type Series, sumOf } from "../../workers/telemetry/src/series.ts";
import { seriesOf } from "../support/series.ts";

const AT_MS = Date.UTC(2026, 10, 1);
const PAIRS = [{ worker: "ledge-payments", fresh: "new", base: "old" }];

/** Of a version: what took how long, and with which status. */
function done(
  version: string,
  durations: readonly number[],
  statusClass = "2xx",
  operation = "createTransfer",
  service = "payments",
): Series[] {
  const labels = { service, operation, version, statusClass, errorType: ["5xx", ""].includes(statusClass) ? "internal_error" : "" };
  const all = durations.map((durationMs) => seriesOf({ labels, value: durationMs, requestId: "req_1" }, AT_MS));
  return all.length === 0 ? [] : [all.reduce(sumOf)];
}
const times = (count: number, durationMs: number): number[] => Array.from({ length: count }, () => durationMs);
const textOf = (...series: readonly Series[]): string =>
  openMetrics(
    series.map((one) => ({ ...one, createdMs: AT_MS })),
    Object.fromEntries(LOSSES.map((what) => [what, { count: 0, createdMs: AT_MS }])) as OwnCounts,
    [],
  );
const worseIn = (...series: readonly Series[]): readonly string[] =>
  compareVersions(PAIRS, { together: figuresIn(textOf(...series)), before: null }).worse;

describe("a new version does worse", () => {
  test("when it fails more often than chance makes likely", () => {
    expect(worseIn(...done("old", times(900, 20)), ...done("new", times(95, 20)), ...done("new", times(5, 20), "5xx"))).toEqual([
      "ledge-payments fails 5.0 % of its requests, and 0.0 % before",
    ]);
  });

  test("when the p95 of an operation comes later, whatever the other operations do", () => {
    const fast = [...done("old", times(5_000, 4), "2xx", "getTransfer"), ...done("new", times(5_000, 4), "2xx", "getTransfer")];
    expect(worseIn(...fast, ...done("old", times(900, 20)), ...done("new", [...times(85, 20), ...times(15, 400)]))).toEqual([
      expect.stringMatching(/^ledge-payments payments createTransfer has a p95 of \d+ ms, and 2\d ms before$/),
    ]);
  });

  test.each([
    ["both fail alike", [...done("old", times(900, 20)), ...done("old", times(45, 20), "5xx")], done("new", times(5, 20), "5xx")],
    ["two requests failed", done("old", times(900, 20)), done("new", times(2, 20), "5xx")],
    ["requests were refused", done("old", times(900, 20)), done("new", times(40, 20), "4xx")],
    ["some took longer, as before", [...done("old", times(900, 20)), ...done("old", times(60, 400))], done("new", times(6, 400))],
  ])("but not when %s", (_, before, more) => {
    expect(worseIn(...before, ...done("new", times(95, 20)), ...more)).toEqual([]);
  });

  test.each([
    ["its p95 comes later, but by little", times(900, 80), [...times(191, 80), ...times(11, 110)]],
    [
      "so few of its requests take longer that chance explains it",
      [...times(540, 20), ...times(324, 200), ...times(36, 400)],
      [...times(30, 20), ...times(16, 200), ...times(4, 400)],
    ],
  ])("but not when %s", (_, before, now) => {
    expect(worseIn(...done("old", before), ...done("new", now))).toEqual([]);
  });

  test("only by what it did itself: a Worker's other versions, and Workers that are not released, do not count", () => {
    expect(worseIn(...done("old", times(900, 20)), ...done("new", times(100, 20)), ...done("another", times(100, 20), "5xx"))).toEqual([]);
  });

  test("only by what it did meanwhile: counters outlive releases", () => {
    const before = textOf(...done("old", times(500, 20), "5xx"));
    const after = textOf(
      ...done("old", times(500, 20), "5xx"),
      ...done("old", times(900, 20)),
      ...done("new", times(95, 20)),
      ...done("new", times(5, 20), "5xx"),
    );
    expect(compareVersions(PAIRS, { together: figuresIn(after), before: null }).worse).toEqual([]);
    expect(compareVersions(PAIRS, { together: between(figuresIn(before), figuresIn(after)), before: null }).worse).toHaveLength(1);
  });

  test("in one service, whatever others of the same Worker do: a failure of one behind the other is one, and a busy one hides none", () => {
    const services = ["core", "lane", "postgres"];
    const once = services.flatMap((service) => [
      ...done("old", times(540, 20), "2xx", "createTransfer", service),
      ...done("new", times(59, 20), "2xx", "createTransfer", service),
      ...done("new", times(1, 20), "5xx", "createTransfer", service),
    ]);
    expect(worseIn(...once)).toEqual([]);
    const beside = [
      ...done("old", times(900, 20), "2xx", "createTransfer", "gate"),
      ...done("new", times(1_000, 20), "2xx", "createTransfer", "gate"),
    ];
    expect(
      worseIn(...beside, ...done("old", times(900, 20)), ...done("new", times(90, 20)), ...done("new", times(10, 20), "5xx")),
    ).toHaveLength(1);
  });

  test.each([
    ["an endpoint that answers late", "webhooks", "deliver", "2xx"],
    ["a dispatcher of an endpoint that answers late", "webhooks", "dispatch", ""],
    ["a busy lane", "lane", "createTransfer", "2xx"],
    ["a statement of a busy lane", "postgres", "createTransfer", "2xx"],
    ["refusals that wait for an end", "payments", "createTransfer", "4xx"],
  ])(
    "but never for how long %s takes: that is chosen from outside, and an object is of one version",
    (_what, service, operation, statusClass) => {
      const of = (version: string, ms: number): Series[] =>
        done(version, times(200, ms), statusClass, operation, service).map((one) =>
          statusClass === "" ? { ...one, labels: { ...one.labels, errorType: "" } } : one,
        );
      expect(worseIn(...of("old", 30), ...of("new", 9_000))).toEqual([]);
    },
  );

  test("when its runs of background work fail, which have no status", () => {
    const runs = (version: string, count: number, isFailed: boolean): Series[] =>
      done(version, times(count, 20), "", "consumeEvents", "webhooks").map((one) =>
        isFailed ? one : { ...one, labels: { ...one.labels, errorType: "" } },
      );
    expect(worseIn(...runs("old", 900, false), ...runs("new", 80, false), ...runs("new", 20, true))).toHaveLength(1);
    expect(worseIn(...runs("old", 900, false), ...runs("new", 100, false))).toEqual([]);
  });

  test("when its p95 comes later within its bucket, as far as the bound below shows it", () => {
    const before = [...times(846, 90), ...times(54, 110)];
    expect(worseIn(...done("old", before), ...done("new", [...times(60, 90), ...times(40, 240)]))).toHaveLength(1);
  });

  test("when clients see more failures than before it came, whoever's they are: what is ended says nothing of itself", () => {
    const edge = (count: number, failed: number): Series[] => [
      ...done("old", times(count - failed, 20), "2xx", "createTransfer", "gateway"),
      ...done("old", times(failed, 20), "5xx", "createTransfer", "gateway"),
    ];
    const compared = (together: Series[], before: Series[] | null): readonly string[] =>
      compareVersions(PAIRS, { together: figuresIn(textOf(...together)), before: before === null ? null : figuresIn(textOf(...before)) })
        .worse;
    expect(compared(edge(1_000, 50), edge(800, 2))).toEqual(["clients see that it fails 5.0 % of its requests, and 0.3 % before"]);
    // An outage that was there before stops no release: it may be the one that ends it.
    expect(compared(edge(1_000, 50), edge(800, 40))).toEqual([]);
    expect(compared(edge(1_000, 50), null)).toEqual([]);
  });

  test("by all that a counter shows that has begun anew meanwhile", () => {
    const [before, after] = [figuresIn(textOf(...done("old", times(500, 20)))), figuresIn(textOf(...done("old", times(60, 20))))];
    expect(between(before, after).map(({ count }) => count)).toEqual([60]);
  });

  test("is not said of fewer requests than a sample", () => {
    const few = [...done("old", times(900, 20)), ...done("new", times(LEAST_SAMPLE - 1, 20), "5xx")];
    expect(compareVersions(PAIRS, { together: figuresIn(textOf(...few)), before: null })).toEqual({
      worse: [],
      summary: `ledge-payments is not judged, of fewer than ${LEAST_SAMPLE}`,
    });
    expect(worseIn(...done("old", times(900, 20)), ...done("new", times(LEAST_SAMPLE, 20), "5xx"))).toHaveLength(1);
  });

  test("by chance in fewer than one of a hundred comparisons of versions that are alike", () => {
    // A generator of a fixed seed (Numerical Recipes, 7.1): the law is about the test's own rate of false alarms.
    let state = 22;
    const draw = (): number => (state = (1_664_525 * state + 1_013_904_223) % 2 ** 32) / 2 ** 32;
    const sample = (version: string, count: number): Series[] => {
      const failed = Array.from({ length: count }, draw).filter((luck) => luck < 0.01).length;
      const took = Array.from({ length: count - failed }, () => 10 / (1 - draw() * 0.999));
      return [...done(version, took), ...done(version, times(failed, 20), "5xx")];
    };
    const alarms = Array.from({ length: 300 }, () => worseIn(...sample("old", 1_800), ...sample("new", 200)).length);
    expect(alarms.filter((count) => count > 0).length).toBeLessThan(3 + 300 / 100);
  });
});
