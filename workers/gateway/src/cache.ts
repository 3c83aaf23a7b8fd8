// Caches public answers at the edge, for as long as their Cache-Control says. It must never get customers' data: only routes without
// authentication use it.

/** The cached answer to a public GET, or that of `make`, which is cached if it says `public`. Complete either way: conditions are judged later. */
export async function cached(request: Request, context: ExecutionContext, make: () => Promise<Response>): Promise<Response> {
  const kept = await caches.default.match(new Request(request.url));
  if (kept !== undefined) return kept;
  const response = await make();
  if (response.ok && response.headers.get("Cache-Control")?.startsWith("public") === true) {
    context.waitUntil(caches.default.put(new Request(request.url), response.clone()));
  }
  return response;
}
