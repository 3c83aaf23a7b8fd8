// A request to an application, as the gateway rewrites it: plain data, so that it can be passed by RPC to the idempotency gate and to the
// application.
import type { Answer } from "@ledge/kit/answer";
import { writeCall } from "@ledge/kit/call";
import { refuse } from "@ledge/kit/refuse";
import type { ServedRequest } from "@ledge/kit/served-request";
import { type Call, callHeader, hopsHeader } from "@ledge/shared/context";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { errorName } from "@ledge/shared/error-names";
import { type Hop, hopsOf, parseHops, takeHops, withHops } from "@ledge/shared/telemetry/hops";
import { log } from "@ledge/shared/telemetry/log";
import { hopOf } from "@ledge/shared/telemetry/span";
import { newSpanId } from "@ledge/shared/telemetry/span-context";
import { answerOf } from "./answer-of.ts";
import { declaredAnswer } from "./declared.ts";
import { type Upstream, upstreamOf } from "./upstreams.ts";

/** The header by which a release's smoke test selects versions of Workers; Cloudflare does not pass it on to bindings by itself (decision 28). */
export const VERSION_OVERRIDES = "Cloudflare-Workers-Version-Overrides";

const UNKNOWN = "unknown";

export interface Forwarded<Made extends Call = Call> {
  readonly service: Upstream;
  readonly method: string;
  readonly request: ServedRequest<Made>;
  /** Whether the answer may be a stream, which RPC would have to read to its end before the client gets its first byte. */
  readonly mayStream: boolean;
}

/** The application's answer, as far as the contract declares it, with the hops that it brings. If the application fails, the answer is the gateway's own problem document. */
export async function forward(env: Env, forwarded: Forwarded): Promise<Answer> {
  const { service, request } = forwarded;
  const { requestId } = request.call;
  const startedMs = Date.now();
  let answer: Answer;
  try {
    const upstream = upstreamOf(env, service);
    // Only a request by HTTP can select a version.
    const isByHttp = forwarded.mayStream || request.versionOverrides !== null;
    answer = isByHttp ? await byHttp(upstream, forwarded) : disposeAnswer(await upstream.serve(request));
  } catch (error) {
    log({ level: "error", service: "gateway", operation: "forward", request_id: requestId, subject: service, error });
    return withHops(refuse("service_unavailable", requestId), hopsOfFailure(error, service, request.operationId, startedMs));
  }
  const { answer: bare, hops } = takeHops(answer);
  return withHops(declaredAnswer(bare, request.operationId, requestId), hops);
}

/** What failed has to be seen, whether it could say so itself or not: a Worker that is ended, or does not start, brings no hop. Which version it is nobody knows. */
function hopsOfFailure(error: unknown, service: Upstream, operation: string, startedMs: number): readonly Hop[] {
  const brought = hopsOf(error);
  if (brought.length > 0) return brought;
  return [hopOf(operation, { service, version: UNKNOWN }, newSpanId(), startedMs, Date.now(), errorName(error))];
}

async function byHttp(upstream: Fetcher, forwarded: Forwarded): Promise<Answer> {
  const response = await upstream.fetch(httpRequestOf(forwarded));
  return withHops(await answerOf(response), parseHops(response.headers.get(hopsHeader)));
}

function httpRequestOf({ method, request }: Forwarded): Request {
  const named = {
    [callHeader]: writeCall(request.call),
    Accept: request.accept,
    "Last-Event-ID": request.lastEventId,
    [VERSION_OVERRIDES]: request.versionOverrides,
  };
  const headers = Object.entries(named).filter((header): header is [string, string] => header[1] !== null);
  const url = `https://application.internal${request.pathname}${request.search}`;
  return new Request(url, { method, headers, body: request.body as BodyInit | null, redirect: "manual" });
}
