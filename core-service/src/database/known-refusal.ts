// Maps the refusal codes of database functions to codes of the contract.
import type { ProblemCode } from "@ledge/shared/problem";
import { refused, refusedBeside, type Refused } from "@ledge/shared/result";
import { Bug } from "./failure.ts";

/**
 * The refusal that a function gave.
 *
 * @param known the operation's refusals in the contract (shared/contracts/refusals).
 * @param existing the public id of what exists already; null: that is not the reason.
 * @throws Bug at any other: a code that the contract does not know must not reach a client.
 */
export function knownRefusal<Code extends ProblemCode>(
  code: string,
  known: readonly Code[],
  existing: string | null = null,
): Refused<Code> {
  if (!(known as readonly string[]).includes(code)) throw new Bug("the database refused with a code of its own");
  return existing === null ? refused(code as Code) : refusedBeside(code as Code, existing);
}
