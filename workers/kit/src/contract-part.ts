// Writes an operation's part of the OpenAPI contract: its schemas, scope and headers, and the problems that it can answer with.
import { refusals } from "@ledge/shared/contracts/refusals";
import { type ProblemCode, problems } from "@ledge/shared/problem";
import { z } from "zod";
import { type HeaderName, headerRefs, type ParameterName, problemAnswer, ref } from "./contract-components.ts";
import type { SchemaWriter } from "./json-schema.ts";
import { type AnyOperation, scopesOf } from "./operation.ts";

const everywhere: readonly ProblemCode[] = ["internal_error", "validation_failed"];
/** Authentication needs the database: without it, no caller can be authenticated or refused. */
const authenticated: readonly ProblemCode[] = ["unauthenticated", "forbidden", "rate_limited", "service_unavailable"];
const sometimesAuthenticated: readonly ProblemCode[] = ["unauthenticated", "rate_limited", "service_unavailable"];
const writing: readonly ProblemCode[] = [
  "idempotency_key_missing",
  "idempotency_key_invalid",
  "idempotency_key_in_use",
  "idempotency_key_reused",
  "payload_too_large",
  "precondition_failed",
  "request_timeout",
  "unsupported_content_coding",
];
const tryable: readonly ProblemCode[] = ["idempotency_key_not_allowed"];
const withBody: readonly ProblemCode[] = ["unsupported_media_type"];

/** Whether it is the outcome of a decision, which is recorded under the key and goes after its retention (law 16). */
const isKept = (code: ProblemCode): boolean => [409, 422].includes(problems[code].status);

const TRYABLE =
  "With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.";

/** The operation as chanfana registers it; the gateway routes by `x-ledge-service` and authorizes by `x-ledge-scope`. */
export function contractPart<Env>(spec: AnyOperation<Env>, service: string, schemas: SchemaWriter) {
  const write = spec.method !== "get";
  const isTagged = spec.etag !== undefined;
  const codes = [
    ...everywhere,
    ...(spec.scope === "public" ? [] : authenticated),
    ...(spec.operatorsSeeMore === true ? sometimesAuthenticated : []),
    ...(write ? writing : []),
    ...(spec.dryRun === undefined ? [] : tryable),
    ...(write && refusals[spec.operationId].some(isKept) ? (["outcome_expired"] as const) : []),
    ...(spec.ifMatch === true ? (["precondition_required"] as const) : []),
    ...(isTagged && !write ? (["precondition_failed"] as const) : []),
    ...(spec.success.alternatives === undefined ? [] : (["not_acceptable"] as const)),
    ...(spec.body === undefined ? [] : withBody),
    ...refusals[spec.operationId],
  ];
  const byStatus = Map.groupBy([...new Set(codes)].sort(), (code) => problems[code].status);
  return {
    operationId: spec.operationId,
    summary: spec.summary,
    description: spec.dryRun === undefined ? spec.description : `${spec.description} ${TRYABLE}`,
    tags: [spec.tag],
    "x-ledge-service": service,
    // Several are separated by blanks, as OAuth has them (RFC 6749, section 3.3).
    "x-ledge-scope": spec.scope === "public" ? spec.scope : scopesOf(spec.scope).join(" "),
    ...(spec.operatorsSeeMore === true ? { "x-ledge-operators-see-more": true } : {}),
    ...(spec.edgeCached === true ? { "x-ledge-edge-cached": true } : {}),
    security: spec.scope !== "public" ? [{ apiKey: [] }] : spec.operatorsSeeMore === true ? [{}, { apiKey: [] }] : [],
    parameters: [
      ...parametersIn("path", spec.params, schemas),
      ...parametersIn("query", spec.query, schemas),
      ...headersOf(spec).map((name) => ref("parameters", name)),
    ],
    ...(spec.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: schemas.input(spec.body) } } } }),
    responses: {
      [spec.success.status]: successOf(spec, schemas),
      ...(isTagged && !write
        ? { 304: { description: "The resource still has the version of If-None-Match", headers: headerRefs(["RequestId", "ETag"]) } }
        : {}),
      ...Object.fromEntries([...byStatus].map(([status, group]) => [status, problemAnswer(status, group, write)])),
    },
  };
}

/** The request headers that an operation takes. A write to an existing resource takes conditions on its version. */
function headersOf<Env>({ method, path, etag, ifMatch, dryRun, headers = [] }: AnyOperation<Env>): ParameterName[] {
  const isConditional = method === "get" ? etag !== undefined : path.includes("{");
  return [
    ...(method === "get" ? [] : [dryRun === undefined ? ("IdempotencyKey" as const) : ("IdempotencyKeyUnlessDryRun" as const)]),
    ...(isConditional ? ([ifMatch === true ? "IfMatch" : "OptionalIfMatch", "IfNoneMatch"] as const) : []),
    ...headers,
  ];
}

function successOf<Env>(spec: AnyOperation<Env>, schemas: SchemaWriter) {
  const names: HeaderName[] = ["RequestId"];
  if (spec.scope !== "public") names.push("RateLimit", "RateLimitPolicy");
  if (spec.etag !== undefined) names.push(spec.dryRun === undefined ? "ETag" : "ETagUnlessDryRun");
  if (spec.location !== undefined) names.push(spec.dryRun === undefined ? "Location" : "LocationUnlessDryRun");
  if (spec.method !== "get") names.push("IdempotentReplayed");
  if (spec.success.alternatives !== undefined) names.push("Vary");
  const alternatives = Object.entries(spec.success.alternatives ?? {});
  return {
    description: spec.success.description,
    headers: headerRefs(names),
    content: {
      ...mainContentOf(spec, schemas),
      ...Object.fromEntries(alternatives.map(([type, example]) => [type, { schema: { type: "string" }, example }])),
    },
  };
}

/** JSON has its examples in its schemas; a text has one of its own, as the alternatives have. */
function mainContentOf<Env>({ success: { mediaType, schema }, dryRun }: AnyOperation<Env>, schemas: SchemaWriter) {
  if (mediaType === undefined)
    return { "application/json": { schema: schemas.output(dryRun === undefined ? schema : z.union([schema, dryRun])) } };
  return { [mediaType]: { schema: { type: "string" }, example: schema.meta()?.["example"] } };
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Record<string, unknown>;
  readonly example?: unknown;
}

/** An object's members as parameters: description and example belong to the parameter, not to its schema. */
function parametersIn(place: "path" | "query", members: z.ZodObject | undefined, schemas: SchemaWriter): Parameter[] {
  if (members === undefined) return [];
  const { properties, required } = schemas.input(members) as {
    properties: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, example, ...schema }]) => ({
    name,
    in: place,
    required: place === "path" || required?.includes(name) === true,
    ...(description === undefined ? {} : { description: String(description) }),
    schema,
    ...(example === undefined ? {} : { example }),
  }));
}
