// Classifies the ways in which a statement can fail, because each needs its own reaction: try again, answer that the outcome is not known, or
// report a bug.
import { CORE_BUG, CORE_FULL } from "@ledge/shared/error-names";

/** The outcome of what was in flight is not known: the connection failed, timed out or was closed by the server. */
export class Outage extends Error {
  override readonly name = "Outage";
}

/** A fault of Ledge's own code: retrying does not help. Its message never quotes input. */
export class Bug extends Error {
  /** The caller of an RPC recognises it by this name: the class of an error does not travel, its name does. */
  override readonly name = CORE_BUG;
}

/** As much waits for this owner as may: nothing was done, and the same request may succeed soon. */
export class Full extends Error {
  /** Recognised by this name, like a Bug. */
  override readonly name = CORE_FULL;
}

// SQLSTATEs: PostgreSQL 18, appendix A.

/** Two requests raced for one key: this one was rolled back, and finds the row of the other when it tries again. */
const UNIQUE_VIOLATION = "23505";
/** serialization_failure (ledger.post was overtaken) and deadlock_detected: rolled back, and the same may well succeed now. */
const CONTENDED = new Set(["40001", "40P01"]);
/** lock_not_available: the whole lock_timeout has passed already, so another try would only make the caller wait longer. */
const LOCK_TIMEOUT = "55P03";
/** The connection is not usable any more, or never was: connection failures, shutdown, refused login, resources, timeouts, read-only. */
const SERVER_GONE = /^(?:08|28|57P0|53|57014|25P0[34]|25006)/;
/** The classes of SQLSTATE begin with a digit or are one of four. Error codes such as EPIPE have five letters too, and are no SQLSTATE. */
const SQLSTATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** The SQLSTATE of an error or of what caused it (Drizzle wraps the driver's), or null when the server never answered. */
export function sqlState(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code: unknown = (cause as { code?: unknown }).code;
    if (typeof code === "string" && SQLSTATE.test(code)) return code;
  }
  return null;
}

/** The language throws these for a fault of Ledge's own code. */
const OUR_FAULTS = [TypeError, RangeError, ReferenceError, SyntaxError, URIError] as const;

/**
 * - `race`: rolled back, because another transaction has the key; try again.
 * - `contention`: rolled back because of other transactions; try again.
 * - `busy`: rolled back, after waiting as long as is sensible.
 * - `outage`: whether it was committed is not known.
 * - `bug`: rolled back, and trying again does not help.
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
