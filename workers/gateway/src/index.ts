// The public edge, and the only public Worker. It gives every request an id, and every response its headers, whatever happens.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { logFailure } from "@ledge/shared/log";
import { appOf } from "./apps.ts";
import { share } from "./cors.ts";
import { handleDocs } from "./docs.ts";
import { handle, IdentityUnavailable } from "./handle.ts";
import { stamp } from "./headers.ts";
import { handleLog, shareWithAll } from "./log.ts";
import { withAbsoluteType } from "./problem-type.ts";

export { IdempotencyGate } from "./idempotency/idempotency-gate.ts";

export default {
  async fetch(request, env, context): Promise<Response> {
    const requestId = encodeId("request", newUuid());
    const url = URL.parse(request.url);
    const app = appOf(url?.host ?? "", url?.pathname ?? "");
    const publish = (answer: Answer): Response => {
      const stamped = stamp(withAbsoluteType(answer, env.DOCS_URL), app, requestId, request.method);
      if (app.name === "api") share(stamped.headers, request, env.ALLOWED_ORIGINS);
      if (app.name === "log") shareWithAll(stamped.headers);
      return stamped;
    };
    try {
      if (app.name === "docs" && url !== null) return publish(await handleDocs(request, url, env, requestId));
      if (app.name === "log" && url !== null) return publish(await handleLog(request, url, env, context, requestId));
      return publish(await handle(request, url, env, context, requestId));
    } catch (error) {
      logFailure({ service: "gateway", operation: "handle", request_id: requestId }, error);
      return publish(refuse(error instanceof IdentityUnavailable ? "service_unavailable" : "internal_error", requestId));
    }
  },
} satisfies ExportedHandler<Env>;
