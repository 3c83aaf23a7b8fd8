// Tells the ways a statement can fail apart, because each asks for another answer: try again, give up honestly, or mend a bug.
import { CORE_BUG } from "@ledge/shared/error-names";

/** Nothing is known of what was in flight: the connection failed, timed out or was closed by the server. */
export class Outage extends Error {
  override readonly name = "Outage";
}

/** A fault of our own code: retrying does not help. Its message never quotes input. */
export class Bug extends Error {
  /** What the other side of an RPC tells it by: classes do not travel, names do. */
  override readonly name = CORE_BUG;
}

// SQLSTATEs: PostgreSQL 18, appendix A.

/** Two requests raced for one key: the loser was undone and finds the winner's row when it tries again. */
const UNIQUE_VIOLATION = "23505";
/** serialization_failure (ledger.post was overtaken) and deadlock_detected: undone, and the same may well succeed now. */
const CONTENDED = new Set(["40001", "40P01"]);
/** lock_not_available: the lock_timeout has been waited for already, so trying again here only makes the caller wait more. */
const LOCK_TIMEOUT = "55P03";
/** This connection serves no more, or never did: connection failures, shutdown, refused login, resources, timeouts, read-only. */
const SERVER_GONE = /^(?:08|28|57P0|53|57014|25P0[34]|25006)/;
/** The classes of SQLSTATE begin with a digit or are one of four; EPIPE and its kin, five letters too, are none. */
const SQLSTATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** The SQLSTATE of an error or of what caused it (Drizzle wraps the driver's), or null when the server never answered. */
export function sqlState(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code: unknown = (cause as { code?: unknown }).code;
    if (typeof code === "string" && SQLSTATE.test(code)) return code;
  }
  return null;
}

/** What the language throws for a fault of our own. */
const OUR_FAULTS = [TypeError, RangeError, ReferenceError, SyntaxError, URIError] as const;

/**
 * - `race`: undone, because another transaction holds the key; try again.
 * - `contention`: undone by other transactions; try again.
 * - `busy`: undone, after waiting as long as is sensible.
 * - `outage`: nothing is known.
 * - `bug`: undone, and trying again does not help.
 */
export type FailureKind = "race" | "contention" | "busy" | "outage" | "bug";

export function classify(error: unknown): FailureKind {
  if (error instanceof Bug || OUR_FAULTS.some((fault) => error instanceof fault)) return "bug";
  const state = sqlState(error);
  if (state === null) return "outage";
  if (state === UNIQUE_VIOLATION) return "race";
  if (CONTENDED.has(state)) return "contention";
  if (state === LOCK_TIMEOUT) return "busy";
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
