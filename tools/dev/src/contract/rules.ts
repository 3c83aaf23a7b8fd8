// Ledge's own rules for its contract, each a function that yields what breaks it. Redocly checks the rules of OpenAPI.
import { isDeepStrictEqual } from "node:util";
import { codesOf } from "./breaking-changes.ts";
import type { Contract, Media, Operation } from "./document.ts";
import type { JsonSchema } from "./examples.ts";

interface Described {
  readonly operation: Operation;
  readonly method: string;
  readonly contract: Contract;
}
type Rule = (described: Described) => Generator<string>;

const PROBLEM = "application/problem+json";

/** What breaks the rules, one fault per line. @param routeFiles `service/file-name` of every route. */
export function contractRules(contract: Contract, routeFiles: ReadonlySet<string>): string[] {
  const operations = Object.values(contract.paths).flatMap((methods) =>
    Object.entries(methods).map(([method, operation]) => ({ operation, method, contract })),
  );
  const perOperation = operations.flatMap((described) =>
    rules.flatMap((rule) => [...rule(described)].map((fault) => `${rule.name}: ${described.operation.operationId} ${fault}`)),
  );
  return [...perOperation, ...isOneFile(operations, routeFiles), ...isNamedOnce(contract), ...isClosed(contract)];
}

const rules: readonly Rule[] = [showsExamples, namesItsProblems, takesKeys, answersWithId];

/** Every request and every answer has an example, in every media type. */
function* showsExamples({ operation, contract }: Described): Generator<string> {
  const shown = ({ example, examples }: Media): boolean => example !== undefined || Object.keys(examples ?? {}).length > 0;
  for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) {
    if (!shown(media)) yield `shows no example of a request (${type})`;
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    for (const [type, media] of Object.entries(contentOf(response, contract))) {
      if (!shown(media)) yield `shows no example of ${status} (${type})`;
    }
  }
}

/** Every refusal is a problem document that lists its codes, and has an example of each. */
function* namesItsProblems({ operation, contract }: Described): Generator<string> {
  const refusals = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
  if (!refusals.some(([status]) => status === "500")) yield "says nothing of 500";
  for (const [status, response] of refusals) {
    const content = contentOf(response, contract);
    const media = content[PROBLEM];
    if (media === undefined || Object.keys(content).length > 1) {
      yield `answers ${status} with something else than a problem`;
      continue;
    }
    const { allOf, properties } = media.schema as { allOf?: unknown; properties?: { code?: { enum?: readonly string[] } } };
    if (!isDeepStrictEqual(allOf, [{ $ref: "#/components/schemas/Problem" }])) yield `answers ${status} without the schema Problem`;
    const codes = properties?.code?.enum ?? [];
    if (codes.length === 0) yield `names no code of ${status}`;
    for (const code of codes) {
      const example = contract.components["examples"]?.[code] as { value: { status: number } } | undefined;
      if (!(code in (media.examples ?? {}))) yield `shows no example of ${code}`;
      if (example?.value.status !== Number(status)) yield `answers ${code} with ${status}`;
    }
  }
}

/** Exactly the writes take an Idempotency-Key, and list the refusals of a bad one; a write that can be tried lists that of one with its dry run, too. */
function* takesKeys({ operation, method, contract }: Described): Generator<string> {
  const parameters = operation.parameters ?? [];
  const isTryable = parameters.some((one) => one["name"] === "dry_run");
  const header = `#/components/parameters/IdempotencyKey${isTryable ? "UnlessDryRun" : ""}`;
  const takes = parameters.some((one) => one["$ref"] === header);
  if (takes !== (method !== "get")) yield takes ? "reads, and takes a key" : "writes without a key";
  if (method === "get") return;
  const codes = Object.values(operation.responses).flatMap((response) => {
    const media = contentOf(response, contract)[PROBLEM];
    return media === undefined ? [] : codesOf(media);
  });
  const ofKeys = ["idempotency_key_missing", "idempotency_key_invalid", "idempotency_key_in_use", "idempotency_key_reused"];
  for (const code of isTryable ? [...ofKeys, "idempotency_key_not_allowed"] : ofKeys) {
    if (!codes.includes(code)) yield `does not answer ${code}`;
  }
}

