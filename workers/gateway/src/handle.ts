// Handles a request of the API: route, authenticate, authorize, read the body, pass the idempotency gate, forward. The order matters: the body of
// an unauthenticated caller is not read, and a replay is authorized like a first attempt (law 14).
import { writeCall } from "@ledge/kit/call";
import { readPrecondition } from "@ledge/kit/preconditions";
import { refuse } from "@ledge/kit/refuse";
import { allows, type Call, callHeader, type Principal, type WriteCall } from "@ledge/shared/context";
import { authenticate } from "./authenticate.ts";
import { cached } from "./cache.ts";
import { conditional } from "./conditional.ts";
import { isAllowedPreflight, preflightAnswer } from "./cors.ts";
import { forward, type Forwarded, requestOf } from "./forward.ts";
import { fingerprintOf, readKey } from "./idempotency/request-key.ts";
import { throughGate } from "./idempotency/through-gate.ts";
import { fetchLocal } from "./local-app.ts";
import { ACCEPTED_CODINGS, isJson, isUncoded, readBody } from "./read-body.ts";
import { matchRoute, type Route } from "./routes.ts";
import { traceIdOf } from "./trace.ts";

/** The header by which a release's smoke test selects versions of Workers; Cloudflare does not pass it on to bindings by itself (decision 28). */
const VERSION_OVERRIDES = "Cloudflare-Workers-Version-Overrides";
/** The headers of a client that an application gets. All others, such as a forged call header, are dropped. */
const TO_APPLICATION = ["Accept", "Content-Type", "Last-Event-ID", VERSION_OVERRIDES];

export async function handle(request: Request, env: Env, context: ExecutionContext, requestId: string): Promise<Response> {
  // The runtime makes the URL from a Host header that it has not validated.
  const url = URL.parse(request.url);
  if (url === null) return refuse("validation_failed", requestId, { faults: [{ parameter: "Host", detail: "is no host name" }] });
  const match = matchRoute(request.method, url.pathname);
  if (match.kind === "unknown") return refuse("not_found", requestId);
  if (match.kind === "wrong_method") {
    if (isAllowedPreflight(request, env.ALLOWED_ORIGINS)) return preflightAnswer(match.allow);
    return refuse("method_not_allowed", requestId, { headers: { Allow: match.allow.join(", ") } });
  }
  const { route } = match;
  const traceId = traceIdOf(request.headers.get("traceparent"), requestId);
  if (route.scope === "public" && !(route.operatorsSeeMore && request.headers.has("Authorization"))) {
    return await answerPublic(request, env, context, url, route, { requestId, traceId, principal: NOBODY });
  }
  const principal = await authenticate(request.headers.get("Authorization"), Date.now(), (token) => lookUp(env, token));
  if (principal === null) return refuse("unauthenticated", requestId);
  if (route.scope === "public") return await answerPublic(request, env, context, url, route, { requestId, traceId, principal });
  if (!allows(principal, route.scope)) return refuse("forbidden", requestId);
  const asked = readPrecondition(request.headers);
  if (!asked.ok) return refuse("validation_failed", requestId, { faults: asked.faults });
  if (request.method === "GET" || request.method === "HEAD") {
    const response = await forward(env, forwarded(request, url, route, { requestId, traceId, principal }));
    return conditional(response, asked.precondition, requestId);
  }
  // If the client disconnects, its write must still be completed: the runtime keeps the work of waitUntil running.
  const answer = write(request, env, url, route, { requestId, traceId, principal, precondition: asked.precondition });
  context.waitUntil(answer.catch(() => undefined));
  return await answer;
}

const NOBODY: Principal = { id: "", scopes: [], customerId: null };

async function answerPublic(request: Request, env: Env, context: ExecutionContext, url: URL, route: Route, call: Call): Promise<Response> {
  const asked = readPrecondition(request.headers);
  if (!asked.ok) return refuse("validation_failed", call.requestId, { faults: asked.faults });
  const answer = () => fetchLocal(requestOf(forwarded(request, url, route, call)), env, context);
  const answering = route.edgeCached ? cached(request, context, answer) : answer();
  // Other requests may await the same answer (readiness): it must not end when the first client disconnects.
  context.waitUntil(answering.catch(() => undefined));
  return conditional(await answering, asked.precondition, call.requestId);
}

async function write(request: Request, env: Env, url: URL, route: Route, asked: Omit<WriteCall, "idempotency">): Promise<Response> {
  const { requestId, principal } = asked;
  if (!isUncoded(request.headers.get("Content-Encoding")))
    return refuse("unsupported_content_coding", requestId, { headers: ACCEPTED_CODINGS });
  if (route.hasBody && !isJson(request.headers.get("Content-Type"))) return refuse("unsupported_media_type", requestId);
  const header = readKey(request.headers.get("Idempotency-Key"));
  if (header.kind !== "key") return refuse(header.kind, requestId);
  const body = await readBody(request);
  if (body === null) return refuse("payload_too_large", requestId);
  const fingerprint = fingerprintOf(request.method, url, body);
  const call: WriteCall = { ...asked, idempotency: { key: header.key, fingerprint } };
  const id = `${principal.id}/${header.key}`;
  return await throughGate(env, { ...forwarded(request, url, route, call, body), id, fingerprint });
}

/** The request as it is forwarded. */
function forwarded(
  request: Request,
  url: URL,
  route: Route,
  call: Call | WriteCall,
  body: Uint8Array<ArrayBuffer> | null = null,
): Forwarded {
  const headers: Record<string, string> = { [callHeader]: writeCall(call) };
  for (const name of TO_APPLICATION) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const method = request.method === "HEAD" ? "GET" : request.method;
  return { service: route.service, method, target: `${url.pathname}${url.search}`, headers, body, requestId: call.requestId };
}

async function lookUp(env: Env, token: string): Promise<Principal | null> {
  const response = await env.IDENTITY.fetch("https://identity.internal/internal/authenticate", {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new IdentityUnavailable("identity did not answer");
  return await response.json<Principal | null>();
}

/** The identity Worker does not answer: no request can be authenticated or refused meanwhile. */
export class IdentityUnavailable extends Error {
  override readonly name = "IdentityUnavailable";
}
