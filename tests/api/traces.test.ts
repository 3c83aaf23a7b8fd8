// One transfer is one trace, on a collector that decodes what comes: from the edge to the database, with what its event caused in traces that are linked to it.
import { spanIdOf } from "@ledge/shared/telemetry/span-context";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, type LedgeResponse, startLedge } from "../support/ledge.ts";
import { lineOf, requestLines } from "../support/request-lines.ts";
import { OtlpReceiver, type ReceivedSpan } from "../support/otlp-receiver.ts";
import { samplesIn } from "../support/metrics.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";
import { openEndpoint } from "../support/webhook-endpoint.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";

let collector: OtlpReceiver;
let hooks: Receiver;
let ledge: Ledge;
let bank: TestBank;
let account: string;

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  hooks = await openReceiver();
  ledge = await startLedge({
    vars: {
      "workers/telemetry/wrangler.toml": { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: "1" },
      "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" },
    },
  });
  bank = await openTestBank(ledge);
  account = (await bank.customerWith("1000")).account;
});
afterAll(async () => {
  await ledge.close();
  await hooks.close();
  await collector.stop();
});

const pay = async (headers: Record<string, string> = {}): Promise<LedgeResponse> =>
  await ledge.request("POST", "/v1/transfers", { body: transferOf(bank.cash, account, "1"), headers });
const idOf = ({ headers }: LedgeResponse): string => headers.get("Request-Id") as string;
const spansOf = (requestId: string): ReceivedSpan[] =>
  collector.spans().filter(({ attributes }) => attributes["ledge.request_id"] === requestId);

/** The spans of an answered request, once they have come. */
async function spansCome(answer: LedgeResponse): Promise<ReceivedSpan[]> {
  await expect.poll(() => spansOf(idOf(answer))).not.toEqual([]);
  return spansOf(idOf(answer));
}

/** The look-up of a key, which requests share, is among those of the one that began it. */
const isOfTransfer = ({ name }: ReceivedSpan): boolean => name === "createTransfer" || name === "postTransfers";

const childOf = (spans: readonly ReceivedSpan[], parent: ReceivedSpan): ReceivedSpan[] =>
  spans.filter(({ parentSpanId }) => parentSpanId === parent.spanId);

describe("a transfer", () => {
  test("is one trace over all hops, each inside the one that called it, from the client's span on", async () => {
    const answer = await pay({ traceparent: `00-${TRACE}-${PARENT}-01` });
    const spans = (await spansCome(answer)).filter(isOfTransfer);
    const way: ReceivedSpan[] = [];
    for (
      let inner = spans.filter(({ parentSpanId }) => parentSpanId === PARENT);
      inner.length > 0;
      inner = childOf(spans, way.at(-1) as ReceivedSpan)
    ) {
      expect(inner).toHaveLength(1);
      way.push(inner[0] as ReceivedSpan);
    }
    expect(way.map(({ service, name }) => `${service} ${name}`)).toEqual([
      "gateway createTransfer",
      "gate createTransfer",
      "payments createTransfer",
      "core createTransfer",
      "lane createTransfer",
      "postgres postTransfers",
    ]);
    expect(spans).toHaveLength(way.length);
    for (const span of spans) {
      expect(span).toMatchObject({ traceId: TRACE, isError: false });
      expect(span.endMs).toBeGreaterThanOrEqual(span.startMs);
    }
    const [server, , , , , database] = way;
    expect(server).toMatchObject({ kind: 2, spanId: spanIdOf(idOf(answer)), attributes: { "http.response.status_code": 201 } });
    expect(database).toMatchObject({ kind: 3, attributes: { "db.system.name": "postgresql", "db.operation.name": "postTransfers" } });
    for (const outer of way) for (const inner of childOf(way, outer)) expect(inner.startMs).toBeGreaterThanOrEqual(outer.startMs - 1);
  });

  test("has its line among the records of the log, with the ids of its span", async () => {
    const answer = await pay();
    const records = () => collector.logs().filter((record) => record["ledge.request_id"] === idOf(answer));
    await expect.poll(records).toHaveLength(1);
    const { trace_id: traceId } = lineOf(ledge, answer.headers);
    expect(records()[0]).toMatchObject({ body: "createTransfer", severity: "info", traceId, spanId: spanIdOf(idOf(answer)) });
  });

  test("is linked to by the run that consumed its event, inside the relay's span, and by its delivery", async () => {
    const endpoint = await openEndpoint(ledge, hooks, { events: ["transfer.posted"] });
    const answer = await pay();
    await expect.poll(() => endpoint.received()).toHaveLength(1);
    const { trace_id: traceId } = lineOf(ledge, answer.headers);
    const linked = (name: string) =>
      collector
        .spans()
        .filter(
          (span) => span.name === name && span.links.some((link) => link.traceId === traceId && link.spanId === spanIdOf(idOf(answer))),
        );
    await expect.poll(() => [linked("consumeEvents").length, linked("deliver").length]).toEqual([1, 1]);
    const [consumer] = linked("consumeEvents");
    const trace = collector.spans().filter((span) => span.traceId === consumer?.traceId);
    const relay = trace.find(({ spanId }) => spanId === consumer?.parentSpanId);
    expect(relay).toMatchObject({ service: "core", name: "relay", kind: 4, parentSpanId: null });
    expect(childOf(trace, consumer as ReceivedSpan).map(({ service, name }) => `${service} ${name}`)).toContain("core acceptMessages");
    expect(linked("deliver")[0]).toMatchObject({ service: "webhooks", kind: 3, isError: false });
  });

  test("that is posted with others names its batch, and the batch's span links them all", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => pay()));
    const traces = new Set(answers.map(({ headers }) => lineOf(ledge, headers).trace_id));
    const statements = () => collector.spans().filter(({ name, traceId }) => name === "postTransfers" && traces.has(traceId));
    await expect.poll(() => statements().length).toBe(40);
    const byBatch = Map.groupBy(statements(), ({ attributes }) => attributes["ledge.batch.id"] as string);
    expect([...byBatch.values()].some((batch) => batch.length > 1)).toBe(true);
    for (const [id, batch] of byBatch) {
      const first = batch.find(({ spanId }) => spanId === id) as ReceivedSpan;
      const others = batch.filter((one) => one !== first);
      expect(batch.map(({ attributes }) => attributes["db.operation.batch.size"])).toEqual(batch.map(() => batch.length));
      expect(first.links.map((link) => link.traceId).sort()).toEqual(others.map(({ traceId }) => traceId).sort());
      for (const other of others) expect(other.links).toEqual([{ traceId: first.traceId, spanId: id }]);
    }
  });

  test("that is refused is no error of a service, and says its code", async () => {
    const { account: poor } = await bank.customerWith("0");
    const answer = await ledge.request("POST", "/v1/transfers", { body: transferOf(poor, bank.cash, "1") });
    const spans = await spansCome(answer);
    expect(spans.filter(({ isError }) => isError)).toEqual([]);
    expect(spans.find(({ service }) => service === "gateway")?.attributes).toMatchObject({
      "error.type": "insufficient_funds",
      "http.response.status_code": 422,
    });
  });
});

