// Builds the contract from the routes: each Worker's app describes its part with the code that serves it, and the parts are merged.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { ROOT } from "@ledge/repository/root";
import { WORKERS } from "@ledge/repository/workers";
import type { Components, Contract, Media, Named, Operation } from "./document.ts";
import { exampleOf, examplesOf, type JsonSchema } from "./examples.ts";
import { info, servers, tags } from "./head.ts";
import { webhookParameters, webhookResponses, webhooksOf } from "./webhooks.ts";

/** The answers outside of any operation, for an unknown path and an unknown method. References are resolved, because the lint does not follow them here. */
const everywhere = (components: Named<Named<unknown>>): Named<unknown> => ({
  "unknown-path": resolveReferences({ $ref: "#/components/responses/NotFound" }, components),
  "unknown-method": resolveReferences({ $ref: "#/components/responses/MethodNotAllowed" }, components),
});

interface App {
  fetch(request: Request, env: object, context: object): Promise<Response>;
}

/** The whole contract, in a stable order. */
export async function buildContract(): Promise<Contract> {
  const apps = WORKERS.flatMap(({ folder, app }) => (app === null ? [] : [join(folder, app)]));
  const parts = await Promise.all(apps.map(partOf));
  const components = parts.map((part) => part.components).reduce(merge);
  const { schemas, parameters, ...others } = components;
  const paths = parts.flatMap((part) => Object.entries(part.paths)).sort(([a], [b]) => (a < b ? -1 : 1));
  const used = usedComponents(others, paths);
  return {
    openapi: "3.1.0",
    info,
    servers,
    tags,
    paths: Object.fromEntries(paths.map(([path, methods]) => [path, mapValues(methods, (one) => withExamples(one, schemas))])),
    webhooks: webhooksOf(schemas),
    components: {
      schemas: sorted(schemas),
      parameters: { ...parameters, ...webhookParameters },
      ...used,
      responses: { ...used["responses"], ...webhookResponses },
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: `Authorization: Bearer ledge_…`" } },
    },
    "x-ledge-everywhere": everywhere(others),
  };
}

async function partOf(path: string): Promise<Contract> {
  const { default: app } = (await import(pathToFileURL(join(ROOT, path)).href)) as { default: App };
  const response = await app.fetch(new Request("https://app.internal/internal/contract"), {}, { props: { caller: "gateway" } });
  if (!response.ok) throw new Error(`${path} did not give its part of the contract: ${response.status}`);
  return (await response.json()) as Contract;
}

/** Merges two Workers' components. @throws when they have different components of one name. */
function merge(some: Components, others: Components): Components {
  const kinds = [...new Set([...Object.keys(some), ...Object.keys(others)])];
  const merged = kinds.map((kind) => {
    const [ours, theirs] = [some[kind] ?? {}, others[kind] ?? {}];
    const differing = Object.keys(ours).filter((name) => name in theirs && !isDeepStrictEqual(ours[name], theirs[name]));
    if (differing.length > 0) throw new Error(`two different ${kind} are named ${differing.join(", ")}`);
    return [kind, { ...ours, ...theirs }] as const;
  });
  return Object.fromEntries(merged) as unknown as Components;
}

function withExamples(operation: Operation, schemas: Named<JsonSchema>): Operation {
  const json = (content: Named<Media> | undefined): Named<Media> | undefined =>
    content &&
    mapValues(content, (media, type) => (type === "application/json" ? { ...media, examples: examplesOf(media.schema, schemas) } : media));
  const { requestBody, responses, parameters } = operation;
  const answered = mapValues(responses, (response) =>
    response.content === undefined ? response : { ...response, content: json(response.content) },
  );
  return {
    ...operation,
    ...(parameters === undefined ? {} : { parameters: parameters.map((one) => withExample(one, schemas)) }),
    ...(requestBody === undefined ? {} : { requestBody: { ...requestBody, content: json(requestBody.content) } }),
    responses: answered,
  } as Operation;
}

const mapValues = <From, To>(record: Named<From>, change: (value: From, name: string) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));

/** Adds an example to a parameter: its own, or its schema's. */
function withExample(parameter: JsonSchema, schemas: Named<JsonSchema>): JsonSchema {
  if ("$ref" in parameter || "example" in parameter) return parameter;
  return { ...parameter, example: exampleOf(parameter["schema"] as JsonSchema, schemas, String(parameter["name"])) };
}

/** The components that something refers to: the answer of a single code is unused when its status always has other codes too. */
function usedComponents(components: Named<Named<unknown>>, paths: unknown): Named<Named<unknown>> {
  const { responses = {}, ...others } = components;
  const keep = (kind: string, named: Named<unknown>, referring: unknown): Named<unknown> => {
    const text = JSON.stringify(referring);
    return Object.fromEntries(Object.entries(named).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)));
  };
  const answers = keep("responses", responses, paths);
  return { ...mapValues(others, (named, kind) => keep(kind, named, [paths, answers])), responses: answers };
}

/** A part of the contract with all references resolved but those to schemas. */
function resolveReferences(value: unknown, components: Named<Named<unknown>>): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveReferences(one, components));
  if (typeof value !== "object" || value === null) return value;
  const [kind = "", name = ""] = "$ref" in value ? String(value.$ref).replace("#/components/", "").split("/") : [];
  const target = components[kind]?.[name];
  return target === undefined
    ? mapValues(value as Named<unknown>, (member) => resolveReferences(member, components))
    : resolveReferences(target, components);
}

const sorted = <Value>(record: Named<Value>): Named<Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
