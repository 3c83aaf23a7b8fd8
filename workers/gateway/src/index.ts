// The public edge, and the only public room. Gives every request an id, and every response, whatever happens, its headers.
import { encodeId, newUuid } from "@ledge/shared/ids";
import { appOf } from "./apps.ts";
import { handle, IdentityUnavailable } from "./handle.ts";
import { stamp } from "./headers.ts";
import { refuse } from "./refuse.ts";

export { IdempotencyGate } from "./idempotency-gate.ts";

export default {
  async fetch(request, env, context): Promise<Response> {
    const requestId = encodeId("request", newUuid());
    const app = appOf(URL.parse(request.url)?.host ?? "");
    try {
      return stamp(await handle(request, env, context, requestId), app, requestId, request.method);
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      console.error(JSON.stringify({ level: "error", service: "gateway", request_id: requestId, error: name }));
      const code = error instanceof IdentityUnavailable ? "service_unavailable" : "internal_error";
      return stamp(refuse(code, requestId), app, requestId, request.method);
    }
  },
} satisfies ExportedHandler<Env>;
