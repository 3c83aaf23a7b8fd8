// A refusal as a response: the one place that makes problem documents into answers, for the gateway and for what is behind it.
import { type Fault, problem, type ProblemCode, problemResponseParts } from "@ledge/shared/problem";

/** What a refusal says beyond its code. */
export interface RefusalParts {
  /** Where the title of the code does not suffice. Goes to the client: never an internal message. */
  readonly detail?: string | undefined;
  readonly faults?: readonly Fault[] | undefined;
  /** Beside those of every problem, which win. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The problem document of a code (RFC 9457). `requestId` is the request's own, or that of the one whose recorded answer it repeats. */
export function refuse(code: ProblemCode, requestId: string, { detail, faults, headers }: RefusalParts = {}): Response {
  const { body, ...init } = problemResponseParts(problem(code, requestId, detail, faults));
  return new Response(body, { status: init.status, headers: { ...headers, ...init.headers } });
}