/** Every answer has a Request-Id. */
function* answersWithId({ operation, contract }: Described): Generator<string> {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!("Request-Id" in (resolved(response, contract).headers ?? {}))) yield `answers ${status} without a Request-Id`;
  }
}

/** Every operation is a file of its service's routes, and every such file is an operation. */
function* isOneFile(operations: readonly Described[], files: ReadonlySet<string>): Generator<string> {
  const names = operations.map(({ operation }) => {
    const service = (operation as unknown as Readonly<Record<string, string>>)["x-ledge-service"];
    return [
      operation.operationId,
      `${service}/${operation.operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    ] as const;
  });
  for (const [operationId, name] of names) if (!files.has(name)) yield `isOneFile: ${operationId} is no file: ${name}.ts is not there`;
  const known = new Set<string>(names.map(([, name]) => name));
  for (const file of files) if (!known.has(file)) yield `isOneFile: ${file}.ts is no operation of the contract`;
}

/** A named schema is used by reference: a schema that is written out a second time becomes a second type for generators. */
function* isNamedOnce(contract: Contract): Generator<string> {
  const named = Object.entries(contract.components.schemas).filter(([, schema]) =>
    ["pattern", "properties", "enum", "oneOf"].some((part) => part in schema),
  );
  for (const { at, schema, isRoot } of schemasOf(contract)) {
    if (isRoot) continue;
    const same = named.find(([, other]) => isDeepStrictEqual(meaningOf(schema), meaningOf(other)));
    if (same !== undefined) yield `isNamedOnce: ${at} is ${same[0]}, written out`;
  }
}

/** Every object says whether it allows additional members: only a closed one lets undeclared members be found. */
function* isClosed(contract: Contract): Generator<string> {
  for (const { at, schema } of schemasOf(contract)) {
    const open = schema["type"] === "object" && "properties" in schema && !("additionalProperties" in schema) && !("allOf" in schema);
    if (open) yield `isClosed: ${at} does not say whether it takes other members`;
  }
}

interface Found {
  readonly at: string;
  readonly schema: JsonSchema;
  /** Whether it is a named schema itself, and not part of one. */
  readonly isRoot: boolean;
}

/** Every schema object of the contract: its named schemas, their parts, and those in operations. */
function* schemasOf(contract: Contract): Generator<Found> {
  for (const [name, schema] of Object.entries(contract.components.schemas)) yield* within(schema, name, true);
  for (const methods of Object.values(contract.paths)) {
    for (const operation of Object.values(methods)) {
      for (const parameter of operation.parameters ?? []) {
        if ("schema" in parameter)
          yield* within(parameter["schema"] as JsonSchema, `${operation.operationId} ${String(parameter["name"])}`, false);
      }
      const contents = [operation.requestBody?.content ?? {}, ...Object.values(operation.responses).map((one) => contentOf(one, contract))];
      for (const { schema } of contents.flatMap((content) => Object.values(content))) yield* within(schema, operation.operationId, false);
    }
  }
}

function* within(schema: JsonSchema, at: string, isRoot: boolean): Generator<Found> {
  yield { at, schema, isRoot };
  for (const [name, member] of Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>))
    yield* within(member, `${at}/${name}`, false);
  for (const part of ["items", "additionalProperties", "propertyNames"]) {
    const child = schema[part];
    if (typeof child === "object" && child !== null) yield* within(child as JsonSchema, `${at}/*`, false);
  }
  for (const part of ["anyOf", "oneOf", "allOf"]) {
    for (const form of (schema[part] ?? []) as readonly JsonSchema[]) yield* within(form, at, false);
  }
}

/** A schema without its description and example, and without "or null". */
function meaningOf(schema: JsonSchema): JsonSchema {
  const { description: _words, example: _example, ...meaning } = schema;
  const type = meaning["type"];
  const types = Array.isArray(type) ? type.filter((one) => one !== "null") : [];
  return types.length === 1 ? { ...meaning, type: types[0] } : meaning;
}

const contentOf = (response: object, contract: Contract): Readonly<Record<string, Media>> => resolved(response, contract).content ?? {};

function resolved(response: object, contract: Contract): Operation["responses"][string] {
  if (!("$ref" in response)) return response as Operation["responses"][string];
  return contract.components["responses"]?.[String(response.$ref).replace("#/components/responses/", "")] as Operation["responses"][string];
}
