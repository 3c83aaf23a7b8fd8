// What a line of the log says, and how it is written.
import type { Hop } from "./hops.ts";
import type { SpanContext } from "./span-context.ts";

/** What a line says. A field means the same in every Worker. */
export interface LogEvent {
  /** `info` is routine, `warn` recovers by itself, `error` needs a person. */
  readonly level: "info" | "warn" | "error";
  /** The Worker that logs. */
  readonly service: string;
  /** The operation: a verb and its object, such as an operationId. */
  readonly operation: string;
  /** The id of the service's version. */
  readonly version?: string;
  readonly request_id?: string;
  /** 32 hex digits (W3C Trace Context, section 3.2.2.3). */
  readonly trace_id?: string;
  /** Of the work that the line is of: 16 hex digits. A request's follows from its id. */
  readonly span_id?: string;
  /** The span inside which it was: that of a client, or of whoever sent a message. */
  readonly parent_span_id?: string;
  /** Spans of other traces that it belongs to. */
  readonly links?: readonly SpanContext[];
  /** The id or name of the one thing that the operation was about. */
  readonly subject?: string;
  /** The public id of the principal that a request was made by. */
  readonly principal?: string;
  readonly status?: number;
  /** The code of the problem that a request was answered with. */
  readonly code?: string;
  /** Null: the database did not answer. */
  readonly sql_state?: string | null;
  /** Positions of events in the feed. */
  readonly positions?: readonly number[];
  /** Numbers by name, the unit last: `sent`, `lag_ms`. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly duration_ms?: number;
  /** When it began, in milliseconds since the epoch. Left out: so long before its line was written. */
  readonly started_ms?: number;
  /** What was thrown: its name is written. On a developer's own machine it follows whole, with its message and stack. */
  readonly error?: unknown;
  /** What services on the way did for a request. */
  readonly hops?: readonly Hop[];
}

/** A line as it is written. What OpenTelemetry has a name for has that name (its semantic conventions, and "Trace Context in non-OTLP Log Formats"). */
export interface LogLine extends Pick<
  LogEvent,
  | "level"
  | "operation"
  | "request_id"
  | "trace_id"
  | "span_id"
  | "parent_span_id"
  | "links"
  | "subject"
  | "principal"
  | "positions"
  | "counts"
  | "duration_ms"
  | "started_ms"
  | "hops"
> {
  readonly "service.name": string;
  readonly "service.version"?: string | undefined;
  readonly "http.response.status_code"?: number | undefined;
  /** The code of a problem, or the name of an error. */
  readonly "error.type"?: string | undefined;
  readonly "db.response.status_code"?: string | null | undefined;
}
