// Makes a Worker's HTTP app from its operations: caller check, validation, answer, problem documents, contract. Every Worker behind the gateway
// is made here, so that all refuse in the same way.
import { isCalledBy } from "@ledge/shared/caller";
import { allows, type Call, outcomeHeader, type WriteCall } from "@ledge/shared/context";
import { logFailure } from "@ledge/shared/log";
import type { WriteOutcome, Result } from "@ledge/shared/result";
import { fromHono, OpenAPIRoute, type OpenAPIRouteSchema } from "chanfana";
import { type Context, Hono } from "hono";
import { readCall } from "./call.ts";
import { contractPart } from "./contract-part.ts";
import { headers, parameters, problemExamples, problemSchema, responses } from "./contract-components.ts";
import { CoreUnavailable } from "./core.ts";
import { openCursor } from "./cursor.ts";
import { SchemaWriter } from "./json-schema.ts";
import { negotiate } from "./negotiate.ts";
import { type AnyOperation, Streamed } from "./operation.ts";
import { refuse } from "./refuse.ts";
import { validate } from "./validate.ts";

const JSON_TYPE = "application/json";

type AppContext<Env extends object> = Context<{ Bindings: Env }>;

export interface AppOptions<Env> {
  /** The Worker's name, which the contract has for each of its operations. */
  readonly service: string;
  readonly operations: readonly AnyOperation<Env>[];
  /** Checks that what the Worker depends on answers; throws when it does not. */
  readonly ready: (env: Env) => Promise<void>;
  /** The secret that authenticates the Worker's list cursors; a Worker without lists needs none. */
  readonly cursorKey?: (env: Env) => string;
}

/** The app of a Worker. It answers only the gateway; routes under `/internal` are not in the contract and so not public. */
export function createApp<Env extends object>(options: AppOptions<Env>) {
  const app = new Hono<{ Bindings: Env }>();
  app.use(async (context, next) => {
    if (!isCalledBy(context.executionCtx, "gateway")) return refuse("forbidden", requestIdOf(context));
    return await next();
  });
  app.notFound((context) => refuse("not_found", requestIdOf(context)));
  app.onError((error, context) => {
    logFailure({ service: options.service, operation: "serve", request_id: requestIdOf(context) }, error);
    return refuse(error instanceof CoreUnavailable ? "service_unavailable" : "internal_error", requestIdOf(context));
  });
  app.get("/internal/ready", async (context) => {
    await options.ready(context.env);
    return context.json({ status: "ready" });
  });

  for (const spec of options.operations) app[spec.method](honoPath(spec), (context) => serve(spec, options, context));
  app.get("/internal/contract", (context) => context.json(describe(options)));
  return app;
}

const honoPath = <Env>({ path }: AnyOperation<Env>): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** The Worker's part of the contract, from the operations that it serves. Made on request, so that it does not slow the Worker's start. */
function describe<Env>({ operations, service }: AppOptions<Env>): object {
  const contract = fromHono(new Hono(), { docs_url: null, redoc_url: null, openapi_url: null, openapiVersion: "3.1" });
  const schemas = new SchemaWriter();
  schemas.output(problemSchema);
  for (const spec of operations) {
    const route = class extends OpenAPIRoute {
      override schema = contractPart(spec, service, schemas) as OpenAPIRouteSchema;
    };
    contract[spec.method](honoPath(spec), route);
  }
  return { ...contract.schema, components: { schemas: schemas.named, headers, parameters, responses, examples: problemExamples } };
}

