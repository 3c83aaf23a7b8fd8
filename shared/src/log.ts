// The one logger of all Workers: one line of JSON with a fixed set of fields, which are names, ids and numbers alone. It must never write input,
// nor an error's message, which may quote input: input may be personal or secret (law 28).
import { errorName } from "./error-names.ts";

/** Globals of the runtime. The bundler replaces NODE_ENV by a constant: "development" in what `wrangler dev` builds, and nowhere else. */
declare const console: Readonly<Record<"log" | "warn" | "error", (...data: unknown[]) => void>>;
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** The fields of a line beside its level. A field means the same in every Worker. */
export interface LogFields {
  /** The Worker that logs. */
  readonly service: string;
  /** The operation: a verb and its object, such as an operationId. */
  readonly operation: string;
  readonly request_id?: string;
  /** The id or name of the one thing that the operation was about. */
  readonly subject?: string;
  /** Null: the database did not answer. */
  readonly sql_state?: string | null;
  /** Positions of events in the feed. */
  readonly positions?: readonly number[];
  /** Numbers by name, the unit last: `sent`, `lag_ms`. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Ids, operations, SQLSTATEs and names of errors match this; addresses, sentences and documents do not. */
const NAME = /^[\w.:-]{0,128}$/;

/** Writes a line. Levels: `info` is routine, `warn` recovers by itself, `error` needs a person. */
export function log(level: "info" | "warn" | "error", fields: LogFields): void {
  console[level === "info" ? "log" : level](lineOf(level, fields));
}

/** Writes that something failed, with the error's name. On a developer's own machine the error follows with its message and stack. */
export function logFailure(fields: LogFields, error: unknown): void {
  console.error(lineOf("error", fields, errorName(error)));
  if (process.env.NODE_ENV === "development") console.error(error);
}

/** Takes the fields one by one, so that no other property of a caller's object is written; absent fields are left out. */
function lineOf(
  level: string,
  { service, operation, request_id, subject, sql_state, positions, counts }: LogFields,
  error?: string,
): string {
  const line = { level, service, operation, request_id, subject, sql_state, positions, counts, error };
  return JSON.stringify(line, (_key, value: unknown) => (typeof value === "string" && !NAME.test(value) ? "unprintable" : value));
}
