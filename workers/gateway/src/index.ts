// The public edge, and the only public room. Gives every request an id, and every response, whatever happens, its headers.
import { encodeId, newUuid } from "@ledge/shared/ids";
import { appOf } from "./apps.ts";
import { share } from "./cors.ts";
import { handle, IdentityUnavailable } from "./handle.ts";
import { stamp } from "./headers.ts";
import { refuse } from "./refuse.ts";

export { IdempotencyGate } from "./idempotency-gate.ts";

export default {
  async fetch(request, env, context): Promise<Response> {
    const requestId = encodeId("request", newUuid());
    const app = appOf(URL.parse(request.url)?.host ?? "");
    const publish = (response: Response): Response => {
      const stamped = stamp(response, app, requestId, request.method);
      share(stamped.headers, request, env.ALLOWED_ORIGINS);
      return stamped;
    };
    try {
      return publish(await handle(request, env, context, requestId));
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      console.error(JSON.stringify({ level: "error", service: "gateway", request_id: requestId, error: name }));
      return publish(refuse(error instanceof IdentityUnavailable ? "service_unavailable" : "internal_error", requestId));
    }
  },
} satisfies ExportedHandler<Env>;
