// The docs Worker: guides, errors and the API reference, built from the repository into files. Holds no data, runs nothing per page;
// never called but by the gateway, at the entrypoint `Docs`: before the default one the platform puts a router of files, which does not pass on
// who calls.
import { refuse } from "@ledge/kit/refuse";
import { isCalledBy } from "@ledge/shared/caller";
import { cacheControlOf } from "./cache-control.ts";

export const Docs = {
  async fetch(request, env, context): Promise<Response> {
    if (!isCalledBy(context, "gateway")) return refuse("forbidden", "");
    const file = await env.ASSETS.fetch(request);
    const headers = new Headers(file.headers);
    headers.set("Cache-Control", cacheControlOf(new URL(request.url).pathname, file.status));
    return new Response(file.body, { status: file.status, headers });
  },
} satisfies ExportedHandler<Env>;

/** What anybody else reaches: the same refusal, because nobody is the gateway there. */
export default Docs;
