// The refusals that the contract declares, and the places where the contract and the table of scenarios disagree.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import type { Scope } from "@ledge/shared/context";
import type { ProblemCode } from "@ledge/shared/problem";

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** It changes nothing: a GET, or a POST whose question is its body. */
  readonly reads: boolean;
  /** The scopes that it needs, all of them. */
  readonly scope: readonly Scope[] | "public";
  readonly hasBody: boolean;
  /** Every code that the operation may answer with, except internal_error, which no client's request causes. */
  readonly declared: readonly ProblemCode[];
}

interface Described {
  readonly operationId: string;
  readonly requestBody?: unknown;
  readonly "x-ledge-reads"?: boolean;
  readonly "x-ledge-scope": string;
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
}

interface Response {
  readonly content?: Readonly<Record<string, unknown>>;
}

interface ProblemMedia {
  readonly schema: { readonly properties: { readonly code: { readonly enum: readonly ProblemCode[] } } };
}

export const operations: readonly Operation[] = Object.entries(
  contract.paths as unknown as Record<string, Record<string, Described>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({
    operationId: described.operationId,
    method: method.toUpperCase(),
    path,
    reads: method === "get" || described["x-ledge-reads"] === true,
    scope: described["x-ledge-scope"] === "public" ? "public" : (described["x-ledge-scope"].split(" ") as Scope[]),
    hasBody: described.requestBody !== undefined,
    declared: Object.values(described.responses)
      .flatMap(
        (response) => (contentOf(response)["application/problem+json"] as ProblemMedia | undefined)?.schema.properties.code.enum ?? [],
      )
      .filter((code) => code !== "internal_error"),
  })),
);

function contentOf(response: Response | { readonly $ref: string }): Readonly<Record<string, unknown>> {
  if (!("$ref" in response)) return response.content ?? {};
  const answers = contract.components.responses as unknown as Readonly<Record<string, Response>>;
  return answers[response.$ref.replace("#/components/responses/", "")]?.content ?? {};
}

/** The methods of each path. */
export const methodsByPath: ReadonlyMap<string, readonly string[]> = new Map(
  [...Map.groupBy(operations, ({ path }) => path)].map(([path, group]) => [path, group.map(({ method }) => method)]),
);

/** The differences between the codes that an operation declares and the codes that have a scenario. */
export function disagreements(
  { operationId, declared }: Pick<Operation, "operationId" | "declared">,
  reached: readonly ProblemCode[],
): string[] {
  return [
    ...declared.filter((code) => !reached.includes(code)).map((code) => `${operationId} declares ${code}, which no scenario reaches`),
    ...reached.filter((code) => !declared.includes(code)).map((code) => `${operationId} answers ${code} without declaring it`),
  ];
}
