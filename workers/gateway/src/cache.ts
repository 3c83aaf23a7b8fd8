// Keeps public answers at the edge, for as long as they say. Data never gets here: only routes that need no principal do.

/** The cached answer of a public GET, or `make`'s, which is kept when it says `public`. Whole either way: conditions are judged after it. */
export async function cached(request: Request, context: ExecutionContext, make: () => Promise<Response>): Promise<Response> {
  const kept = await caches.default.match(new Request(request.url));
  if (kept !== undefined) return kept;
  const response = await make();
  if (response.ok && response.headers.get("Cache-Control")?.startsWith("public") === true) {
    context.waitUntil(caches.default.put(new Request(request.url), response.clone()));
  }
  return response;
}
