// The rules that make the contract work in third-party tools, beyond OpenAPI's own: everything has a description, an example and a type, and
// nothing makes a tool send requests that the platform refuses.
import type { Contract, Operation, WebhookOperation } from "./document.ts";
import type { JsonSchema } from "./examples.ts";

/** In characters: a shorter description only repeats the summary. */
const MIN_DESCRIPTION_LENGTH = 30;
/** In characters: a summary must fit one line of a sidebar. */
const MAX_SUMMARY_LENGTH = 60;

/** What breaks the rules, one fault per line: the rule's name, a colon, the place and the fault. */
export function toolRules(contract: Contract): string[] {
  return [
    ...describesOperations(contract),
    ...describesParameters(contract),
    ...leavesKeysFree(contract),
    ...namesServers(contract),
    ...writesPortablePatterns(contract),
    ...typesEvents(contract),
  ];
}

const operationsOf = (contract: Contract): readonly Operation[] =>
  Object.values(contract.paths).flatMap((methods) => Object.values(methods));

/** Every operation has a short summary, and a description that says more. */
function* describesOperations(contract: Contract): Generator<string> {
  for (const { operationId, summary = "", description = "" } of operationsOf(contract)) {
    if (summary.length > MAX_SUMMARY_LENGTH) yield `describesOperations: ${operationId} has a summary of ${summary.length} characters`;
    if (description.length < MIN_DESCRIPTION_LENGTH || description === summary)
      yield `describesOperations: ${operationId} does not say what it does and refuses`;
  }
}

/** Every parameter has a description and an example; only Idempotency-Key has no example, since its value must be the caller's own. */
function* describesParameters(contract: Contract): Generator<string> {
  const inOperations = operationsOf(contract).flatMap(({ operationId, parameters = [] }) =>
    parameters.filter((one) => !("$ref" in one)).map((one) => ({ at: `${operationId} ${String(one["name"])}`, one })),
  );
  const named = Object.entries(contract.components["parameters"] as Readonly<Record<string, JsonSchema>>).map(([at, one]) => ({ at, one }));
  for (const { at, one } of [...inOperations, ...named]) {
    if (String(one["description"] ?? "").trim() === "") yield `describesParameters: ${at} has no description`;
    if (!("example" in one) && one["name"] !== "Idempotency-Key") yield `describesParameters: ${at} has no example`;
  }
}

/** Keywords of a schema or a parameter that give every request the same value. */
const FIXED_VALUES = ["example", "examples", "default", "const", "enum"];

/** Idempotency-Key has no fixed value. Tools send an example unchanged: every write after the first would be refused as a reuse of the key. */
function* leavesKeysFree(contract: Contract): Generator<string> {
  const everywhere = [
    ...operationsOf(contract).flatMap(({ parameters = [] }) => parameters),
    ...Object.values(contract.components["parameters"] ?? {}),
  ];
  for (const parameter of everywhere as readonly JsonSchema[]) {
    if (parameter["name"] !== "Idempotency-Key") continue;
    const fixed = FIXED_VALUES.filter((word) => word in parameter || word in (parameter["schema"] as JsonSchema));
    for (const word of fixed) yield `leavesKeysFree: Idempotency-Key has one value for every request (${word})`;
  }
}

/** Most generators use the first server unchanged, and many fill in no variables: it must have none. The others must be URLs with their defaults. */
function* namesServers({ servers }: Contract): Generator<string> {
  if (String(servers[0]?.["url"]).includes("{")) yield "namesServers: the first server has variables";
  for (const { url, variables = {} } of servers as readonly { url: string; variables?: Record<string, { default: string }> }[]) {
    const filled = url.replaceAll(/\{(\w+)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
    if (!URL.canParse(filled) || filled.includes("{")) yield `namesServers: ${url} is no URL by its defaults`;
  }
}

/**
 * Syntax that not every regular expression engine has (JSON Schema 2020-12, core, section 6.4), and characters beyond the Basic Multilingual
 * Plane, whose ranges are out of order without ECMA-262's flag `u`. A tool drops such a pattern, and generates values that are refused.
 */
const NOT_PORTABLE = /\(\?[=!<]|\\[pPkbB1-9]|\\u[dD][89a-fA-F]|[\ud800-\udfff]/;

/** Every pattern can be compiled by any tool. */
function* writesPortablePatterns(value: unknown, at = "#"): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === "pattern" && typeof member === "string" && NOT_PORTABLE.test(member))
      yield `writesPortablePatterns: ${at} has a pattern that not every tool reads`;
    yield* writesPortablePatterns(member, `${at}/${name}`);
  }
}

/** Every event has a type: a form of Event that `type` distinguishes, and a webhook request that sends it. */
function* typesEvents(contract: Contract): Generator<string> {
  const { oneOf, discriminator } = contract.components.schemas["Event"] as {
    oneOf?: readonly { $ref: string }[];
    discriminator?: { propertyName: string; mapping: Readonly<Record<string, string>> };
  };
  const mapping = discriminator?.propertyName === "type" ? discriminator.mapping : {};
  if (oneOf === undefined || Object.keys(mapping).length !== oneOf.length) yield "typesEvents: Event is no union that type distinguishes";
  for (const [type, schema] of Object.entries(mapping)) {
    const { properties } = (contract.components.schemas[schema.replace("#/components/schemas/", "")] ?? { properties: {} }) as {
      properties: Readonly<Record<string, JsonSchema>>;
    };
    if (properties["type"]?.["const"] !== type) yield `typesEvents: ${schema} is not of ${type}`;
    if (properties["data"]?.["$ref"] === undefined) yield `typesEvents: the data of ${type} have no named type`;
    const sent = contract.webhooks[type]?.["post"];
    if (sent === undefined || !isSent(sent, schema)) yield `typesEvents: webhooks do not say how ${type} is sent`;
  }
  for (const type of Object.keys(contract.webhooks)) if (!(type in mapping)) yield `typesEvents: ${type} is sent, and is no event`;
}

const HEADERS = ["WebhookId", "WebhookTimestamp", "WebhookSignature", "WebhookTraceparent"];
const ANSWERS = ["2XX", "410", "default"];

function isSent({ parameters = [], requestBody, responses }: WebhookOperation, schema: string): boolean {
  const given = parameters.map((one) => String(one["$ref"]).replace("#/components/parameters/", ""));
  return (
    HEADERS.every((name) => given.includes(name)) &&
    requestBody?.content["application/json"]?.schema["$ref"] === schema &&
    ANSWERS.every((status) => status in responses)
  );
}
