// Outcomes are values: what can be refused returns a Result, and an exception means a bug or an outage.
import type { Fault, ProblemCode } from "./problem.ts";

/** Why nothing happened: a stable code, and the words of the one case where the code's title does not suffice. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail?: string;
  /** Which part of the request it was, when the request has parts that can be refused. */
  readonly errors?: readonly Fault[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/**
 * What a write ended as. `recorded` says that it stands under the caller's Idempotency-Key, committed together with its
 * effect: every retry gets it again, and `replayed` says that this answer is such a retry's. `requestId` is the request that
 * recorded it, because a replayed problem document repeats the first one's bytes.
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
