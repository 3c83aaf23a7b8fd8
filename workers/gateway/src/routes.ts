// The public routes: those of the contract alone. So a route that is not in the contract cannot be reached, and `/internal` of a Worker is not
// public.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import type { Scope } from "@ledge/shared/context";
import type { OperationId } from "@ledge/shared/contracts/refusals";
import { DRY_RUN } from "@ledge/kit/dry-run";
import type { Upstream } from "./upstreams.ts";

type Service = Upstream | "gateway";

export interface Route {
  readonly operationId: OperationId;
  readonly service: Service;
  /** The scopes that a principal needs, all of them; `public`: none, and no authentication. */
  readonly scope: readonly [Scope, ...Scope[]] | "public";
  /** Whether the request has a JSON body. */
  readonly hasBody: boolean;
  /** Whether its answer may be a stream: it has media types beside JSON, and all of these are streamed. */
  readonly mayStream: boolean;
  /** Whether it can be tried: it takes the query parameter `dry_run`. */
  readonly hasDryRun: boolean;
  readonly edgeCached: boolean;
  /** A public route that shows operators more: a request with a key is authenticated. */
  readonly operatorsSeeMore: boolean;
}

export type Match =
  | { readonly kind: "found"; readonly route: Route }
  | { readonly kind: "wrong_method"; readonly allow: readonly string[] }
  | { readonly kind: "unknown" };

interface ContractOperation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name?: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly "x-ledge-service": string;
  readonly "x-ledge-scope": string;
  readonly "x-ledge-edge-cached"?: boolean;
  readonly "x-ledge-operators-see-more"?: boolean;
}

interface Path {
  /** Null for a parameter. */
  readonly segments: readonly (string | null)[];
  readonly methods: ReadonlyMap<string, Route>;
}

const paths: readonly Path[] = Object.entries(contract.paths as Record<string, Record<string, unknown>>).map(([path, operations]) => ({
  segments: path.split("/").map((segment) => (segment.startsWith("{") ? null : segment)),
  methods: new Map(
    Object.entries(operations).map(([method, operation]) => [method.toUpperCase(), routeOf(operation as ContractOperation)]),
  ),
}));

/** The route of a request. HEAD is GET without its body (RFC 9110, section 9.3.2). */
export function matchRoute(method: string, pathname: string): Match {
  const segments = pathname.split("/");
  const path = paths.find((candidate) => matches(candidate.segments, segments));
  if (path === undefined) return { kind: "unknown" };
  const route = path.methods.get(method === "HEAD" ? "GET" : method);
  if (route !== undefined) return { kind: "found", route };
  const allow = [...path.methods.keys()].flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name]));
  return { kind: "wrong_method", allow };
}

function matches(pattern: readonly (string | null)[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part === null ? segments[index] !== "" : part === segments[index]))
  );
}

/** Of an operation's success. */
function mediaTypesOf({ responses }: ContractOperation): string[] {
  return Object.entries(responses).flatMap(([status, { content }]) => (status.startsWith("2") ? Object.keys(content ?? {}) : []));
}

function scopeOf(text: string): Route["scope"] {
  return text === "public" ? text : (text.split(" ") as [Scope, ...Scope[]]);
}

function routeOf(operation: ContractOperation): Route {
  return {
    operationId: operation.operationId as OperationId,
    service: operation["x-ledge-service"] as Service,
    scope: scopeOf(operation["x-ledge-scope"]),
    hasBody: operation.requestBody !== undefined,
    mayStream: mediaTypesOf(operation).some((type) => type !== "application/json"),
    hasDryRun: operation.parameters.some(({ name }) => name === DRY_RUN),
    edgeCached: operation["x-ledge-edge-cached"] === true,
    operatorsSeeMore: operation["x-ledge-operators-see-more"] === true,
  };
}
