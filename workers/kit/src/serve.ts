// Serves a request by its operation: scope, validation, cursor, media type, handler, answer. Both ways into a Worker end here, so that all refuse
// in the same way.
import { allows, type Call, type DryRunCall, isWrite, outcomeHeader, type WriteCall } from "@ledge/shared/context";
import { forbiddenMembers, shownTo } from "@ledge/shared/field-rights";
import { KeyNotListed } from "@ledge/shared/key-list";
import { withHops } from "@ledge/shared/telemetry/hops";
import { log } from "@ledge/shared/telemetry/log";
import { span } from "@ledge/shared/telemetry/span";
import type { WriteOutcome, Result } from "@ledge/shared/result";
import type { Answer } from "./answer.ts";
import { CoreUnavailable, TooMuchWaits } from "./core.ts";
import { openCursor } from "./cursor.ts";
import { dryRunOf } from "./dry-run.ts";
import { collectHops } from "./hops-of-call.ts";
import { negotiate } from "./negotiate.ts";
import { type AnyOperation, scopesOf, Streamed } from "./operation.ts";
import { paramsOf } from "./params.ts";
import { problemCodeOf, refuse } from "./refuse.ts";
import type { ServedRequest } from "./served-request.ts";
import { MAX_FAULTS, validate } from "./validate.ts";

const JSON_TYPE = "application/json";

export interface Service<Env> {
  /** The Worker's name, which the contract has for each of its operations. */
  readonly service: string;
  /** The keys of the Worker's list cursors; a Worker without lists needs none. */
  readonly cursorKeys?: (env: Env) => string;
}

/** Which version of its code a Worker runs, as the runtime says it. */
export interface Versioned {
  readonly VERSION: { readonly id: string };
}

/**
 * The answer to a request of the gateway, with what this Worker and core-service did for it. Never rejects: what the operation throws is logged and answered
 * as a failure.
 */
export async function serve<Env extends Versioned>(
  spec: AnyOperation<Env>,
  service: Service<Env>,
  env: Env,
  request: ServedRequest,
): Promise<Answer> {
  const call = callOf(request.call, spec);
  const hops = collectHops(call);
  const work = async (): Promise<Answer> => {
    const answer = await answerTo(spec, service, env, request, call).catch((error) => failed(service.service, call.requestId, error));
    return withHops(answer, hops);
  };
  return await span(
    spec.operationId,
    { service: service.service, version: env.VERSION.id },
    work,
    (answer) => problemCodeOf(answer) ?? "ok",
  );
}

/** The answer of a Worker whose own code, or core-service, has failed. */
export function failed(service: string, requestId: string, error: unknown): Answer {
  // The caller is refused, and nothing has failed.
  if (error instanceof TooMuchWaits) return refuse("rate_limited", requestId);
  log({ level: "error", service, operation: "serve", request_id: requestId, error });
  // A key that is listed again lets a retry find out.
  const isOutage = error instanceof CoreUnavailable || error instanceof KeyNotListed;
  return refuse(isOutage ? "service_unavailable" : "internal_error", requestId);
}

