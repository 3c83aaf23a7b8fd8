// Makes a Postman collection (format 2.1.0) of the contract: every request of steps.ts, with the contract's descriptions and examples. Each write
// gets a new Idempotency-Key from the tool that sends it; ids come from earlier answers. It must never contain a key of any kind.
import { ID_SUFFIX } from "@ledge/shared/ids";
import type { Contract, Operation } from "../document.ts";
import type { JsonSchema } from "../examples.ts";
import { NEXT_CURSOR, scriptOf } from "./scripts.ts";
import { type Step, steps } from "./steps.ts";

/** Path within openapi/. */
export const COLLECTION = "ledge.v1.postman_collection.json";
const FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const KEY = "Idempotency-Key";
/** A variable of Postman, which is a new UUID in every request. */
const NEW_KEY = "{{$guid}}";

interface Found {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly description: string;
  readonly required?: boolean;
  readonly schema: { readonly $ref?: string };
  readonly example?: unknown;
}

/** @throws when a step names an operation that the contract does not have. */
export function postmanCollection(contract: Contract): object {
  const operations = new Map<string, Found>(
    Object.entries(contract.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { operation, method, path }] as const),
    ),
  );
  const items = steps.map((step) => {
    const found = operations.get(step.operation);
    if (found === undefined) throw new Error(`tools/dev/src/contract/postman/steps.ts: there is no operation ${step.operation}`);
    return { tag: found.operation.tags[0], item: itemOf(step, found, contract) };
  });
  return {
    info: { name: "Ledge", description: descriptionOf(contract), schema: FORMAT },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{api_key}}", type: "string" }] },
    variable: variablesOf(contract),
    item: contract.tags.map(({ name, description }) => ({
      name,
      description,
      item: items.filter(({ tag }) => tag === name).map(({ item }) => item),
    })),
  };
}

const descriptionOf = ({ info }: Contract): string =>
  `${String(info["description"])}\n\nSet \`base_url\` and \`api_key\` (an operator's) and run the folders from top to bottom: each request takes its ids from the answers before. \`webhook_url\` is where a receiver of yours answers 2xx.`;

/** The variables that a user sets, and those that answers set. */
function variablesOf(contract: Contract): readonly { key: string; value: string; type: "string" }[] {
  const kept = steps.flatMap(({ keeps }) => Object.keys(keeps ?? {}));
  const given: Readonly<Record<string, string>> = {
    base_url: String(contract.servers[0]?.["url"]),
    api_key: "",
    webhook_url: "http://127.0.0.1:8788/webhooks",
  };
  const values = { ...given, ...Object.fromEntries(["etag", NEXT_CURSOR, ...kept].map((name) => [name, ""])) };
  return Object.entries(values).map(([key, value]) => ({ key, value, type: "string" }));
}

function itemOf(step: Step, { operation, method, path }: Found, contract: Contract): object {
  const parameters = (operation.parameters ?? []).map((one) => resolved(one, contract));
  const body = bodyOf(step, operation);
  const isPublic = operation.security.length === 0 || operation.security.some((one) => Object.keys(one).length === 0);
  const isPaged = parameters.some(({ name }) => name === "cursor");
  const status = Object.keys(operation.responses).find((one) => one.startsWith("2")) as string;
  return {
    name: step.name ?? operation.summary,
    event: [{ listen: "test", script: { type: "text/javascript", exec: scriptOf(step, Number(status), isPaged) } }],
    request: {
      method: method.toUpperCase(),
      description: operation.description,
      ...(isPublic ? { auth: { type: "noauth" } } : {}),
      header: [...parameters.flatMap(headerOf), ...(body === undefined ? [] : [{ key: "Content-Type", value: "application/json" }])],
      url: urlOf(path, parameters, step),
      ...(body === undefined ? {} : { body: { mode: "raw", raw: JSON.stringify(body, null, 2), options: { raw: { language: "json" } } } }),
    },
  };
}

function bodyOf({ operation, form = "example", body }: Step, { requestBody }: Operation): object | undefined {
  const media = requestBody?.content["application/json"];
  if (media === undefined) return undefined;
  const example = media.examples?.[form] as { value: object } | undefined;
  if (example === undefined) throw new Error(`tools/dev/src/contract/postman/steps.ts: ${operation} has no example ${form}`);
  return { ...example.value, ...body };
}

/** Optional headers are disabled, for the user to enable: a condition on every request would have most of them refused. A key is left out of a dry run alone. */
function headerOf({ in: place, name, description, required }: Parameter): object[] {
  if (place !== "header") return [];
  const value = name === KEY ? NEW_KEY : name.startsWith("If-") ? "{{etag}}" : "";
  return [{ key: name, value, description, ...(required || name === KEY ? {} : { disabled: true }) }];
}

const HAS_ID = new RegExp(`_${ID_SUFFIX}`);

/** Optional query parameters are disabled, for the user to enable: without a filter a list shows everything. */
function urlOf(path: string, parameters: readonly Parameter[], { id }: Step): object {
  const segments = path
    .replaceAll(/\{(\w+)\}/g, ":$1")
    .slice(1)
    .split("/");
  const query = parameters
    .filter((one) => one.in === "query")
    .map(({ name, schema, example, description, required }) => {
      const variable = name === "cursor" ? NEXT_CURSOR : schema.$ref?.endsWith("Id") === true ? variableOf(schema.$ref) : null;
      // An example with an id in it, such as a position of an export, names what nobody has.
      const own = HAS_ID.test(String(example)) ? "" : String(example);
      const value = variable === null ? own : `{{${variable}}}`;
      return { key: name, value, description, ...(required === true ? {} : { disabled: true }) };
    });
  const sent = query.filter(({ disabled }) => disabled !== true).map(({ key, value }) => `${key}=${value}`);
  const variable = parameters
    .filter((one) => one.in === "path")
    .map(({ name, schema, description }) => ({ key: name, value: `{{${id ?? variableOf(schema.$ref ?? "")}}}`, description }));
  return {
    raw: `{{base_url}}/${segments.join("/")}${sent.length === 0 ? "" : `?${sent.join("&")}`}`,
    host: ["{{base_url}}"],
    path: segments,
    ...(query.length === 0 ? {} : { query }),
    ...(variable.length === 0 ? {} : { variable }),
  };
}

/** The variable of an id's type: `webhook_endpoint_id` of `#/components/schemas/WebhookEndpointId`. */
const variableOf = (ref: string): string =>
  ref
    .replace("#/components/schemas/", "")
    .replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();

function resolved(parameter: JsonSchema, { components }: Contract): Parameter {
  const name = String(parameter["$ref"] ?? "").replace("#/components/parameters/", "");
  return (components["parameters"]?.[name] ?? parameter) as Parameter;
}
