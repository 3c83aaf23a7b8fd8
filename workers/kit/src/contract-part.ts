// What an operation says of itself in the OpenAPI contract: schemas, scope, headers, and the problems that it can answer with.
import { type ProblemCode, problems } from "@ledge/shared/problem";
import { z } from "zod";
import type { AnyOperation } from "./operation.ts";

const everywhere: readonly ProblemCode[] = ["internal_error", "validation_failed"];
/** Who asks is for the database to say, so that without it nobody is let in or turned away. */
const authenticated: readonly ProblemCode[] = ["unauthenticated", "forbidden", "service_unavailable"];
const sometimesAuthenticated: readonly ProblemCode[] = ["unauthenticated", "service_unavailable"];
const writing: readonly ProblemCode[] = [
  "idempotency_key_missing",
  "idempotency_key_invalid",
  "idempotency_key_in_use",
  "idempotency_key_reused",
  "payload_too_large",
];
const conditional: readonly ProblemCode[] = ["precondition_failed", "precondition_required"];
const withBody: readonly ProblemCode[] = ["unsupported_media_type"];

const fault = z.strictObject({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() });

/** The operation as chanfana registers it; `x-ledge-service` and `x-ledge-scope` are what the gateway routes and authorizes by. */
export function contractPart<Env>(spec: AnyOperation<Env>, service: string) {
  const write = spec.method !== "get";
  const codes = [
    ...everywhere,
    ...(spec.scope === "public" ? [] : authenticated),
    ...(spec.operatorsSeeMore === true ? sometimesAuthenticated : []),
    ...(write ? writing : []),
    ...(spec.ifMatch === true ? conditional : []),
    ...(spec.body === undefined ? [] : withBody),
    ...(spec.problems ?? []),
  ];
  const headers = {
    ...(write ? { "Idempotency-Key": z.string().meta({ description: idempotencyKeyWords }) } : {}),
    ...(spec.ifMatch === true ? { "If-Match": z.string().meta({ description: "The ETag of the version to change", example: '"1"' }) } : {}),
  };
  return {
    operationId: spec.operationId,
    summary: spec.summary,
    tags: [spec.tag],
    "x-ledge-service": service,
    "x-ledge-scope": spec.scope,
    ...(spec.operatorsSeeMore === true ? { "x-ledge-operators-see-more": true } : {}),
    ...(spec.edgeCached === true ? { "x-ledge-edge-cached": true } : {}),
    security: spec.scope !== "public" ? [{ apiKey: [] }] : spec.operatorsSeeMore === true ? [{}, { apiKey: [] }] : [],
    request: {
      ...(Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}),
      ...(spec.params === undefined ? {} : { params: spec.params }),
      ...(spec.query === undefined ? {} : { query: spec.query }),
      ...(spec.body === undefined ? {} : { body: { required: true, content: { "application/json": { schema: spec.body } } } }),
    },
    responses: {
      [spec.success.status]: {
        description: spec.success.description,
        ...(spec.etag === undefined ? {} : { headers: z.object({ ETag: z.string().meta({ description: etagWords, example: '"1"' }) }) }),
        content: {
          "application/json": { schema: spec.success.schema },
          ...Object.fromEntries((spec.success.alternatives ?? []).map((type) => [type, { schema: z.string() }])),
        },
      },
      ...problemResponses(codes),
    },
  };
}

const idempotencyKeyWords =
  "16 to 255 characters of A-Z a-z 0-9 _ . : -, quoted or bare. One key stands for one request of yours, for good: every retry gets its outcome.";
const etagWords = "The version in this answer, as a strong entity tag";

function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy([...new Set(codes)].sort(), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${problems[code].title}`).join("\n\n"),
        content: { "application/problem+json": { schema: problemSchema(status, group) } },
      },
    ]),
  );
}

const problemSchema = (status: number, codes: readonly ProblemCode[]) =>
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.literal(status),
    detail: z.string(),
    code: z.enum(codes as [ProblemCode, ...ProblemCode[]]),
    request_id: z.string(),
    errors: z.array(fault),
  });
