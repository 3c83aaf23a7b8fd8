// Makes a Worker's app from its operations, with two ways in for the gateway: RPC, and HTTP for answers that stream and for requests that select a
// version of the Worker, which RPC cannot. Every Worker behind the gateway is made here.
import { isCalledBy } from "@ledge/shared/caller";
import { type Call, hopsHeader, type WriteCall } from "@ledge/shared/context";
import type { Answered } from "@ledge/shared/contracts/readiness";
import { keysIn } from "@ledge/shared/key-list";
import { takeHops } from "@ledge/shared/telemetry/hops";
import { fromHono, OpenAPIRoute, type OpenAPIRouteSchema } from "chanfana";
import { type Context, Hono } from "hono";
import { type Answer, responseOf } from "./answer.ts";
import { readCall } from "./call.ts";
import { contractPart } from "./contract-part.ts";
import { headers, parameters, problemExamples, problemSchema, responses } from "./contract-components.ts";
import { SchemaWriter } from "./json-schema.ts";
import type { AnyOperation } from "./operation.ts";
import { refuse } from "./refuse.ts";
import { failed, serve, type Service, type Versioned } from "./serve.ts";
import type { ServedRequest } from "./served-request.ts";

type AppContext<Env extends object> = Context<{ Bindings: Env }>;

export interface AppOptions<Env> extends Service<Env> {
  readonly operations: readonly AnyOperation<Env>[];
  /** The versions of what the Worker depends on, when it answers; throws when it does not. */
  readonly ready: (env: Env) => Promise<Answered>;
}

/** The context of a call: its props say who calls. */
export interface CallContext {
  readonly props?: unknown;
}

/** The app of a Worker: an object that its main module exports. It answers only the gateway. */
export interface App<Env extends object> {
  fetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response>;
  /** By RPC, which the runtime allows to an object's method with these three parameters; the caller gives the first. */
  serve(request: ServedRequest, env: Env, context: CallContext): Promise<Answer>;
}

/**
 * The app of a Worker. Routes under `/internal` are not in the contract and so not public.
 *
 * @param internal further ones, by name, which answer JSON.
 */
export function createApp<Env extends Versioned>(
  options: AppOptions<Env>,
  internal: Readonly<Record<string, (env: Env) => Promise<unknown>>> = {},
): App<Env> {
  const app = new Hono<{ Bindings: Env }>();
  app.use(async (context, next) => {
    if (!isCalledBy(context.executionCtx, "gateway")) return responseOf(refuse("forbidden", requestIdOf(context)));
    return await next();
  });
  app.notFound((context) => responseOf(refuse("not_found", requestIdOf(context))));
  app.onError((error, context) => responseOf(failed(options.service, requestIdOf(context), error)));
  app.get("/internal/ready", async (context) => {
    // A bad list of keys is found before it serves.
    if (options.cursorKeys !== undefined) keysIn("CURSOR_KEY", options.cursorKeys(context.env));
    const behind = await options.ready(context.env);
    return context.json({ ...behind, [options.service]: context.env.VERSION.id } satisfies Answered);
  });
  app.get("/internal/contract", (context) => context.json(describe(options)));
  for (const [name, answer] of Object.entries(internal)) {
    app.get(`/internal/${name}`, async (context) => context.json(await answer(context.env)));
  }
  for (const spec of options.operations) {
    app[spec.method](honoPath(spec), async (context) =>
      withHeaderOfHops(await serve(spec, options, context.env, await servedOf(spec, context.req.raw))),
    );
  }
  const byId = new Map(options.operations.map((spec) => [spec.operationId, spec]));
  return {
    fetch: (request, env, context) => app.fetch(request, env, context),
    async serve(request, env, context) {
      if (!isCalledBy(context, "gateway")) return refuse("forbidden", request.call.requestId);
      const spec = byId.get(request.operationId);
      return spec === undefined ? refuse("not_found", request.call.requestId) : await serve(spec, options, env, request);
    },
  };
}

/** By HTTP an answer brings its hops in a header, which the gateway takes off. */
function withHeaderOfHops(served: Answer): Response {
  const { answer, hops } = takeHops(served);
  return responseOf({ ...answer, headers: { ...answer.headers, [hopsHeader]: JSON.stringify(hops) } });
}

const honoPath = <Env>({ path }: AnyOperation<Env>): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** A request that came by HTTP, as it would have come by RPC. */
async function servedOf<Env>({ operationId }: AnyOperation<Env>, request: Request): Promise<ServedRequest> {
  const { pathname, search } = new URL(request.url);
  return {
    operationId,
    pathname,
    search,
    call: readCall(request) ?? nobody,
    accept: request.headers.get("Accept"),
    lastEventId: request.headers.get("Last-Event-ID"),
    versionOverrides: null,
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

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

const requestIdOf = <Env extends object>(context: AppContext<Env>): string => readCall(context.req.raw)?.requestId ?? "";

/** The call of a request without a call header, such as one that the gateway did not send. */
const nobody: Call | WriteCall = { requestId: "", traceId: "", principal: { id: "", keyId: "", scopes: [], customerId: null } };
