// What a condition makes of the answer to a read (RFC 9110, section 13.2.2). The edge judges reads, whoever made the answer, the edge's cache
// included; writes are judged in the transaction that makes them.
import { refuse } from "@ledge/kit/refuse";
import { type Precondition, unmetCondition } from "@ledge/shared/precondition";

const OK = 200;
const NOT_MODIFIED = 304;
/** What an answer of 304 says again of the 200 that it stands for (section 15.4.5). */
const OF_NOT_MODIFIED = ["Cache-Control", "ETag", "Vary"];
/** As our Workers make tags; the edge's cache may weaken them. */
const TAG = /^(?:W\/)?"(.*)"$/;

/** The answer itself, 304 in its place, or 412. An answer without a tag is what was asked for, whatever the condition. */
export function conditional(response: Response, precondition: Precondition, requestId: string): Response {
  const tag = TAG.exec(response.headers.get("ETag") ?? "")?.[1];
  const unmet = response.status === OK && tag !== undefined ? unmetCondition(precondition, tag) : null;
  if (unmet === null) return response;
  void response.body?.cancel().catch(() => undefined);
  if (unmet !== "if_none_match") return refuse("precondition_failed", requestId);
  const said = OF_NOT_MODIFIED.map((name) => [name, response.headers.get(name)] as const).filter(([, value]) => value !== null);
  return new Response(null, { status: NOT_MODIFIED, headers: Object.fromEntries(said as [string, string][]) });
}
