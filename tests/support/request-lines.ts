// The lines that the gateway has written of requests, as they are in the log.
import type { Hop } from "@ledge/shared/telemetry/hops";
import type { Ledge } from "./ledge.ts";

export interface RequestLine {
  readonly level: string;
  readonly "service.name": string;
  readonly "service.version": string;
  readonly operation: string;
  readonly request_id: string;
  readonly trace_id?: string;
  readonly principal?: string;
  readonly "http.response.status_code": number;
  readonly "error.type"?: string;
  readonly duration_ms: number;
  readonly hops: readonly Hop[];
}

/** Every line of a request so far, in order. */
export function requestLines({ harness }: Ledge): RequestLine[] {
  return harness.getLogs().flatMap(({ message }) => {
    if (!message.includes('"http.response.status_code"')) return [];
    return [JSON.parse(message) as RequestLine];
  });
}

/** The one line of the request that was answered with these headers. @throws when there is none, or more than one. */
export function lineOf(ledge: Ledge, headers: Headers): RequestLine {
  const id = headers.get("Request-Id");
  const lines = requestLines(ledge).filter(({ request_id }) => request_id === id);
  const [line] = lines;
  if (line === undefined || lines.length > 1) throw new Error(`${lines.length} lines of ${id}`);
  return line;
}
