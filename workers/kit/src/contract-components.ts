// The components of the contract that all operations share: the problem document, its examples, headers and parameters.
import { problem, type ProblemCode, problems } from "@ledge/shared/problem";
import { z } from "zod";
import type { JsonSchema } from "./json-schema.ts";

/** Visible ASCII without quotes and backslashes, as the gateway reads it. */
const idempotencyKey = "[!#-\\[\\]-~]{1,255}";

const exampleRequest = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";
/** Every deployment has docs of its own, to which the gateway resolves the types of problems (workers/gateway/src/problem-type.ts). */
const EXAMPLE_DOCS = "https://docs.example.com";
const typeOf = (code: ProblemCode): string => new URL(problem(code, exampleRequest).type, EXAMPLE_DOCS).href;
const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

const fault = z
  .strictObject({
    pointer: z.string().optional().meta({
      description: "JSON Pointer into the body (RFC 6901). Names are shown up to 64 characters: the detail says where the pointer is cut",
      example: "/amount",
    }),
    parameter: z.string().optional().meta({ description: "Name of a query parameter or header" }),
    detail: z.string().meta({ example: 'must be a string of integer minor units, such as "1050"' }),
  })
  .meta({ id: "Fault", description: "One fault of a request: its place, and what is wrong" });

/** RFC 9457. Each answer of an operation narrows `code` to the codes that it can have. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: "The URL at which the docs explain this code: one per code", example: typeOf("not_found") }),
    title: z.string().meta({ description: "The same text for every problem of this code", example: problems.not_found.title }),
    status: z.number().int().meta({ example: 404 }),
    detail: z.string().meta({ description: "Text for people; programs should branch on `code`", example: problems.not_found.title }),
    code: z.enum(codes).meta({ id: "ProblemCode", description: "Stable: within /v1 none is changed or removed", example: "not_found" }),
    request_id: z.string().meta({ description: "Quote it when you ask for help", example: exampleRequest }),
    errors: z.array(fault).meta({ description: "What is wrong with which part of the request; often empty" }),
  })
  .meta({ id: "Problem", description: "Problem details (RFC 9457)" });

const header = (description: string, required: boolean, example: string, schema: JsonSchema = {}) => ({
  description,
  required,
  schema: { type: "string", ...schema },
  example,
});

const TAG = "Identifies the version in this answer (RFC 9110, section 8.8.3); opaque, to be sent back as it is";
const LOCATION = "The path of the created resource";

/** Response headers by their names in the contract; `required`: every answer that refers to the header has it. */
export const headers = {
  RequestId: header("The id of this request, also when the answer is a replay", true, exampleRequest, {
    pattern: "^req_[0-7][0-9a-hjkmnp-tv-z]{25}$",
  }),
  IdempotentReplayed: header("The answer is that to the first request with this key: nothing was done again", false, "true", {
    enum: ["true"],
  }),
  ETag: header(TAG, true, '"1"'),
  ETagUnlessDryRun: header(`${TAG}. A dry run has none`, false, '"1"'),
  Vary: header("The answer depends on Accept (RFC 9110, section 12.5.5)", true, "Accept"),
  AcceptEncoding: header(
    "Only with `unsupported_content_coding`: the codings that a body may have (RFC 9110, section 12.5.3)",
    false,
    "identity",
    {
      enum: ["identity"],
    },
  ),
  Location: header(LOCATION, true, "/v1/accounts/acct_01jd2m8xk7e9vbt3q5w6y8z0ac", { format: "uri-reference" }),
  LocationUnlessDryRun: header(`${LOCATION}. A dry run makes none`, false, "/v1/transfers/trf_01jd2m8xk7e9vbt3q5w6y8z0ac", {
    format: "uri-reference",
  }),
  RetryAfter: header("Seconds after which to try again; a write, with the same Idempotency-Key", true, "1", { pattern: "^[0-9]+$" }),
  RetryAfterInUse: header("Only with `idempotency_key_in_use`: seconds after which to try again", false, "1", { pattern: "^[0-9]+$" }),
  RetryAfterNotFinal: header("Seconds after which the range should be final", true, "1", { pattern: "^[0-9]+$" }),
  RetryAfterNotSealed: header("Seconds after which the record should be in a signed tree", true, "1", { pattern: "^[0-9]+$" }),
  RateLimit: header(
    "What is left of the caller's rate: `r` requests now, and `t` seconds until all of it is back (draft-ietf-httpapi-ratelimit-headers). Approximate: each edge counts for itself. Callers without a rate get none",
    false,
    '"requests";r=99;t=1',
    { pattern: '^"requests";r=[0-9]+;t=[0-9]+$' },
  ),
  RateLimitPolicy: header(
    "The caller's rate: `q` requests at once, and as many again in `w` seconds (draft-ietf-httpapi-ratelimit-headers)",
    false,
    '"requests";q=100;w=10',
    { pattern: '^"requests";q=[0-9]+;w=[0-9]+$' },
  ),
  WWWAuthenticate: header("The scheme of the credentials that are missing (RFC 9110, section 11.6.1)", true, "Bearer", {
    enum: ["Bearer"],
  }),
  Allow: header("The methods that the resource has (RFC 9110, section 10.2.1)", true, "GET, HEAD, POST"),
} as const;

