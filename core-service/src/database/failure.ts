// Tells the ways a statement can fail apart, because each asks for another answer: try again, give up honestly, or mend a bug.

/** Nothing is known of what was in flight: the connection failed, timed out or was closed by the server. */
export class Outage extends Error {
  override readonly name = "Outage";
}

/** A fault of our own code: retrying does not help. Its message never quotes input. */
export class Bug extends Error {
  /** What the other side of an RPC tells it by: classes do not travel, names do. */
  override readonly name = "CoreBug";
}

/** PostgreSQL 18, appendix A. The transaction was undone and the same statement may well succeed now. */
const TRANSIENT = new Set([
  "40001", // serialization_failure: ledger.post was overtaken
  "40P01", // deadlock_detected
  "55P03", // lock_not_available (lock_timeout)
]);
/** Two requests raced for one key: the loser was undone and finds the winner's row when it tries again. */
const UNIQUE_VIOLATION = "23505";
/** Classes and codes by which the server says that this connection serves no more. */
const SERVER_GONE = /^(?:08|57P0|53|57014|25P0[34])/;

/** The SQLSTATE of an error or of what caused it (Drizzle wraps the driver's), or null when the server never answered. */
export function sqlState(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code: unknown = (cause as { code?: unknown }).code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return null;
}

export type FailureKind = "transient" | "outage" | "bug";

/** `transient` and `bug` say that the transaction was undone; `outage` says nothing about it. */
export function classify(error: unknown): FailureKind {
  if (error instanceof Bug || error instanceof TypeError || error instanceof RangeError) return "bug";
  const state = sqlState(error);
  if (state === null) return "outage";
  if (TRANSIENT.has(state) || state === UNIQUE_VIOLATION) return "transient";
  return SERVER_GONE.test(state) ? "outage" : "bug";
}

/** The constraint that a unique violation names, or null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  if (sqlState(error) !== UNIQUE_VIOLATION) return null;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const constraint: unknown = (cause as { constraint?: unknown }).constraint;
    if (typeof constraint === "string") return constraint;
  }
  return null;
}
