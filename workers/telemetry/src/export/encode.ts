// Writes spans, records of the log and series as OTLP JSON. The spans, their sampling and the encoding are OpenTelemetry's libraries' (decision 82); what goes out
// passes an allow-list of attributes here, whatever made it (law 28).
import {
  isHeadSampled,
  isRootErrorSpan,
  multiTailSampler,
  type PostProcessorFn,
  SpanImpl,
  type TailSampleFn,
} from "@microlabs/otel-cf-workers";
import { SpanKind, SpanStatusCode, TraceFlags } from "@opentelemetry/api";
import { JsonLogsSerializer, JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { shardOf } from "@ledge/shared/shard";
import type { LogRecord, SpanRecord, Work } from "./work-of.ts";

type LogsRequest = Parameters<typeof JsonLogsSerializer.serializeRequest>[0];
export type OtlpLog = LogsRequest[number];
export type OtlpSpan = Parameters<PostProcessorFn>[0][number];
type Resource = OtlpSpan["resource"];

const SCOPE = { name: "ledge" };
const MS_PER_S = 1_000;
const NS_PER_MS = 1_000_000;
/** What answers so late is looked at: the objective of money (tools/observability/src/slo.ts). */
const SLOW_MS = 1_000;
const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;
/** `SeverityNumber` of OpenTelemetry's log data model. */
const SEVERITIES = { info: 9, warn: 13, error: 17 } as const;

/** Every attribute that a span may have. No text of a client, nor an address, is among them. */
const ALLOWED = new Set([
  ...["db.operation.batch.size", "db.operation.name", "db.response.status_code", "db.system.name", "error.type"],
  ...["http.response.status_code", "ledge.batch.id", "ledge.principal.id", "ledge.request_id", "ledge.subject.id"],
]);
const NAME = /^[\w.:-]{0,128}$/;
const isAllowed = (name: string, value: unknown): boolean =>
  (ALLOWED.has(name) || /^ledge\.count\.[a-z_]{1,64}$/.test(name)) &&
  (typeof value === "number" || (typeof value === "string" && NAME.test(value)));

/** Takes everything off a span that is not allowed. */
const allowed: PostProcessorFn = (spans) => {
  for (const { attributes } of spans)
    for (const [name, value] of Object.entries(attributes)) if (!isAllowed(name, value)) delete attributes[name];
  return spans;
};

/** Resources by service and version, of which there are few: records of one go together. */
export class Resources {
  readonly #known = new Map<string, Resource>();
  readonly #most = 256;

  of({ service, version }: Pick<SpanRecord, "service" | "version">): Resource {
    const key = `${service} ${version}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#most) this.#known.clear();
    const resource = resourceFromAttributes({ "service.namespace": "ledge", "service.name": service, "service.version": version });
    this.#known.set(key, resource);
    return resource;
  }
}

const isSlow: TailSampleFn = ({ localRootSpan: { duration } }) => duration[0] * MS_PER_S + duration[1] / NS_PER_MS >= SLOW_MS;
const keeps = multiTailSampler([isHeadSampled, isRootErrorSpan, isSlow]);

/** Of so many parts of all traces a share is counted. */
const PARTS = 10_000;

/**
 * Decides which work is sent, when it has ended: a share of all, and each that failed or was slow. A request is decided on by its own id, which its outermost span
 * has: the id of its trace is a client's to choose, and so is his flag, and anyone could have every trace of his kept.
 */
export function samplerOf(ratio: number): (work: Work) => { readonly isKept: boolean; readonly isSampled: boolean } {
  const isSampled = (id: string): boolean => shardOf(id, PARTS) < ratio * PARTS;
  return ({ spans: [root] }) => {
    if (root === undefined) return { isKept: false, isSampled: false };
    // What a request caused is linked to its outermost span, and kept with it.
    const sampled = isSampled(root.kind === "server" ? root.spanId : root.traceId) || root.links.some((link) => isSampled(link.span_id));
    const localRootSpan = spanOf(root, NO_RESOURCE, sampled);
    return { isKept: keeps({ traceId: root.traceId, localRootSpan, spans: [localRootSpan] }), isSampled: sampled };
  };
}

const NO_RESOURCE = resourceFromAttributes({});

/** A record as the libraries have it. */
export function spanOf(record: SpanRecord, resource: Resource, isSampled: boolean): OtlpSpan {
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const { traceId, spanId, parentSpanId } = record;
  const span = new SpanImpl({
    ...{ name: record.name, attributes: record.attributes, resource, startTime: record.startMs, spanKind: KINDS[record.kind] },
    spanContext: { traceId, spanId, traceFlags },
    ...(parentSpanId !== null && { parentSpanId, parentSpanContext: { traceId, spanId: parentSpanId, traceFlags } }),
    links: record.links.map((link) => ({ context: { traceId: link.trace_id, spanId: link.span_id, traceFlags } })),
    onEnd: () => undefined,
  });
  span.instrumentationScope = SCOPE;
  if (record.isError) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(record.endMs);
  // Its class declares a parent that may be undefined, and the interface that it implements one that may be absent.
  return span as OtlpSpan;
}

/** A record of the log as the libraries have it. */
export function logOf({ level, name, atMs, context, attributes }: LogRecord, resource: Resource): OtlpLog {
  const time: [number, number] = [Math.floor(atMs / MS_PER_S), (atMs % MS_PER_S) * NS_PER_MS];
  return {
    ...{ hrTime: time, hrTimeObserved: time, severityText: level, severityNumber: SEVERITIES[level], body: name },
    ...(context !== null && { spanContext: { traceId: context.trace_id, spanId: context.span_id, traceFlags: TraceFlags.SAMPLED } }),
    resource,
    instrumentationScope: SCOPE,
    attributes: Object.fromEntries(Object.entries(attributes).filter(([key, value]) => isAllowed(key, value))),
    droppedAttributesCount: 0,
  };
}

/** The bodies of the requests. */
export const tracesBody = (spans: readonly OtlpSpan[]): Uint8Array =>
  JsonTraceSerializer.serializeRequest(allowed([...spans])) as Uint8Array;
export const logsBody = (logs: readonly OtlpLog[]): Uint8Array => JsonLogsSerializer.serializeRequest([...logs]) as Uint8Array;
