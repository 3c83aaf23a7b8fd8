// Reads the contract for the docs: its operations, and the codes that each may answer. Only its titles and descriptions are changed, for the
// reference.

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

/** An operation as the contract describes it. */
export interface ContractOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly "x-ledge-scope": string;
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
}

export interface Contract {
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ContractOperation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

const NAMED = "#/components/responses/";

/** The codes that an operation declares, over all its refusals. */
export function codesOf({ components }: Contract, { responses }: ContractOperation): string[] {
  return Object.values(responses).flatMap((response) => {
    const { content } = "$ref" in response ? (components.responses[response.$ref.slice(NAMED.length)] ?? {}) : response;
    const schema = content?.["application/problem+json"]?.schema as { properties?: { code?: { enum?: string[] } } } | undefined;
    return schema?.properties?.code?.enum ?? [];
  });
}

/** A title of an operation that fits one line: `rotateWebhookSecret` is "Rotate webhook secret". */
export function shortTitle(operationId: string): string {
  const words = operationId.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\bapi\b/, "API");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The contract for the reference: each operation with its short title, a description with the scope that it needs, and a note on where the
 * contract itself is.
 */
export function forReference(contract: Contract): Contract {
  const show = (operation: ContractOperation): ContractOperation => ({
    ...operation,
    summary: shortTitle(operation.operationId),
    description: [`${operation.summary}.`, operation.description, scopeWords(operation["x-ledge-scope"])].filter(Boolean).join("\n\n"),
  });
  const paths = Object.entries(contract.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, show(operation)])),
  ]);
  const words = contract.info.description.replace("docs/versioning.md", "[Versioning](/guides/versioning)");
  const description = `${words}\n\nThe contract as a file is at \`/openapi.json\` of the API.`;
  return { ...contract, info: { ...contract.info, description }, paths: Object.fromEntries(paths) };
}

function scopeWords(scope: string): string {
  if (scope === "public") return "Needs no API key.";
  const scopes = scope.split(" ").map((one) => `\`${one}\``);
  return `${scopes.length === 1 ? "Scope" : "Scopes"}: ${scopes.join(" and ")}.`;
}