async function answerTo<Env>(
  spec: AnyOperation<Env>,
  service: Service<Env>,
  env: Env,
  request: ServedRequest,
  call: Call | WriteCall,
): Promise<Answer> {
  // The gateway has checked the scope already. It is checked again, so that each fence holds by itself.
  if (spec.scope !== "public" && !allows(call.principal, ...scopesOf(spec.scope))) return refuse("forbidden", call.requestId);
  const isDryRun = spec.dryRun !== undefined && dryRunOf(request.search) === true;
  if (isDryRun && isWrite(call)) return refuse("idempotency_key_not_allowed", call.requestId);
  if (spec.method !== "get" && !isDryRun && !isWrite(call)) return refuse("idempotency_key_missing", call.requestId);

  const validated = validate(spec, request, paramsOf(spec.path, request.pathname));
  if (!validated.ok) return refuse("validation_failed", call.requestId, { faults: validated.faults });
  const { body, query, params } = validated.input;
  const forbidden = spec.body === undefined ? [] : forbiddenMembers(call.principal, spec.body, body);
  if (forbidden.length > 0) {
    const faults = forbidden.slice(0, MAX_FAULTS).map((pointer) => ({ pointer, detail: "is not for these credentials to set" }));
    return refuse("forbidden", call.requestId, { faults });
  }
  const { cursor, limit, ...filter } = query ?? {};
  const cursorScope = { keys: service.cursorKeys?.(env) ?? null, principalId: call.principal.id, path: request.pathname, filter };
  let position: string | null = null;
  if (cursor !== undefined) {
    position = openCursor(cursorScope, String(cursor));
    if (position === null)
      return refuse("validation_failed", call.requestId, { faults: [{ parameter: "cursor", detail: "is not one of this list" }] });
  }
  const first = spec.success.mediaType ?? JSON_TYPE;
  const offers = [first, ...Object.keys(spec.success.alternatives ?? {})];
  // With one media type there is nothing to choose: a request whose Accept excludes it is answered all the same (RFC 9110, section 12.5.1).
  const mediaType = offers.length === 1 ? first : negotiate(request.accept, offers);
  if (mediaType === null)
    return refuse("not_acceptable", call.requestId, { faults: [{ parameter: "Accept", detail: `must take one of ${offers.join(", ")}` }] });
  const result = await spec.handle({
    env,
    call: call as WriteCall,
    body: body as never,
    query: filter as never,
    params: params as never,
    page: { limit: Number(limit), before: position },
    cursorScope,
    lastEventId: request.lastEventId,
    versionOverrides: request.versionOverrides,
    mediaType,
  });
  return isDryRun && result.ok ? dryRunAnswer(spec, call, result.value) : answerOf(spec, call, result);
}

/** Says the same as the write's answer would, and nothing of a resource that is not there. */
const dryRunAnswer = <Env>({ success: { status }, dryRun }: AnyOperation<Env>, { principal }: Call, value: unknown): Answer => ({
  status,
  headers: { "Content-Type": JSON_TYPE, "Cache-Control": "no-store" },
  body: JSON.stringify(dryRun === undefined ? value : shownTo(principal, dryRun, value)),
});

function answerOf<Env>(spec: AnyOperation<Env>, call: Call, result: Result<unknown> | WriteOutcome<unknown>): Answer {
  const headers: Record<string, string> = { "Content-Type": JSON_TYPE, "Cache-Control": "no-store" };
  if (spec.success.alternatives !== undefined) headers["Vary"] = "Accept";
  const recorded = "recorded" in result && result.recorded;
  if (recorded) headers[outcomeHeader] = spec.sealed === true ? "sealed" : "recorded";
  if (recorded && result.replayed) headers["Idempotent-Replayed"] = "true";
  if (result.ok) {
    if (result.value instanceof Streamed) {
      return { status: spec.success.status, headers: { ...headers, ...result.value.headers }, body: result.value.body };
    }
    // Before its tag is made: a tag of what the principal does not see would let it be guessed.
    const value = shownTo(call.principal, spec.success.schema, result.value);
    if (spec.cacheControl !== undefined) headers["Cache-Control"] = spec.cacheControl;
    if (spec.etag !== undefined) {
      headers["ETag"] = `"${spec.etag(value as never)}"`;
      // An intermediary that compresses the body must weaken its tag (section 8.8.1), and clients would send the weakened tag back.
      headers["Cache-Control"] += ", no-transform";
    }
    if (spec.location !== undefined) headers["Location"] = `${spec.location}/${(value as { readonly id: string }).id}`;
    return { status: spec.success.status, headers, body: JSON.stringify(value) };
  }
  // A replay repeats the bytes of the first answer, which contain the id of the request that recorded it.
  const requestId = recorded ? result.requestId : call.requestId;
  const { code, detail, errors } = result.refusal;
  return refuse(code, requestId, { detail, faults: errors, headers });
}

/** The call of this request alone, with whether the operation requires If-Match. */
function callOf<Env>(call: Call | DryRunCall, { ifMatch }: AnyOperation<Env>): Call | WriteCall {
  return "precondition" in call ? { ...call, precondition: { ...call.precondition, isRequired: ifMatch === true } } : { ...call };
}
