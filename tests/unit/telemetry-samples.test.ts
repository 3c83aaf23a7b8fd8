// What a line counts for. Lines come from Workers alone, and are read all the same as what anybody might have written.
import { log } from "@ledge/shared/telemetry/log";
import { afterEach, describe, expect, test, vi } from "vitest";
import { samplesOf } from "../../workers/telemetry/src/samples-of.ts";
import { BOUNDS_S } from "../../workers/telemetry/src/measures.ts";
import { addTo, newSeries, type Sample, sumOf } from "../../workers/telemetry/src/series.ts";
import { parseLine } from "../../workers/telemetry/src/parse-line.ts";
import { seriesOf } from "../support/series.ts";

afterEach(() => vi.restoreAllMocks());

const LINE = {
  level: "info",
  "service.name": "gateway",
  "service.version": "v1",
  operation: "createTransfer",
  request_id: "req_1",
  "http.response.status_code": 422,
  "error.type": "insufficient_funds",
  duration_ms: 12,
  hops: [{ service: "payments", operation: "createTransfer", version: "v2", duration_ms: 9, outcome: "insufficient_funds" }],
};
const samplesIn = (text: string, requestId: string | null): readonly Sample[] => {
  const line = parseLine(text);
  return line === null ? [] : samplesOf(line, requestId);
};
const of = (change: object): readonly Sample[] =>
  samplesIn(JSON.stringify({ ...LINE, ...change }), "request_id" in change ? null : "req_1");
const hop = (change: object): readonly Sample[] => of({ hops: [{ ...LINE.hops[0], ...change }] }).slice(1);

