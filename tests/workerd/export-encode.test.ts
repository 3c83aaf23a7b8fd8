// Which work is sent to a collector, and what of it, inside the runtime that OpenTelemetry's libraries are made for here: a share of all traces by their ids, each
// that failed or was slow, and of each only what an allow-list has (law 28).
import { describe, expect, test, vi } from "vitest";
import { logOf, logsBody, Resources, samplerOf, spanOf, tracesBody } from "../../workers/telemetry/src/export/encode.ts";
import { exporterOf } from "../../workers/telemetry/src/export/exporter.ts";
import { parseLine } from "../../workers/telemetry/src/parse-line.ts";
import type { SpanRecord, Work } from "../../workers/telemetry/src/export/work-of.ts";

/** Spread over all digits. */
const traceId = (at: number): string => {
  const word = (of: number): string => ((Math.imul(at + of, 2_654_435_761) >>> 0) % 2 ** 32).toString(16).padStart(8, "1");
  return [0, 1, 2, 3].map((part) => word(part * 7_919)).join("");
};
const span = (change: Partial<SpanRecord> = {}): SpanRecord => ({
  ...{ name: "createTransfer", service: "gateway", version: "v1", kind: "server", traceId: traceId(1), spanId: "00f067aa0ba902b7" },
  ...{ parentSpanId: null, startMs: 1_000, endMs: 1_100, isError: false, attributes: {}, links: [], ...change },
});
const workOf = (change: Partial<SpanRecord> = {}): Work => ({ spans: [span(change)], log: logWith({}) });
const logWith = (attributes: SpanRecord["attributes"]): Work["log"] => ({
  ...{ level: "info", name: "createTransfer", service: "gateway", version: "v1", atMs: 1_100, context: null, attributes },
});
const ids = Array.from({ length: 5_000 }, (_, at) => traceId(at));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const RESOURCE = new Resources().of({ service: "gateway", version: "v1" });

describe("of traces", () => {
  const [all, some, none] = [samplerOf(1), samplerOf(0.1), samplerOf(0)];
  const kept = (sample: ReturnType<typeof samplerOf>, change: Partial<SpanRecord>) => sample(workOf(change)).isKept;

  test("all, none or about that share are kept, always the same ones", () => {
    const keptOf = (sample: ReturnType<typeof samplerOf>) => ids.filter((id) => kept(sample, { spanId: id }));
    expect([keptOf(all).length, keptOf(none).length]).toEqual([ids.length, 0]);
    const share = keptOf(some);
    expect(share.length / ids.length).toBeGreaterThan(0.05);
    expect(share.length / ids.length).toBeLessThan(0.15);
    expect(keptOf(samplerOf(0.1))).toEqual(share);
  });

  test("a client cannot have his kept by the ids of traces that he chooses", () => {
    const chosen = ["1".padStart(32, "0"), "a".repeat(32), "f".repeat(32), "11112222333344441111222233334444"];
    for (const traceOfClient of chosen) {
      const share = ids.filter((id) => kept(some, { traceId: traceOfClient, spanId: id.slice(0, 16) })).length / ids.length;
      expect(share).toBeLessThan(0.15);
    }
  });

  test("work in the background is decided on by its trace", () => {
    const share = ids.filter((id) => kept(some, { kind: "internal", traceId: id })).length / ids.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
  });

  test("each that failed, and each that took a second, is kept", () => {
    expect(kept(none, { isError: true })).toBe(true);
    expect([kept(none, { endMs: 2_000 }), kept(none, { endMs: 1_999 })]).toEqual([true, false]);
  });

  test("what is linked to one of the share is kept with it", () => {
    const spans = ids.map((id) => id.slice(0, 16));
    const [inShare, outside] = [spans.find((id) => kept(some, { spanId: id })), spans.find((id) => !kept(some, { spanId: id }))] as [
      string,
      string,
    ];
    const linked = (to: string) => kept(some, { spanId: outside, links: [{ trace_id: traceId(7), span_id: to }] });
    expect([linked(inShare), linked(outside)]).toEqual([true, false]);
  });

  test("a line of an event, which has no span, is none", () => {
    expect(all({ spans: [], log: logWith({}) })).toEqual({ isKept: false, isSampled: false });
  });
});

describe("of attributes", () => {
  const hostile = {
    "url.full": "https://a.example/v1/customers?iban=DE02120300000000202051",
    "http.request.header.authorization": "canary",
    "ledge.request_id": "req_1",
    "error.type": "Ada Canary Lovelace",
    "ledge.count.sent": 3,
    "ledge.count.Canary": 1,
  };

  test("those of the list go out, with names and numbers as values, and no other", () => {
    const spans = JSON.parse(text(tracesBody([spanOf(span({ attributes: hostile }), RESOURCE, true)]))).resourceSpans[0].scopeSpans[0]
      .spans;
    expect(spans[0].attributes).toEqual([
      { key: "ledge.request_id", value: { stringValue: "req_1" } },
      { key: "ledge.count.sent", value: { intValue: 3 } },
    ]);
    const log = text(logsBody([logOf(logWith(hostile), RESOURCE)]));
    expect(log).toContain("req_1");
    expect(log).not.toMatch(/canary|DE0212|url/i);
  });
});

test("a collector whose variables are wrong is sent nothing, and what it is not sent is counted", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const of = (url: string) =>
    exporterOf({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: "", OTEL_TRACES_SAMPLER_ARG: "1" });
  const line = parseLine('{"level":"info","service.name":"core","operation":"relay","duration_ms":1}');
  const written = line === null ? [] : [{ line, atMs: 0 }];
  const wrong = of("https://user:secret@collector.example");
  expect([wrong?.take(written, 0), wrong?.takeDropped(), wrong?.takeDropped()]).toEqual([
    null,
    { traces: 0, logs: 1 },
    { traces: 0, logs: 0 },
  ]);
  expect(of("")).toBeNull();
});
