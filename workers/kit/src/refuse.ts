// Makes the answer of a refusal: the one place that turns problem documents into answers, for the gateway and the Workers behind it.
import { type Fault, problem, type ProblemCode, problemResponseParts } from "@ledge/shared/problem";
import type { Answer } from "./answer.ts";

/** The parts of a refusal beyond its code. */
export interface RefusalParts {
  /** For cases in which the title of the code does not suffice. It is sent to the client: never an internal message. */
  readonly detail?: string | undefined;
  readonly faults?: readonly Fault[] | undefined;
  /** The public id of what exists already, of a refusal for that reason. */
  readonly existing?: string | undefined;
  /** Additional headers; those of every problem override them. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The media type of problem documents (RFC 9457, section 3). */
export const PROBLEM_TYPE = "application/problem+json";

/** The code of an answer that is a problem document; null: it is none, or a malformed one. */
export function problemCodeOf({ headers, body }: Answer): string | null {
  if (headers["Content-Type"] !== PROBLEM_TYPE || typeof body !== "string") return null;
  try {
    const { code } = JSON.parse(body) as { readonly code?: unknown };
    return typeof code === "string" ? code : null;
  } catch {
    return null;
  }
}

/** The problem document of a code (RFC 9457). `requestId` is that of the request, or of the request whose recorded answer is repeated. */
export function refuse(code: ProblemCode, requestId: string, { detail, faults, existing, headers }: RefusalParts = {}): Answer {
  const parts = problemResponseParts(problem(code, requestId, detail, faults, existing));
  return { ...parts, headers: { ...headers, ...parts.headers } };
}
