// Handles a request of the API: route, authenticate, authorize, read the body, pass the idempotency gate, forward. The order matters: the body of
// an unauthenticated caller is not read, and a replay is authorized like a first attempt (law 14).
import type { Answer } from "@ledge/kit/answer";
import { dryRunOf } from "@ledge/kit/dry-run";
import { readPrecondition } from "@ledge/kit/preconditions";
import { refuse } from "@ledge/kit/refuse";
import type { ServedRequest } from "@ledge/kit/served-request";
import { allows, type Call, type DryRunCall, type Principal, type WriteCall } from "@ledge/shared/context";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { encodeId } from "@ledge/shared/ids";
import { type Fault, problems } from "@ledge/shared/problem";
import { hopsOf, takeHops } from "@ledge/shared/telemetry/hops";
import { authenticate } from "./authenticate.ts";
import { cached } from "./cache.ts";
import { conditional } from "./conditional.ts";
import { isAllowedPreflight, preflightAnswer } from "./cors.ts";
import { forward, type Forwarded, VERSION_OVERRIDES } from "./forward.ts";
import { fingerprintOf, readKey } from "./idempotency/request-key.ts";
import { throughGate } from "./idempotency/through-gate.ts";
import { type Admission, admit } from "./limits/admit.ts";
import { Refused } from "./limits/refused.ts";
import { serveLocal } from "./local-app.ts";
import { ACCEPTED_CODINGS, isJson, isUncoded, MAX_BODY_BYTES, readBody } from "./read-body.ts";
import { matchRoute, type Route } from "./routes.ts";
import { SecurityLog } from "./security-log.ts";
import type { RequestNotes } from "./request-line.ts";
import { traceOf } from "./trace.ts";
import { reportRefusal } from "./refused-writes.ts";
import { identityOf, type Upstream } from "./upstreams.ts";

/**
 * @param url null: the runtime makes a request's URL from a Host header that it has not validated.
 * @param notes what becomes known of the request is noted here.
 */
