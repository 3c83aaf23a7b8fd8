// What a line says as OpenTelemetry has it: spans with their parents, and a record of the log; of a line that says something else, nothing (law 28).
import { describe, expect, test } from "vitest";
import { parseLine } from "../../workers/telemetry/src/parse-line.ts";
import { workOf } from "../../workers/telemetry/src/export/work-of.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const [ROOT, OUTER, INNER, PARENT] = ["1", "2", "3", "4"].map((digit) => digit.repeat(16)) as [string, string, string, string];
const HOP = { service: "payments", operation: "createTransfer", version: "v1", duration_ms: 7, outcome: "ok" };
const LINE = {
  level: "info",
  "service.name": "gateway",
  "service.version": "v2",
  operation: "createTransfer",
  request_id: "req_1",
  trace_id: TRACE,
  span_id: ROOT,
  "http.response.status_code": 201,
  duration_ms: 12,
  hops: [
    { ...HOP, span_id: OUTER, started_ms: 93 },
    {
      ...HOP,
      service: "postgres",
      operation: "postTransfers",
      span_id: INNER,
      parent_id: OUTER,
      started_ms: 95,
      batch: { id: INNER, size: 3 },
    },
  ],
};
const workIn = (text: string, atMs: number) => {
  const line = parseLine(text);
  return line === null ? null : workOf(line, atMs);
};
const of = (change: object) => workIn(JSON.stringify({ ...LINE, ...change }), 100);
const hopWith = (change: object) => of({ hops: [{ ...HOP, ...change }] })?.spans[1];

describe("a line of a request", () => {
  test("is the span of a server, with one for each hop inside the one that it was in", () => {
    const [server, outer, inner] = of({ parent_span_id: PARENT })?.spans ?? [];
    expect(server).toMatchObject({
      traceId: TRACE,
      spanId: ROOT,
      parentSpanId: PARENT,
      kind: "server",
      startMs: 88,
      endMs: 100,
      isError: false,
    });
    expect(outer).toMatchObject({ traceId: TRACE, spanId: OUTER, parentSpanId: ROOT, kind: "internal", startMs: 93, endMs: 100 });
    expect(inner).toMatchObject({ spanId: INNER, parentSpanId: OUTER, kind: "client", startMs: 95, endMs: 102 });
    expect(inner?.attributes).toEqual({
      ...{ "ledge.request_id": "req_1", "db.system.name": "postgresql", "db.operation.name": "postTransfers" },
      ...{ "ledge.batch.id": INNER, "db.operation.batch.size": 3 },
    });
  });

  test("begins when its line says, where that was written later than at its end", () => {
    expect(of({ started_ms: 60 })?.spans[0]).toMatchObject({ startMs: 60, endMs: 72 });
    expect(of({ started_ms: "60" })?.spans[0]).toMatchObject({ startMs: 88, endMs: 100 });
  });

  test("has hops of an earlier version, which know neither their ids nor when they began", () => {
    const span = hopWith({});
    expect(span).toMatchObject({ parentSpanId: ROOT, startMs: 93, endMs: 100, spanId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });

  test.each([
    ["ok", false],
    ["insufficient_funds", false],
    ["service_unavailable", true],
    ["internal_error", true],
    ["TypeError", true],
    ["CoreBug", true],
  ])("has a hop whose outcome %s is an error of a service: %s", (outcome, isError) => {
    expect(hopWith({ outcome })).toMatchObject({ isError });
    expect(hopWith({ outcome })?.attributes["error.type"]).toBe(outcome === "ok" ? undefined : outcome);
  });

  test.each([
    [{ "http.response.status_code": 500 }, true],
    [{ "http.response.status_code": 422, "error.type": "insufficient_funds" }, false],
    [{ "http.response.status_code": undefined, level: "error" }, true],
  ])("is an error if the platform failed: %j", (change, isError) => {
    expect(of(change)?.spans[0]).toMatchObject({ isError });
  });
});

describe("a line of background work", () => {
  test("has what it counted, and is linked to the requests", () => {
    const links = [{ trace_id: TRACE, span_id: OUTER }];
    const work = of({
      "http.response.status_code": undefined,
      operation: "consumeEvents",
      counts: { messages: 2, "Ada L": 1, x: "1" },
      links,
      hops: [],
    });
    expect(work?.spans[0]).toMatchObject({ kind: "consumer", links });
    expect(work?.log.attributes).toEqual({ "ledge.request_id": "req_1", "ledge.count.messages": 2 });
  });

  test("that took no time, or is in no trace, is a record of the log alone", () => {
    expect(of({ duration_ms: undefined })?.spans).toEqual([]);
    expect(of({ trace_id: "Ada" })).toMatchObject({ spans: [], log: { context: null } });
    expect(of({ span_id: "0".repeat(16) })?.spans).toEqual([]);
  });
});

describe("a line that is none of a Worker's, or holds more than names", () => {
  test.each([
    ["", "nothing"],
    ["{", "no JSON"],
    ["{}", "nobody's"],
    [JSON.stringify({ ...LINE, level: "debug" }), "of no level"],
    [JSON.stringify({ ...LINE, operation: "Ada Lovelace" }), "of no operation"],
    [JSON.stringify({ ...LINE, "service.name": "a/b?iban=DE02" }), "of no service"],
  ])("says nothing: %j, %s", (text) => {
    expect(workIn(text, 0)).toBeNull();
  });

  test("says what is a name, and nothing else", () => {
    const spoiled = {
      principal: "Ada Lovelace",
      subject: "https://example.com/?key=1",
      request_id: "ada@example.com",
      "error.type": "a b",
      url: "/v1",
    };
    const work = of({ ...spoiled, parent_span_id: "Ada", links: "Ada", hops: [{ ...HOP, operation: "Ada Lovelace" }] });
    expect(work?.spans).toHaveLength(1);
    expect(work?.spans[0]).toMatchObject({ parentSpanId: null, links: [], attributes: { "http.response.status_code": 201 } });
    expect(JSON.stringify(work)).not.toMatch(/Ada|ada|example/);
  });
});
