// What an application may answer: what the contract declares for its operation, and nothing more. An application is believed about its data, never about
// what makes an answer of the edge's: who may store it, where a client is sent, how it authenticates, and what a failure says.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { outcomeHeader } from "@ledge/shared/context";
import { problems } from "@ledge/shared/problem";
import { matchRoute } from "./routes.ts";

interface Response {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Declared {
  readonly headers: ReadonlySet<string>;
  readonly mediaTypes: ReadonlySet<string>;
}

/** The contract declares these for operations, and the gateway alone answers them: an application has nothing to say about them. */
const OF_THE_GATEWAY: ReadonlySet<number> = new Set([304, 401, 405, 408, 413, 415]);
/** And these headers: what is left of a rate is the gateway's to count. */
const HEADERS_OF_THE_GATEWAY: ReadonlySet<string> = new Set(["RateLimit", "RateLimit-Policy", "Request-Id"]);
/** What applications say, and all that they may: none of their answers is for anybody else's cache. */
const PRIVATE = /^no-store(?:, no-transform)?$/;

const responseOf = (response: Response | { readonly $ref: string }): Response =>
  "$ref" in response
    ? ((contract.components.responses as Readonly<Record<string, Response>>)[response.$ref.replace("#/components/responses/", "")] ?? {})
    : response;

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
}

/** By operation and status. */
const declared: ReadonlyMap<string, ReadonlyMap<number, Declared>> = new Map(
  Object.values(contract.paths as unknown as Record<string, Record<string, Operation>>)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId, responses }) => [
      operationId,
      new Map(
        Object.entries(responses)
          .filter(([status]) => Number(status) < problems.internal_error.status && !OF_THE_GATEWAY.has(Number(status)))
          .map(([status, response]) => {
            const { headers = {}, content = {} } = responseOf(response);
            return [
              Number(status),
              {
                headers: new Set(Object.keys(headers).filter((name) => !HEADERS_OF_THE_GATEWAY.has(name))),
                mediaTypes: new Set(Object.keys(content)),
              },
            ];
          }),
      ),
    ]),
);

/** An application's answer to an operation, as far as it is declared; a problem document of the gateway's own in place of one that is not, or of a failure. */
export function declaredAnswer(answer: Answer, operationId: string, requestId: string): Answer {
  const { status } = answer;
  const type = answer.headers["Content-Type"]?.split(";", 1)[0] ?? "";
  const allowed = declared.get(operationId)?.get(status);
  if (allowed === undefined || !allowed.mediaTypes.has(type)) {
    if (answer.body instanceof ReadableStream) void answer.body.cancel().catch(() => undefined);
    return refuse(status === problems.service_unavailable.status ? "service_unavailable" : "internal_error", requestId);
  }
  const headers = Object.entries(answer.headers).filter(([name, value]) => {
    if (name === "Content-Type" || name === outcomeHeader) return true;
    if (name === "Cache-Control") return PRIVATE.test(value);
    // A file's name, for the media types that are downloaded: what the operation offers beside JSON.
    if (name === "Content-Disposition") return allowed.mediaTypes.size > 1;
    return allowed.headers.has(name) && (name !== "Location" || matchRoute("GET", value).kind === "found");
  });
  return { ...answer, headers: Object.fromEntries(headers) };
}