/** `*`, or entity tags (RFC 9110, section 8.8.3), separated by commas. */
const TAGS = '(?:\\*|(?:W/)?"[!#-~]*"(?:[ \\t]*,[ \\t]*(?:W/)?"[!#-~]*")*)';
/** An empty header is no condition: the runtime drops it before a Worker can read it. */
const TAGS_OR_NONE = `^${TAGS}?$`;

const idempotencyKeyHeader = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "1 to 255 visible ASCII characters without quotes and backslashes, quoted or bare, such as the id of a row of yours. A key belongs to one request for good: every retry with it gets the recorded answer. Tools need a new key for each request: `{{$guid}}` in Postman and Bruno.",
  // No example: tools would send the same example with every request, and a key belongs to one request.
  schema: { type: "string", pattern: `^(?:${idempotencyKey}|"${idempotencyKey}")$` },
};

/** Request headers of operations. */
export const parameters = {
  IdempotencyKey: { ...idempotencyKeyHeader, required: true },
  IdempotencyKeyUnlessDryRun: {
    ...idempotencyKeyHeader,
    required: false,
    description: `Required, unless \`dry_run\` is true: a dry run takes none. ${idempotencyKeyHeader.description}`,
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: true,
    description:
      "The ETag of the version to change, a list of ETags, or `*` for any version. If the resource has another version, the request is refused with `precondition_failed`. A tag that was weakened on the way (`W/`) counts too",
    schema: { type: "string", pattern: `^${TAGS}$` },
    example: '"1"',
  },
  OptionalIfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description: "Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`",
    schema: { type: "string", pattern: TAGS_OR_NONE },
    example: '"1"',
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    required: false,
    description: "Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`",
    schema: { type: "string", pattern: TAGS_OR_NONE },
    example: '"b1d74ee9eaf64f4b"',
  },
  LastEventId: {
    name: "Last-Event-ID",
    in: "header",
    required: false,
    description:
      "For a stream: the id of the last event that the client has. The stream continues after it, whatever `after` says; an empty header counts as absent",
    schema: { type: "string" },
    example: "evt_01jd2m8xk7e9vbt3q5w6y8z0ac",
  },
} as const;

export type HeaderName = keyof typeof headers;
export type ParameterName = keyof typeof parameters;

/** One problem document per code, under the code's name. */
export const problemExamples = Object.fromEntries(
  codes.map((code) => {
    const faults =
      code === "validation_failed" ? [{ pointer: "/amount", detail: 'must be a string of integer minor units, such as "1050"' }] : [];
    return [code, { summary: problems[code].title, value: { ...problem(code, exampleRequest, undefined, faults), type: typeOf(code) } }];
  }),
);

export const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

/** The problem answer of one status. Its codes are listed twice: in the schema of `code` for tools, and in the description for people. */
function problemResponse(status: number, group: readonly ProblemCode[], replayable: boolean) {
  const names: HeaderName[] = ["RequestId"];
  if (status === 401) names.push("WWWAuthenticate");
  if (status === 405) names.push("Allow");
  if (status === 503 || status === 429) names.push("RetryAfter");
  if (status === 429) names.push("RateLimit", "RateLimitPolicy");
  if (group.includes("unsupported_content_coding")) names.push("AcceptEncoding");
  if (group.includes("idempotency_key_in_use")) names.push("RetryAfterInUse");
  if (group.includes("not_final_yet")) names.push("RetryAfterNotFinal");
  if (group.includes("not_sealed_yet")) names.push("RetryAfterNotSealed");
  // A business refusal is recorded under its key like a success (law 16).
  if (replayable && [409, 422].includes(status)) names.push("IdempotentReplayed");
  return {
    description: group.map((code) => `\`${code}\`: ${problems[code].title}`).join("\n\n"),
    headers: headerRefs(names),
    content: {
      "application/problem+json": {
        schema: {
          allOf: [ref("schemas", "Problem")],
          type: "object",
          properties: { status: { const: status }, code: { enum: group } },
          required: ["status", "code"],
        },
        examples: Object.fromEntries(group.map((code) => [code, ref("examples", code)])),
      },
    },
  };
}

const wireNames: Record<HeaderName, string> = {
  RequestId: "Request-Id",
  IdempotentReplayed: "Idempotent-Replayed",
  ETag: "ETag",
  ETagUnlessDryRun: "ETag",
  Vary: "Vary",
  AcceptEncoding: "Accept-Encoding",
  Location: "Location",
  LocationUnlessDryRun: "Location",
  RetryAfter: "Retry-After",
  RetryAfterInUse: "Retry-After",
  RetryAfterNotFinal: "Retry-After",
  RetryAfterNotSealed: "Retry-After",
  RateLimit: "RateLimit",
  RateLimitPolicy: "RateLimit-Policy",
  WWWAuthenticate: "WWW-Authenticate",
  Allow: "Allow",
};

export const headerRefs = (names: readonly HeaderName[]) =>
  Object.fromEntries(names.map((name) => [wireNames[name], ref("headers", name)]));

/** The problem answers with one code alone, which are the same for all operations. */
export const responses = Object.fromEntries(codes.map((code) => [nameOf(code), problemResponse(problems[code].status, [code], false)]));

/** The problem answer of one status: by name where it has one code. */
export const problemAnswer = (status: number, group: readonly ProblemCode[], replayable: boolean) =>
  group.length === 1 ? ref("responses", nameOf(group[0] as ProblemCode)) : problemResponse(status, group, replayable);

function nameOf(code: ProblemCode): string {
  return code.replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
