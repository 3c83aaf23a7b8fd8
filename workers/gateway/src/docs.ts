// Handles requests to the docs' host: public files, without authentication. Nothing of the API may be reachable here.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { VERSION_OVERRIDES } from "./forward.ts";
import { answerOf } from "./answer-of.ts";

/** A page or a file of the docs. */
export async function handleDocs(request: Request, url: URL, env: Env, requestId: string): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse("method_not_allowed", requestId, { headers: { Allow: "GET, HEAD" } });
  }
  if (url.pathname.startsWith("/internal/")) return refuse("not_found", requestId);
  const overrides = request.headers.get(VERSION_OVERRIDES);
  const ifNoneMatch = request.headers.get("If-None-Match");
  const response = await env.DOCS.fetch(`https://docs.internal${url.pathname}${url.search}`, {
    method: request.method,
    headers: {
      ...(ifNoneMatch === null ? {} : { "If-None-Match": ifNoneMatch }),
      ...(overrides === null ? {} : { [VERSION_OVERRIDES]: overrides }),
    },
    redirect: "manual",
  });
  return await answerOf(response);
}
