// A request to an application, as the gateway rewrites it: plain data, so that it can be passed to the idempotency gate by RPC.
import { refuse } from "@ledge/kit/refuse";
import { logFailure } from "@ledge/shared/log";
import { problems } from "@ledge/shared/problem";
import { type Upstream, upstreamOf } from "./upstreams.ts";

export interface Forwarded {
  readonly service: Upstream | "gateway";
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly requestId: string;
}

export const requestOf = ({ method, target, headers, body }: Forwarded): Request =>
  new Request(`https://application.internal${target}`, { method, headers, body, redirect: "manual" });

/** The application's answer. If the application fails, its own error page is replaced by a problem document. */
export async function forward(env: Env, forwarded: Forwarded): Promise<Response> {
  const { requestId, service } = forwarded;
  let response: Response;
  try {
    response = await upstreamOf(env, service as Upstream).fetch(requestOf(forwarded));
  } catch (error) {
    logFailure({ service: "gateway", operation: "forward", request_id: requestId, subject: service }, error);
    return refuse("service_unavailable", requestId);
  }
  const isProblem = response.headers.get("Content-Type") === "application/problem+json";
  return response.status >= problems.internal_error.status && !isProblem ? refuse("internal_error", requestId) : response;
}
