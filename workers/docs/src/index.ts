// The docs Worker: guides, errors and the API reference, built from the repository into files. It has no data; only the gateway may call it, at
// the entrypoint `Docs`: in front of the default entrypoint Cloudflare puts its own router of files, which does not pass on the caller.
import { responseOf } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { isCalledBy } from "@ledge/shared/caller";
import type { Answered } from "@ledge/shared/contracts/readiness";
import { cacheControlOf } from "./cache-control.ts";

export const Docs = {
  async fetch(request, env, context): Promise<Response> {
    if (!isCalledBy(context, "gateway")) return responseOf(refuse("forbidden", ""));
    // The gateway's own question, which it passes on for nobody.
    if (new URL(request.url).pathname === "/internal/ready") return Response.json({ docs: env.VERSION.id } satisfies Answered);
    const file = await env.ASSETS.fetch(request);
    const headers = new Headers(file.headers);
    headers.set("Cache-Control", cacheControlOf(new URL(request.url).pathname, file.status));
    return new Response(file.body, { status: file.status, headers });
  },
} satisfies ExportedHandler<Env>;

/** The default entrypoint, which any other caller reaches: it refuses them, because none of them is the gateway. @alias Docs */
export default Docs;
