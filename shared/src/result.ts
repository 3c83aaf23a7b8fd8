// Outcomes are values: what can be refused returns a Result, and an exception means a bug or an outage.
import type { Fault, ProblemCode } from "./problem.ts";

/** Why nothing happened: a stable code, and the words of the one case where the code's title does not suffice. */
export interface Refusal<Code extends ProblemCode = ProblemCode> {
  readonly code: Code;
  readonly detail?: string;
  /** Which part of the request it was, when the request has parts that can be refused. */
  readonly errors?: readonly Fault[];
}

export interface Refused<Code extends ProblemCode = ProblemCode> {
  readonly ok: false;
  readonly refusal: Refusal<Code>;
}

/** A value, or why there is none: one of `Code`. */
export type Result<T, Code extends ProblemCode = ProblemCode> = { readonly ok: true; readonly value: T } | Refused<Code>;

/** What every write can be refused for, whatever it does: what stands under its key, and its conditions. */
export type WriteRefusal = "idempotency_key_reused" | "precondition_failed" | "precondition_required";

/**
 * What a write ended as. `recorded` says that it stands under the caller's Idempotency-Key, committed together with its
 * effect: every retry gets it again, and `replayed` says that this answer is such a retry's. `requestId` is the request that
 * recorded it, because a replayed problem document repeats the first one's bytes.
 */
export type Outcome<T, Code extends ProblemCode = ProblemCode> = Result<T, Code | WriteRefusal> & {
  readonly recorded: boolean;
  readonly replayed: boolean;
  readonly requestId: string;
};

export const accepted = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refused = <const Code extends ProblemCode>(code: Code, detail?: string, errors?: readonly Fault[]): Refused<Code> => ({
  ok: false,
  refusal: { code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
});
