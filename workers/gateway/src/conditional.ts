// Applies the conditions of a request to the answer of a read (RFC 9110, section 13.2.2). The edge judges reads, also of cached answers; the
// conditions of writes are judged in their transaction.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { type Precondition, unmetCondition } from "@ledge/shared/precondition";
import { cancel } from "./headers.ts";

const OK = 200;
const NOT_MODIFIED = 304;
/** The headers that a 304 repeats of the 200 that it replaces (section 15.4.5). */
const OF_NOT_MODIFIED = ["Cache-Control", "ETag", "Vary"];
/** A tag as the Workers make it; the edge's cache may weaken it. */
const TAG = /^(?:W\/)?"(.*)"$/;

/** The answer itself, a 304 in its place, or 412. An answer without a tag is returned whatever the conditions. */
export function conditional(answer: Answer, precondition: Precondition, requestId: string): Answer {
  const tag = TAG.exec(answer.headers["ETag"] ?? "")?.[1];
  const unmet = answer.status === OK && tag !== undefined ? unmetCondition(precondition, tag) : null;
  if (unmet === null) return answer;
  cancel(answer);
  if (unmet !== "if_none_match") return refuse("precondition_failed", requestId);
  const said = Object.entries(answer.headers).filter(([name]) => OF_NOT_MODIFIED.includes(name));
  return { status: NOT_MODIFIED, headers: Object.fromEntries(said), body: null };
}
