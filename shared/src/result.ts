// Outcomes are values: a function that can refuse returns a Result, and an exception means a bug or an outage.
import type { Fault, ProblemCode } from "./problem.ts";

/** Why nothing happened: a stable code, and a detail for the cases in which the code's title does not suffice. */
export interface Refusal<Code extends ProblemCode = ProblemCode> {
  readonly code: Code;
  readonly detail?: string;
  /** Which part of the request it was, when the request has parts that can be refused. */
  readonly errors?: readonly Fault[];
  /** The public id of what exists already, of a refusal for that reason. */
  readonly existing?: string;
}

export interface Refused<Code extends ProblemCode = ProblemCode> {
  readonly ok: false;
  readonly refusal: Refusal<Code>;
}

/** A value, or why there is none: one of `Code`. */
export type Result<T, Code extends ProblemCode = ProblemCode> = { readonly ok: true; readonly value: T } | Refused<Code>;

/** Why any write can be refused: its key stands for another request or for a refusal that has gone, or its conditions do not hold. */
export type WriteRefusal = "idempotency_key_reused" | "outcome_expired" | "precondition_failed" | "precondition_required";

/**
 * The outcome of a write. `recorded`: it is stored under the caller's Idempotency-Key, committed together with its effect, and every retry gets
 * it again. `replayed`: this is the answer to such a retry. `requestId` is the request that recorded it, because a replayed problem document
 * repeats the bytes of the first one.
 */
export type WriteOutcome<T, Code extends ProblemCode = ProblemCode> = Result<T, Code | WriteRefusal> & {
  readonly recorded: boolean;
  readonly replayed: boolean;
  readonly requestId: string;
};

export const accepted = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refused = <const Code extends ProblemCode>(code: Code, detail?: string, errors?: readonly Fault[]): Refused<Code> => ({
  ok: false,
  refusal: { code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
});

/** A refusal because something exists already. @param existing its public id. */
export const refusedBeside = <const Code extends ProblemCode>(code: Code, existing: string): Refused<Code> => ({
  ok: false,
  refusal: { code, existing },
});