async function serve<Env extends object>(spec: AnyOperation<Env>, options: AppOptions<Env>, context: AppContext<Env>): Promise<Response> {
  const request = context.req.raw;
  const call = callOf(request, spec);
  // The gateway has checked the scope already. It is checked again, so that each fence holds by itself.
  if (spec.scope !== "public" && !allows(call.principal, spec.scope)) return refuse("forbidden", call.requestId);
  if (spec.method !== "get" && !isWrite(call)) return refuse("idempotency_key_missing", call.requestId);

  const validated = await validate(spec, request, context.req.param());
  if (!validated.ok) return refuse("validation_failed", call.requestId, { faults: validated.faults });
  const { body, query, params } = validated.input;
  const { cursor, limit, ...filter } = query ?? {};
  const cursorScope = { key: options.cursorKey?.(context.env) ?? null, principalId: call.principal.id, path: context.req.path, filter };
  let position: string | null = null;
  if (cursor !== undefined) {
    position = openCursor(cursorScope, String(cursor));
    if (position === null)
      return refuse("validation_failed", call.requestId, { faults: [{ parameter: "cursor", detail: "is not one of this list" }] });
  }
  const offers = [JSON_TYPE, ...Object.keys(spec.success.alternatives ?? {})];
  // With one media type there is nothing to choose: a request whose Accept excludes it is answered all the same (RFC 9110, section 12.5.1).
  const mediaType = offers.length === 1 ? JSON_TYPE : negotiate(request.headers.get("Accept"), offers);
  if (mediaType === null)
    return refuse("not_acceptable", call.requestId, { faults: [{ parameter: "Accept", detail: `must take one of ${offers.join(", ")}` }] });
  const result = await spec.handle({
    env: context.env,
    request,
    call: call as WriteCall,
    body: body as never,
    query: filter as never,
    params: params as never,
    page: { limit: Number(limit), before: position },
    cursorScope,
    mediaType,
  });
  return answer(spec, call, result);
}

function answer<Env>(spec: AnyOperation<Env>, call: Call, result: Result<unknown> | WriteOutcome<unknown>): Response {
  const headers: Record<string, string> = { "Content-Type": JSON_TYPE, "Cache-Control": "no-store" };
  if (spec.success.alternatives !== undefined) headers["Vary"] = "Accept";
  const recorded = "recorded" in result && result.recorded;
  if (recorded) headers[outcomeHeader] = spec.sealed === true ? "sealed" : "recorded";
  if (recorded && result.replayed) headers["Idempotent-Replayed"] = "true";
  if (result.ok) {
    if (result.value instanceof Streamed) {
      return new Response(result.value.body, { status: spec.success.status, headers: { ...headers, ...result.value.headers } });
    }
    if (spec.cacheControl !== undefined) headers["Cache-Control"] = spec.cacheControl;
    if (spec.etag !== undefined) {
      headers["ETag"] = `"${spec.etag(result.value as never)}"`;
      // An intermediary that compresses the body must weaken its tag (section 8.8.1), and clients would send the weakened tag back.
      headers["Cache-Control"] += ", no-transform";
    }
    if (spec.location !== undefined) headers["Location"] = `${spec.location}/${(result.value as { readonly id: string }).id}`;
    return new Response(JSON.stringify(result.value), { status: spec.success.status, headers });
  }
  // A replay repeats the bytes of the first answer, which contain the id of the request that recorded it.
  const requestId = recorded ? result.requestId : call.requestId;
  const { code, detail, errors } = result.refusal;
  return refuse(code, requestId, { detail, faults: errors, headers });
}

const isWrite = (call: Call | WriteCall): call is WriteCall => "idempotency" in call;

/** The call, with whether the operation requires If-Match. */
function callOf<Env>(request: Request, { ifMatch }: AnyOperation<Env>): Call | WriteCall {
  const call = readCall(request) ?? nobody;
  return isWrite(call) ? { ...call, precondition: { ...call.precondition, isRequired: ifMatch === true } } : call;
}

const requestIdOf = <Env extends object>(context: AppContext<Env>): string => readCall(context.req.raw)?.requestId ?? "";

/** The call of a request without a call header, such as one that the gateway did not send. */
const nobody: Call = { requestId: "", traceId: "", principal: { id: "", scopes: [], customerId: null } };
