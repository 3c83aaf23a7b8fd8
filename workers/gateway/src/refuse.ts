// The gateway's own refusals, as problem documents.
import { type Fault, problem, type ProblemCode, problemResponseParts } from "@ledge/shared/problem";

/** @param added headers that this refusal has beside those of every problem. */
export function refuse(
  code: ProblemCode,
  requestId: string,
  faults: readonly Fault[] = [],
  added: Readonly<Record<string, string>> = {},
): Response {
  const parts = problemResponseParts(problem(code, requestId, undefined, faults));
  return new Response(parts.body, { status: parts.status, headers: { ...parts.headers, ...added } });
}