export async function handle(
  request: Request,
  url: URL | null,
  env: Env,
  context: ExecutionContext,
  requestId: string,
  notes: RequestNotes,
): Promise<Answer> {
  if (url === null) return refuse("validation_failed", requestId, { faults: [{ parameter: "Host", detail: "is no host name" }] });
  const match = matchRoute(request.method, url.pathname);
  if (match.kind === "unknown") return refuse("not_found", requestId);
  if (match.kind === "wrong_method") {
    if (isAllowedPreflight(request, env.ALLOWED_ORIGINS)) return preflightAnswer(match.allow);
    return refuse("method_not_allowed", requestId, { headers: { Allow: match.allow.join(", ") } });
  }
  const { route } = match;
  const trace = traceOf(request.headers.get("traceparent"), requestId);
  const { traceId } = trace;
  notes.operation = route.operationId;
  notes.trace = trace;
  if (route.scope === "public" && !(route.operatorsSeeMore && request.headers.has("Authorization"))) {
    return await answerLocal(request, env, context, url, route, { requestId, traceId, principal: NOBODY });
  }
  const key = await authenticate(request.headers.get("Authorization"), Date.now(), env.API_KEY_MAC_SECRETS, (token) => {
    const looking = lookUp(env, token, notes);
    // Other requests with this key may await it: it must not end when the first client disconnects.
    context.waitUntil(looking.catch(() => undefined));
    return looking;
  });
  if (key === null) return await refuseUnknown(request, env, route, requestId);
  notes.principal = encodeId("apiKey", key.principal.id);
  const isDryRun = route.hasDryRun ? dryRunOf(url.search) : false;
  // A stream and a page of one operation are two things, and so are a write and its dry run. Not by the whole header, which would be kept and may be long.
  const isOfStream = request.headers.get("Accept")?.includes(EVENT_STREAM) === true;
  const asked = `${key.principal.id} ${route.operationId} ${isOfStream} ${isDryRun === true}`;
  const { end, settle, headers } = refused.has(asked, Date.now()) ? NOT_ADMITTED : await admit(env, request, route, key, Date.now());
  const answer =
    end === null
      ? refuse("rate_limited", requestId)
      : await ending(end, context, () =>
          answerKnown({ request, url, env, context, route, isDryRun, settle, notes }, { requestId, traceId, principal: key.principal }),
        );
  if (end !== null && answer.status === problems.rate_limited.status) refused.note(asked, Date.now());
  security.note(answer.status, route.operationId, key.principal.id, null, requestId, Date.now());
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

const security = new SecurityLog();
const refused = new Refused();
const EVENT_STREAM = "text/event-stream";
const NOT_ADMITTED: Admission = { end: null, settle: () => undefined, headers: {} };

/** The answer of `make`, with `end` called once it has been made, or, if it streams, once it has been read or its client has left. */
async function ending(end: () => void, context: ExecutionContext, make: () => Promise<Answer>): Promise<Answer> {
  let streams = false;
  try {
    const answer = await make();
    if (!(answer.body instanceof ReadableStream)) return answer;
    const { readable, writable } = new IdentityTransformStream();
    const piping = answer.body.pipeTo(writable).catch(() => undefined);
    context.waitUntil(piping.finally(end));
    streams = true;
    return { ...answer, body: readable };
  } finally {
    if (!streams) end();
  }
}

/** Of requests without a valid key, a source may send some; more are refused before anything is said of them. */
async function refuseUnknown(request: Request, env: Env, { operationId }: Route, requestId: string): Promise<Answer> {
  const source = request.headers.get("CF-Connecting-IP");
  // The platform sets it on every request from outside; of a request without it, nothing can be counted.
  const isWithin = source === null || (!refused.has(source, Date.now()) && (await env.REFUSED_SOURCES.limit({ key: source })).success);
  if (source !== null && !isWithin) refused.note(source, Date.now());
  const answer = refuse(isWithin ? "unauthenticated" : "rate_limited", requestId);
  security.note(answer.status, operationId, source ?? "unknown", env.API_KEY_MAC_SECRETS, requestId, Date.now());
  return answer;
}

/** A request that was admitted, and what it takes to answer it. */
interface Admitted {
  readonly request: Request;
  readonly url: URL;
  readonly env: Env;
  readonly context: ExecutionContext;
  readonly route: Route;
  /** A fault: it does not say clearly whether it is one. */
  readonly isDryRun: boolean | Fault;
  readonly settle: Admission["settle"];
  readonly notes: RequestNotes;
}

async function answerKnown(admitted: Admitted, call: Call): Promise<Answer> {
  const { request, url, env, context, route, isDryRun, notes } = admitted;
  const { requestId, principal } = call;
  if (route.scope === "public") return await answerLocal(request, env, context, url, route, call);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!allows(principal, ...route.scope)) {
    const answer = refuse("forbidden", requestId);
    if (!isRead && isDryRun !== true) reportRefusal(env, context, answer, route, url.pathname, call);
    return answer;
  }
  if (route.service === "gateway") return await answerLocal(request, env, context, url, route, call);
  const asked = readPrecondition(request.headers);
  if (!asked.ok) return refuse("validation_failed", requestId, { faults: asked.faults });
  if (typeof isDryRun !== "boolean") return refuse("validation_failed", requestId, { faults: [isDryRun] });
  if (isRead) {
    const answer = noted(notes, await forward(env, forwarded(request, url, route, call)));
    return conditional(answer, asked.precondition, requestId);
  }
  const backdatingDays = principal.customerId === null ? null : Number(env.CUSTOMER_BACKDATING_DAYS);
  return await write(admitted, { ...call, backdatingDays, precondition: asked.precondition }, isDryRun);
}

/** The answer without the hops that it brought, which are noted: they go no further. */
function noted(notes: RequestNotes, brought: Answer): Answer {
  const { answer, hops } = takeHops(brought);
  notes.hops.push(...hops);
  return answer;
}

