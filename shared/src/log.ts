// The one logger of all Workers: one line of JSON with a fixed set of fields, which are names, ids and numbers alone. It never writes what
// came in, nor an error's message, which may quote input: that may be personal or secret (law 28).
import { errorName } from "./error-names.ts";

/** Both are the runtime's. The bundler writes the condition as a constant: true in what `wrangler dev` builds, and nowhere else. */
declare const console: Readonly<Record<"log" | "warn" | "error", (...data: unknown[]) => void>>;
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** What a line may say beside its level. A field means the same in every Worker. */
export interface LogFields {
  /** The Worker that writes. */
  readonly service: string;
  /** What was being done: a verb and its object, such as an operationId. */
  readonly operation: string;
  readonly request_id?: string;
  /** The id or name of the one thing that it was done to. */
  readonly subject?: string;
  /** Null: the database did not answer. */
  readonly sql_state?: string | null;
  /** Of events in the feed. */
  readonly positions?: readonly number[];
  /** Numbers by name, the unit last: `sent`, `lag_ms`. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Ids, operations, SQLSTATEs and the names of errors are written like this; addresses, sentences and documents are not. */
const NAME = /^[\w.:-]{0,128}$/;

/** Writes a line; `info` is routine, `warn` passes by itself, `error` needs a person. */
export function log(level: "info" | "warn" | "error", fields: LogFields): void {
  console[level === "info" ? "log" : level](lineOf(level, fields));
}

/** Writes that something failed, with the error's name. On a developer's own machine the error follows with its message and stack. */
export function logFailure(fields: LogFields, error: unknown): void {
  console.error(lineOf("error", fields, errorName(error)));
  if (process.env.NODE_ENV === "development") console.error(error);
}

/** Takes the fields one by one, so that a caller's further property is not written; absent ones are left out. */
function lineOf(
  level: string,
  { service, operation, request_id, subject, sql_state, positions, counts }: LogFields,
  error?: string,
): string {
  const line = { level, service, operation, request_id, subject, sql_state, positions, counts, error };
  return JSON.stringify(line, (_key, value: unknown) => (typeof value === "string" && !NAME.test(value) ? "unprintable" : value));
}
