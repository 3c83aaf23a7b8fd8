// Applies the conditions of a request to the answer of a read (RFC 9110, section 13.2.2). The edge judges reads, also of cached answers; the
// conditions of writes are judged in their transaction.
import { refuse } from "@ledge/kit/refuse";
import { type Precondition, unmetCondition } from "@ledge/shared/precondition";

const OK = 200;
const NOT_MODIFIED = 304;
/** The headers that a 304 repeats of the 200 that it replaces (section 15.4.5). */
const OF_NOT_MODIFIED = ["Cache-Control", "ETag", "Vary"];
/** A tag as the Workers make it; the edge's cache may weaken it. */
const TAG = /^(?:W\/)?"(.*)"$/;

/** The answer itself, a 304 in its place, or 412. An answer without a tag is returned whatever the conditions. */
export function conditional(response: Response, precondition: Precondition, requestId: string): Response {
  const tag = TAG.exec(response.headers.get("ETag") ?? "")?.[1];
  const unmet = response.status === OK && tag !== undefined ? unmetCondition(precondition, tag) : null;
  if (unmet === null) return response;
  void response.body?.cancel().catch(() => undefined);
  if (unmet !== "if_none_match") return refuse("precondition_failed", requestId);
  const said = OF_NOT_MODIFIED.map((name) => [name, response.headers.get(name)] as const).filter(([, value]) => value !== null);
  return new Response(null, { status: NOT_MODIFIED, headers: Object.fromEntries(said as [string, string][]) });
}