const NOBODY: Principal = { id: "", keyId: "", scopes: [], customerId: null };

/** The answer of the gateway's own operations. */
async function answerLocal(request: Request, env: Env, context: ExecutionContext, url: URL, route: Route, call: Call): Promise<Answer> {
  const asked = readPrecondition(request.headers);
  if (!asked.ok) return refuse("validation_failed", call.requestId, { faults: asked.faults });
  const answer = () => serveLocal(servedOf(request, url, route, call, null), env);
  const answering = route.edgeCached ? cached(request, context, answer) : answer();
  // Other requests may await the same answer (readiness): it must not end when the first client disconnects.
  context.waitUntil(answering.catch(() => undefined));
  return conditional(await answering, asked.precondition, call.requestId);
}

/** A dry run goes the way of a write as far as the gate, which has nothing to keep of it; nor has the audit log, because nothing was to be done. */
async function write(admitted: Admitted, asked: DryRunCall, isDryRun: boolean): Promise<Answer> {
  const { request, url, env, context, route, settle, notes } = admitted;
  const { requestId } = asked;
  if (!isUncoded(request.headers.get("Content-Encoding")))
    return refuse("unsupported_content_coding", requestId, { headers: ACCEPTED_CODINGS });
  if (route.hasBody && !isJson(request.headers.get("Content-Type"))) return refuse("unsupported_media_type", requestId);
  const header = readKey(request.headers.get("Idempotency-Key"));
  if (isDryRun && header.kind !== "idempotency_key_missing") return refuse("idempotency_key_not_allowed", requestId);
  if (!isDryRun && header.kind !== "key") return refuse(header.kind, requestId);
  const body = await readBody(request, Number(env.BODY_DEADLINE_MS));
  settle(typeof body === "string" ? MAX_BODY_BYTES : body.length);
  if (typeof body === "string") return refuse(body, requestId);
  if (header.kind !== "key") return noted(notes, await forward(env, forwarded(request, url, route, asked, body)));
  const fingerprint = fingerprintOf(request.method, url, asked.precondition, body);
  const call: WriteCall = { ...asked, idempotency: { key: header.key, fingerprint } };
  const answer = noted(notes, await throughGate(env, forwarded(request, url, route, call, body)));
  reportRefusal(env, context, answer, route, url.pathname, call);
  return answer;
}

/** The request as it is forwarded. All headers of the client that are not named here, such as a forged call header, are dropped. */
function forwarded<Made extends Call>(
  request: Request,
  url: URL,
  route: Route,
  call: Made,
  body: Uint8Array | null = null,
): Forwarded<Made> {
  return {
    service: route.service as Upstream,
    method: request.method === "HEAD" ? "GET" : request.method,
    request: servedOf(request, url, route, call, body),
    mayStream: route.mayStream,
  };
}

function servedOf<Made extends Call>(request: Request, url: URL, route: Route, call: Made, body: Uint8Array | null): ServedRequest<Made> {
  return {
    operationId: route.operationId,
    pathname: url.pathname,
    search: url.search,
    call,
    accept: request.headers.get("Accept"),
    lastEventId: request.headers.get("Last-Event-ID"),
    versionOverrides: request.headers.get(VERSION_OVERRIDES),
    body,
  };
}

/** Other requests may share the look-up: it is in the line of the one that began it. */
async function lookUp(env: Env, token: string, notes: RequestNotes): Promise<KnownKey | null> {
  try {
    const { answer, hops } = takeHops(disposeAnswer(await identityOf(env).authenticate(token)));
    notes.hops.push(...hops);
    return answer;
  } catch (error) {
    notes.hops.push(...hopsOf(error));
    throw new IdentityUnavailable("identity did not answer", { cause: error });
  }
}

/** The identity Worker does not answer: no request can be authenticated or refused meanwhile. */
export class IdentityUnavailable extends Error {
  override readonly name = "IdentityUnavailable";
}
