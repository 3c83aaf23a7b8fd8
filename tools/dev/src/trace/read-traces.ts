// Reads spans and records of the log from OTLP JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { TRACE_FILES } from "./receiver.ts";

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface LogRecord {
  readonly atMs: number;
  readonly level: string;
  readonly name: string;
  readonly service: string;
  readonly attributes: Attributes;
}

export interface Traces {
  readonly spans: readonly Span[];
  readonly logs: readonly LogRecord[];
}

type Attributes = Readonly<Record<string, string>>;

const attributes = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .transform((pairs): Attributes => Object.fromEntries(pairs.map(({ key, value }) => [key, String(Object.values(value)[0])])));
const NS_PER_MS = 1e6;
const time = z.string().transform((nanoseconds) => Number(nanoseconds) / NS_PER_MS);
const link = z.object({ traceId: z.string(), spanId: z.string() });
const span = z.object({
  ...{ traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), name: z.string() },
  ...{ startTimeUnixNano: time, endTimeUnixNano: time, attributes, links: z.array(link) },
});
const record = z.object({ timeUnixNano: time, severityText: z.string(), body: z.object({ stringValue: z.string() }), attributes });
const resource = z.object({ attributes });
const Body = z.object({
  resourceSpans: z.array(z.object({ resource, scopeSpans: z.array(z.object({ spans: z.array(span) })) })).default([]),
  resourceLogs: z.array(z.object({ resource, scopeLogs: z.array(z.object({ logRecords: z.array(record) })) })).default([]),
});

/** Everything that the files of a state folder have; null: the last start there kept nothing. */
export function readTraces(stateDir: string): Traces | null {
  const files = TRACE_FILES.map((name) => join(stateDir, name)).filter((file) => existsSync(file));
  if (files.length === 0) return null;
  const lines = files.flatMap((file) => readFileSync(file, "utf8").split("\n")).filter((line) => line !== "");
  const all = lines.flatMap((line) => tracesOf(line) ?? []);
  return { spans: all.flatMap(({ spans }) => spans), logs: all.flatMap(({ logs }) => logs) };
}

/** The spans and records of one request's body; null: it is none. A kill may leave half a line, which must not hide the others. */
function tracesOf(text: string): Traces | null {
  const body = Body.safeParse(jsonOf(text));
  if (!body.success) return null;
  const { resourceSpans, resourceLogs } = body.data;
  const serviceOf = (of: z.infer<typeof resource>): string => of.attributes["service.name"] ?? "";
  return {
    spans: resourceSpans.flatMap(({ resource: of, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map(({ startTimeUnixNano: startMs, endTimeUnixNano: endMs, parentSpanId = null, ...one }) => ({
          ...{ ...one, parentSpanId, service: serviceOf(of), startMs, endMs },
        })),
      ),
    ),
    logs: resourceLogs.flatMap(({ resource: of, scopeLogs }) =>
      scopeLogs.flatMap(({ logRecords }) =>
        logRecords.map(({ timeUnixNano: atMs, severityText: level, body, attributes: more }) => ({
          ...{ atMs, level, name: body.stringValue, service: serviceOf(of), attributes: more },
        })),
      ),
    ),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
