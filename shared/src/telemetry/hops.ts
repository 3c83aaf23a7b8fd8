// What each service on a request's way did for it, which comes back with its answer. An answer brings it beside what its contract says, and its reader takes it
// off: a service of another version, which knows nothing of it, sends none and reads past it. It must hold names and numbers alone (law 28).
import { MOST_LINKS, type SpanContext } from "./span-context.ts";

/** What one service did for a request. */
export interface Hop {
  /** A Worker, the lane behind the core, the gate before a Worker, or the database. */
  readonly service: string;
  /** The operation by its one name. */
  readonly operation: string;
  /** The id of the service's version. */
  readonly version: string;
  /** In the service, with all that it waited for. */
  readonly duration_ms: number;
  /** `ok`, the code of a refusal, or the name of an error. */
  readonly outcome: string;
  /** Of its span: 16 hex digits. A service of an earlier version sends none, nor what follows. */
  readonly span_id?: string;
  /** The span inside which it was. Left out: that of whoever has the hop; null: none, it comes before that. */
  readonly parent_id?: string | null;
  /** When it began, in milliseconds since the epoch. */
  readonly started_ms?: number;
  /** When the change happened that it is a consequence of, in milliseconds since the epoch. */
  readonly caused_ms?: number;
  /** The batch in which it was done with others: the id of the batch's span, and how many they are. */
  readonly batch?: { readonly id: string; readonly size: number };
  /** Spans of other traces that it belongs to. */
  readonly links?: readonly SpanContext[];
}

/** More than any request has: bounds what an answer may bring. */
const MOST_HOPS = 32;

interface WithHops {
  readonly hops?: readonly Hop[];
}

/** The answer with hops beside it. One that is no object, or a list, cannot carry any: its hops are not known. */
export function withHops<Answer>(answer: Answer, hops: readonly Hop[]): Answer {
  return isRecord(answer) ? { ...answer, hops } : answer;
}

/** The answer without its hops, and these: none of an answer that brought none. */
export function takeHops<Answer>(answer: Answer): { readonly answer: Answer; readonly hops: readonly Hop[] } {
  if (!isRecord(answer) || (answer as WithHops).hops === undefined) return { answer, hops: [] };
  const { hops, ...rest } = answer as Answer & WithHops;
  return { answer: rest as Answer, hops: hopsIn(hops) };
}

/** The hops that an error brings: over RPC it keeps its own fields (developers.cloudflare.com/workers/runtime-apis/rpc/error-handling). */
export const hopsOf = (error: unknown): readonly Hop[] => (error instanceof Error ? hopsIn((error as WithHops).hops) : []);

/** Adds hops to an error that is about to be thrown further. */
export const addHops = (error: unknown, hops: readonly Hop[]): unknown => (error instanceof Error ? Object.assign(error, { hops }) : error);

/** Hops as of inside a span: those that have no parent yet have this one. */
export const within = (spanId: string, hops: readonly Hop[]): readonly Hop[] =>
  hops.map((hop) => (hop.parent_id === undefined ? { ...hop, parent_id: spanId } : hop));

/** The hops of a header, which is not this service's own text. */
export function parseHops(text: string | null): readonly Hop[] {
  if (text === null) return [];
  try {
    return hopsIn(JSON.parse(text));
  } catch {
    return [];
  }
}

/** The hops of a value that comes from elsewhere. */
export const hopsIn = (value: unknown): readonly Hop[] => (Array.isArray(value) ? value.filter(isHop).slice(0, MOST_HOPS) : []);

function isHop(value: unknown): value is Hop {
  if (!isRecord(value)) return false;
  const { service, operation, version, duration_ms, outcome, span_id, parent_id, started_ms, caused_ms, batch, links } =
    value as Partial<Hop>;
  return (
    typeof service === "string" &&
    typeof operation === "string" &&
    typeof version === "string" &&
    typeof outcome === "string" &&
    Number.isFinite(duration_ms) &&
    (span_id === undefined || isSpanId(span_id)) &&
    (parent_id === undefined || parent_id === null || isSpanId(parent_id)) &&
    [started_ms, caused_ms].every((ms) => ms === undefined || Number.isFinite(ms)) &&
    (batch === undefined || (isRecord(batch) && isSpanId(batch.id) && Number.isSafeInteger(batch.size))) &&
    (links === undefined || areLinks(links))
  );
}

const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const isSpanId = (value: unknown): boolean => typeof value === "string" && SPAN_ID.test(value);
const isTraceId = (value: unknown): boolean => typeof value === "string" && TRACE_ID.test(value);

/** Whether a value that comes from elsewhere is a list of links. */
export const areLinks = (value: unknown): value is readonly SpanContext[] =>
  Array.isArray(value) &&
  value.length <= MOST_LINKS &&
  value.every((link: Partial<SpanContext> | null) => isTraceId(link?.trace_id) && isSpanId(link?.span_id));

/** A plain object: what an RPC brings is one, or is copied by no spread. */
const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
