// Outcomes are values: a function that can refuse returns a Result, and an exception means a bug or an outage.
import type { Fault, ProblemCode } from "./problem.ts";

/** Why nothing happened: a stable code, and a detail for the cases in which the code's title does not suffice. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail?: string;
  /** Which part of the request it was, when the request has parts that can be refused. */
  readonly errors?: readonly Fault[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/**
 * The outcome of a write. `recorded`: it is stored under the caller's Idempotency-Key, committed together with its effect, and every retry gets
 * it again. `replayed`: this is the answer to such a retry. `requestId` is the request that recorded it, because a replayed problem document
 * repeats the bytes of the first one.
 */
export type WriteOutcome<T> = Result<T> & {
  readonly recorded: boolean;
  readonly replayed: boolean;
  readonly requestId: string;
};

export const accepted = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (
  code: ProblemCode,
  detail?: string,
  errors?: readonly Fault[],
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) },
});
