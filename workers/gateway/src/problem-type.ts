// The `type` of problems: the URL of their explanation. Applications set it relative to the docs (`/errors#insufficient_funds`); only the edge
// knows the origin of the docs, and makes it the absolute URL that RFC 9457, section 3.1.1, recommends.
import type { Answer } from "@ledge/kit/answer";
import { PROBLEM_TYPE } from "@ledge/kit/refuse";

/** The answer, with a problem's `type` resolved against the origin of the docs. Any other answer is returned as it is. */
export function withAbsoluteType(answer: Answer, docsUrl: string): Answer {
  if (answer.headers["Content-Type"] !== PROBLEM_TYPE || typeof answer.body !== "string") return answer;
  return { ...answer, body: resolved(answer.body, docsUrl) };
}

function resolved(text: string, docsUrl: string): string {
  try {
    const document = JSON.parse(text) as { readonly type?: unknown };
    if (typeof document.type !== "string") return text;
    return JSON.stringify({ ...document, type: new URL(document.type, docsUrl).href });
  } catch {
    // A malformed document is an application's fault, which is not repaired here.
    return text;
  }
}
