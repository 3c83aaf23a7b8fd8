// The docs Worker: guides, errors and the API reference, built from the repository into files. Holds no data, runs nothing per page. It has no
// route, so that only the gateway reaches it. Unlike its siblings it does not ask who calls: the runtime's own router of assets stands before it,
// which does not hand the caller on, and what it has is public.
import { cacheControlOf } from "./cache-control.ts";

export default {
  async fetch(request, env): Promise<Response> {
    const file = await env.ASSETS.fetch(request);
    const headers = new Headers(file.headers);
    headers.set("Cache-Control", cacheControlOf(new URL(request.url).pathname, file.status));
    return new Response(file.body, { status: file.status, headers });
  },
} satisfies ExportedHandler<Env>;
