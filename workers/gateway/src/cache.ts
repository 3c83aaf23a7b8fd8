// Keeps public answers at the edge, for as long as they say. Data never gets here: only routes that need no principal do.

/** The cached answer of a public GET, or `make`'s, which is kept when it says `public`. */
export async function cached(request: Request, context: ExecutionContext, make: () => Promise<Response>): Promise<Response> {
  const key = new Request(request.url, { headers: conditional(request) });
  const kept = await caches.default.match(key);
  if (kept !== undefined) return kept;
  const response = await make();
  if (response.ok && response.headers.get("Cache-Control")?.startsWith("public") === true) {
    context.waitUntil(caches.default.put(new Request(request.url), response.clone()));
  }
  return response;
}

/** The cache answers a matching If-None-Match with 304 by itself. */
function conditional(request: Request): Headers {
  const headers = new Headers();
  const ifNoneMatch = request.headers.get("If-None-Match");
  if (ifNoneMatch !== null) headers.set("If-None-Match", ifNoneMatch);
  return headers;
}