describe("a line", () => {
  test("of a request counts for the gateway and for each service on the way", () => {
    const shared = { operation: "createTransfer", statusClass: "4xx", errorType: "insufficient_funds" };
    expect(of({})).toEqual([
      { labels: { ...shared, service: "gateway", version: "v1" }, value: 12, requestId: "req_1" },
      { labels: { ...shared, service: "payments", version: "v2" }, value: 9, requestId: "req_1" },
    ]);
  });

  test.each([
    ["ok", "2xx", ""],
    ["not_found", "4xx", "not_found"],
    ["service_unavailable", "5xx", "service_unavailable"],
    ["Outage", "5xx", "Outage"],
    ["constructor", "5xx", "constructor"],
  ])("counts a hop that ended with %s as %s", (outcome, statusClass, errorType) => {
    expect(hop({ outcome })[0]?.labels).toMatchObject({ statusClass, errorType });
  });

  describe("of a statement that did many requests", () => {
    const lane = { ...LINE.hops[0], service: "lane", span_id: "00000000000000a1", started_ms: 1_000 };
    const statement = { ...lane, service: "postgres", span_id: "00000000000000b1", parent_id: lane.span_id, started_ms: 1_007 };
    const measuresIn = (own: object): readonly Sample[] =>
      of({ hops: [lane, { ...statement, ...own }] }).filter(({ labels }) => labels.measure !== undefined);

    test("says how long the request waited for it, and how many it did, once for all of them", () => {
      const labels = { service: "postgres", operation: "createTransfer", version: "v2", statusClass: "", errorType: "" };
      const wait = { labels: { ...labels, measure: "wait" }, value: 7, requestId: "req_1" };
      expect(measuresIn({ batch: { id: "00000000000000b1", size: 12 } })).toEqual([
        { labels: { ...labels, measure: "batch" }, value: 12, requestId: "req_1" },
        wait,
      ]);
      expect(measuresIn({ batch: { id: "00000000000000b2", size: 12 } })).toEqual([wait]);
    });

    test("says nothing of the kind where it was no batch, or where nobody knows when it began", () => {
      expect(measuresIn({})).toEqual([]);
      expect(measuresIn({ batch: { id: "00000000000000b2", size: 12 }, started_ms: undefined })).toEqual([]);
    });
  });

  test("of a delivery says how long after the change it came, if it came", () => {
    const delivery = { service: "webhooks", operation: "deliver", started_ms: 5_000, duration_ms: 9, caused_ms: 2_000 };
    const lagOf = (change: object): readonly number[] =>
      hop({ ...delivery, ...change }).flatMap(({ labels: { measure }, value }) => (measure === "delivery" ? [value] : []));
    expect(lagOf({ outcome: "ok" })).toEqual([3_009]);
    expect(lagOf({ outcome: "ok", caused_ms: 6_000 })).toEqual([0]);
    expect(lagOf({ outcome: "status" })).toEqual([]);
  });

  test("of a delivery that was refused is no failure of the platform: what an endpoint answers is its owner's affair", () => {
    const refused = (operation: string) => hop({ service: "webhooks", operation, outcome: "status" })[0]?.labels;
    expect(refused("deliver")).toMatchObject({ statusClass: "4xx", errorType: "status" });
    expect(refused("consumeEvents")).toMatchObject({ statusClass: "5xx", errorType: "status" });
  });

  test("of a replay counts as one, beside the answer", () => {
    expect(of({ counts: { replayed: 1 }, hops: [] }).map(({ labels: { measure }, value }) => [measure, value])).toEqual([
      [undefined, 12],
      ["replay", 1],
    ]);
    // The refusal is counted with the answer: a replay has the labels that are listed for it.
    expect(of({ counts: { replayed: 1 }, hops: [] })[1]?.labels.errorType).toBe("");
    expect(of({ counts: { replayed: 0 }, hops: [] })).toHaveLength(1);
  });

  test("of a run of background work counts once, and for no status", () => {
    const run = { "http.response.status_code": undefined, request_id: undefined, "error.type": undefined, hops: undefined };
    expect(of(run)).toEqual([
      {
        labels: { service: "gateway", operation: "createTransfer", version: "v1", statusClass: "", errorType: "" },
        value: 12,
        requestId: null,
      },
    ]);
  });

  test("is read as the log writes it", () => {
    const written: string[] = [];
    vi.spyOn(console, "log").mockImplementation((text: string) => void written.push(text));
    log({ level: "info", service: "core", operation: "relay", version: "v1", duration_ms: 3 });
    expect(written.flatMap((text) => samplesIn(text, null))).toEqual([expect.objectContaining({ value: 3, requestId: null })]);
  });

  test.each([
    ["", "no JSON"],
    ["{", "cut short"],
    ["null", "null"],
    ["[1]", "a list"],
    ['{"level":"error","service.name":"core","operation":"relay"}', "without a duration, as of an event"],
    [JSON.stringify({ ...LINE, hops: [], duration_ms: "12" }), "whose duration is a text"],
    [JSON.stringify({ ...LINE, hops: [], duration_ms: -1 }), "whose duration is negative"],
    [JSON.stringify({ ...LINE, hops: [], operation: "Ada Lovelace" }), "whose operation is no name"],
    [JSON.stringify({ ...LINE, hops: [], operation: 'a",b="c' }), "whose operation would be another label"],
    [JSON.stringify({ ...LINE, hops: [], "service.name": "a\nb" }), "whose service is two lines"],
    [JSON.stringify({ ...LINE, hops: [], "http.response.status_code": "2 or 1" }), "whose status is a text"],
    [JSON.stringify({ ...LINE, hops: [], "error.type": { a: 1 } }), "whose code is an object"],
  ])("counts for nothing if it is %j: %s", (text) => {
    expect(samplesIn(text, null)).toEqual([]);
  });

  test("has no exemplar of what is no name, and its hops still count", () => {
    expect(of({ operation: "no name" })).toHaveLength(1);
    expect(hop({ version: "x".repeat(200) })).toEqual([]);
  });
});

describe("a duration", () => {
  const labels = { service: "s", operation: "o", version: "v", statusClass: "2xx", errorType: "" };
  test.each([
    [0, 0],
    [5, 0],
    [5.1, 1],
    [1_000, 9],
    [10_000, 13],
    [10_001, 14],
    [600_000, 14],
  ])("of %d ms is in bucket %d: a bound is inclusive", (value, bucket) => {
    const { buckets } = seriesOf({ labels, value, requestId: null }, 0);
    expect(buckets).toHaveLength(BOUNDS_S.length + 1);
    expect(buckets.indexOf(1)).toBe(bucket);
  });

  test("is added to others of its series, and the later exemplar of a bucket is kept", () => {
    const one = seriesOf({ labels, value: 7, requestId: "req_1" }, 100);
    const other = seriesOf({ labels, value: 8, requestId: "req_2" }, 200);
    const grown = newSeries(labels);
    addTo(grown, { labels, value: 7, requestId: "req_1" }, 100);
    addTo(grown, { labels, value: 8, requestId: "req_2" }, 200);
    for (const sum of [sumOf(one, other), sumOf(other, one), grown]) {
      expect([sum.count, sum.sum, sum.buckets[1]]).toEqual([2, 15, 2]);
      expect(sum.exemplars[1]).toEqual({ requestId: "req_2", value: 8, atMs: 200 });
    }
  });
});
