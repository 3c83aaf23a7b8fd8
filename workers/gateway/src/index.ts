// The public edge, and the only public Worker. It gives every request an id, and every response its headers, whatever happens.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { log } from "@ledge/shared/telemetry/log";
import { type App, appOf } from "./apps.ts";
import { share } from "./cors.ts";
import { handleDocs } from "./docs.ts";
import { handle, IdentityUnavailable } from "./handle.ts";
import { stamp } from "./headers.ts";
import { handleLog, shareWithAll } from "./log.ts";
import { withAbsoluteType } from "./problem-type.ts";
import { newNotes, READ_DOCS, READ_LOG, type RequestNotes, writeRequestLine } from "./request-line.ts";

export { IdempotencyGate } from "./idempotency/idempotency-gate.ts";

export default {
  async fetch(request, env, context): Promise<Response> {
    const beganMs = Date.now();
    const requestId = encodeId("request", newUuid());
    const url = URL.parse(request.url);
    const app = appOf(url?.host ?? "", url?.pathname ?? "");
    const notes = newNotes();
    const answering = answerTo(app, request, url, env, context, requestId, notes).then((answer) => {
      writeRequestLine(requestId, env.VERSION.id, notes, answer, Date.now() - beganMs);
      return answer;
    });
    // If the client disconnects, what it began must still be ended, its write be completed and its line be written: the runtime keeps the work of
    // waitUntil running.
    context.waitUntil(answering);
    const stamped = stamp(withAbsoluteType(await answering, env.DOCS_URL), app, requestId, request.method);
    if (app.name === "api") share(stamped.headers, request, env.ALLOWED_ORIGINS);
    if (app.name === "log") shareWithAll(stamped.headers);
    return stamped;
  },
} satisfies ExportedHandler<Env>;

/** The answer of whichever application it is for. Never rejects: what fails is logged, and answered as a failure. */
async function answerTo(
  app: App,
  request: Request,
  url: URL | null,
  env: Env,
  context: ExecutionContext,
  requestId: string,
  notes: RequestNotes,
): Promise<Answer> {
  try {
    if (app.name === "docs" && url !== null) {
      notes.operation = READ_DOCS;
      return await handleDocs(request, url, env, requestId);
    }
    if (app.name === "log" && url !== null) {
      notes.operation = READ_LOG;
      return await handleLog(request, url, env, context, requestId);
    }
    return await handle(request, url, env, context, requestId, notes);
  } catch (error) {
    log({ level: "error", service: "gateway", operation: "handle", request_id: requestId, error });
    return refuse(error instanceof IdentityUnavailable ? "service_unavailable" : "internal_error", requestId);
  }
}
