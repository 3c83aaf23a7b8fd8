// Maps the refusal codes of database functions to codes of the contract.
import type { ProblemCode } from "@ledge/shared/problem";
import { type Refusal, refused } from "@ledge/shared/result";
import { Bug } from "./failure.ts";

/**
 * The refusal that a function gave.
 *
 * @param known every code that the function may give; the type makes one that is not in the contract a compile error.
 * @throws Bug at any other: a code that the contract does not know must not reach a client.
 */
export function knownRefusal(code: string, known: readonly ProblemCode[]): { readonly ok: false; readonly refusal: Refusal } {
  if (!(known as readonly string[]).includes(code)) throw new Bug("the database refused with a code of its own");
  return refused(code as ProblemCode);
}
