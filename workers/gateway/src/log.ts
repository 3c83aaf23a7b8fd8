// Handles requests to the audit log's host: public files, without authentication, which the edge keeps for as long as they say. Nothing of the API may be
// reachable here.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { answerOf } from "./answer-of.ts";

const OK = 200;
const NOT_FOUND = 404;

/** A tile, the checkpoint, or what a reader needs to verify them. A query means nothing here, and must not pass the cache by. */
export async function handleLog(request: Request, url: URL, env: Env, context: ExecutionContext, requestId: string): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse("method_not_allowed", requestId, { headers: { Allow: "GET, HEAD" } });
  }
  const file = new Request(`${url.origin}${url.pathname}`);
  const kept = await caches.default.match(file);
  if (kept !== undefined) return await answerOf(kept);
  const answer = await answerOf(await env.LOG_HOST.fetch(`https://log.internal${url.pathname}`));
  if (answer.status !== OK) return refuse(answer.status === NOT_FOUND ? "not_found" : "internal_error", requestId);
  // Some kilobytes: read whole, for the cache and for the client.
  const body = await new Response(answer.body).arrayBuffer();
  context.waitUntil(caches.default.put(file, new Response(body, { headers: answer.headers })));
  return { ...answer, body: new Blob([body]).stream() };
}

/** Any page may read the log: it is the same for everybody, and no credentials are ever taken here. Changes `headers`. */
export function shareWithAll(headers: Headers): void {
  headers.set("Access-Control-Allow-Origin", "*");
}