describe("what a client sends", () => {
  test.each([
    `00-${TRACE}-${PARENT}`,
    `00-${"0".repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    "x".repeat(8_000),
    "'; DROP TABLE",
  ])("as a traceparent that is none begins no trace of its own: %s", async (traceparent) => {
    const answer = await pay({ traceparent, tracestate: "a=".padEnd(4_000, "Ada-Lovelace,"), baggage: "iban=DE02120300000000202051" });
    const spans = await spansCome(answer);
    expect(answer.status).toBe(201);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([lineOf(ledge, answer.headers).trace_id]));
    expect(spans.filter(({ traceId, parentSpanId }) => traceId === TRACE || parentSpanId === PARENT)).toEqual([]);
    expect(JSON.stringify(collector.received)).not.toMatch(/Lovelace|DE0212|DROP/);
  });

  test("as one trace id many times is answered, and each request has spans of its own", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => pay({ traceparent: `00-${TRACE}-${PARENT}-01` })));
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    for (const answer of answers) await expect.poll(() => spansOf(idOf(answer)).filter(isOfTransfer)).toHaveLength(6);
    const ids = collector.spans().map(({ traceId, spanId }) => `${traceId} ${spanId}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("metrics", () => {
  test("are pushed as they are counted: as many transfers as were answered", async () => {
    await pay();
    const answered = requestLines(ledge).filter((line) => line.operation === "createTransfer").length;
    const pointsOf = (points: readonly any[] = []) =>
      points.filter(({ attributes }) => /"gateway".*"createTransfer"/.test(JSON.stringify(attributes)));
    const counted = () =>
      pointsOf(collector.metrics()["ledge.operations"]?.sum.dataPoints).reduce((sum, point) => sum + Number(point.asInt), 0);
    await expect.poll(counted).toBe(answered);
    const { "ledge.operations": operations, "ledge.operation.duration": durations } = collector.metrics();
    expect(operations.sum).toMatchObject({ aggregationTemporality: 2, isMonotonic: true });
    const [duration] = pointsOf(durations.histogram.dataPoints);
    expect(duration.bucketCounts).toHaveLength(duration.explicitBounds.length + 1);
    expect(duration.bucketCounts.reduce((sum: number, count: unknown) => sum + Number(count), 0)).toBe(Number(duration.count));
  });

  test("have with the next push what the owners of gauges said to who read them, once", async () => {
    const beganMs = Date.now();
    const { text } = await ledge.request("GET", "/metrics");
    const readMs = Date.now();
    const read = samplesIn(text).filter(({ name }) => name === "ledge_outbox_oldest_seconds" || name === "ledge_credential_age_seconds");
    expect(read).toHaveLength(3);
    const pushes = () => collector.pushes().filter((metrics) => metrics["ledge.outbox.oldest"] !== undefined);
    await expect.poll(pushes, { timeout: 30_000 }).toHaveLength(1);
    const [pushed] = pushes();
    const pointsOf = (name: string): any[] => pushed?.[name].gauge.dataPoints;
    const [oldest] = pointsOf("ledge.outbox.oldest");
    expect([pushed?.["ledge.outbox.oldest"].unit, oldest.asDouble]).toEqual(["s", read[0]?.value]);
    expect(Number(oldest.timeUnixNano) / 1e6).toBeGreaterThanOrEqual(beganMs);
    expect(Number(oldest.timeUnixNano) / 1e6).toBeLessThanOrEqual(readMs);
    expect(pointsOf("ledge.credential.age").map(({ attributes }) => attributes)).toEqual(
      ["runtime", "rotator"].map((credential) => [{ key: "ledge.credential", value: { stringValue: credential } }]),
    );
    // Nobody has read since, so that another push has none.
    const before = collector.pushes().length;
    await pay();
    await expect.poll(() => collector.pushes().length, { timeout: 30_000 }).toBeGreaterThan(before);
    expect(pushes()).toHaveLength(1);
  });
});
