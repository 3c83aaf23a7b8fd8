// Handles requests to the docs' host: public files, without authentication. Nothing of the API may be reachable here.
import { refuse } from "@ledge/kit/refuse";

/** A page or a file of the docs. */
export async function handleDocs(request: Request, url: URL, env: Env, requestId: string): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse("method_not_allowed", requestId, { headers: { Allow: "GET, HEAD" } });
  }
  const ifNoneMatch = request.headers.get("If-None-Match");
  return await env.DOCS.fetch(`https://docs.internal${url.pathname}${url.search}`, {
    method: request.method,
    headers: ifNoneMatch === null ? {} : { "If-None-Match": ifNoneMatch },
    redirect: "manual",
  });
}
