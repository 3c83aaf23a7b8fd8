// Checks answers against the contract: status, headers and media type are declared, and the body matches its schema by JSON Schema 2020-12. Where
// there is no operation, the answer is the one that the contract declares for every path.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";

export interface Asked {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
}

export interface Given {
  readonly status: number;
  readonly headers: Headers;
  /** null: the body is not checked, because it is read as a stream or nobody waits for it. */
  readonly text: string | null;
}

interface Described {
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
/** The parts of the contract that describe answers. */
export interface AnswersContract {
  readonly paths: object;
  readonly components: object;
  readonly "x-ledge-everywhere": Readonly<Record<"unknown-path" | "unknown-method", object>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly responses: object }>>>>;

/** The faults that a checker finds in one answer, one per line. */
export type Checker = (asked: Asked, given: Given) => string[];

const ID = "https://contract.test/";

/** A checker for a contract; `answerFaults` is the one for the committed contract. */
export function checkerOf(document: AnswersContract): Checker {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ ...document, $id: ID }, ID);
  const paths = Object.entries(document.paths as Paths).map(([path, methods]) => ({ path, methods, segments: path.split("/") }));
  const validators = new Map<object, ValidateFunction>();

  const resolve = <Target>(value: object): Target => {
    if (!("$ref" in value)) return value as Target;
    const segments = String(value.$ref).slice("#/".length).split("/");
    return segments.reduce<unknown>((at, segment) => (at as Record<string, unknown>)[segment], document) as Target;
  };
  const validatorOf = (schema: object): ValidateFunction => {
    const known = validators.get(schema);
    // A reference within the schema points into the whole contract.
    const validator = known ?? ajv.compile(absolute(schema) as object);
    validators.set(schema, validator);
    return validator;
  };
  /** The operation's name, and the declared response for this status. */
  function declaredFor({ method, path }: Asked, status: number): { name: string; response: object | undefined } {
    const asked = path.split(/[?#]/, 1)[0]?.split("/") ?? [];
    const found = paths.find(
      ({ segments }) =>
        segments.length === asked.length &&
        segments.every((segment, index) => (segment.startsWith("{") ? asked[index] !== "" : segment === asked[index])),
    );
    const operation = found?.methods[method === "HEAD" ? "get" : method.toLowerCase()];
    if (operation !== undefined) return { name: operation.operationId, response: (operation.responses as Record<string, object>)[status] };
    const [expected, answer] = found === undefined ? ([404, "unknown-path"] as const) : ([405, "unknown-method"] as const);
    return { name: "no operation", response: status === expected ? document["x-ledge-everywhere"][answer] : undefined };
  }

  return (asked, given) => {
    const { name, response } = declaredFor(asked, given.status);
    const at = `${asked.method} ${asked.path} (${name}) answered ${given.status}`;
    // A preflight is between a browser and a server (Fetch standard, "CORS protocol"). Contracts do not describe it.
    const isPreflight = asked.method === "OPTIONS" && given.status === 204 && given.headers.has("Access-Control-Allow-Origin");
    if (isPreflight) return [];
    if (response === undefined) return [`${at}, which the contract does not declare`];
    const declared = resolve<Described>(response);
    const faults = headerFaults(declared, given.headers, resolve, validatorOf);
    const type = given.headers.get("Content-Type")?.split(";", 1)[0] ?? null;
    const media = declared.content?.[type ?? ""];
    if (declared.content === undefined) {
      if (given.text !== null && given.text !== "") faults.push("a body, where none is declared");
    } else if (media === undefined) faults.push(`the media type ${type}, which is not declared`);
    else if (given.text !== null && asked.method !== "HEAD")
      faults.push(...bodyFaults(type as string, validatorOf(media.schema), given.text));
    return faults.map((fault) => `${at}: ${fault}`);
  };
}

/** The faults of an answer by the contract of this repository. */
export const answerFaults: Checker = checkerOf(contract);

function headerFaults(
  { headers = {} }: Described,
  given: Headers,
  resolve: <Target>(value: object) => Target,
  validatorOf: (schema: object) => ValidateFunction,
): string[] {
  return Object.entries(headers).flatMap(([name, reference]) => {
    const { required, schema } = resolve<{ required: boolean; schema: object }>(reference);
    const value = given.get(name);
    if (value === null) return required ? [`without the header ${name}`] : [];
    return validatorOf(schema)(value) === true ? [] : [`the header ${name}: ${value}`];
  });
}

function bodyFaults(type: string, validate: ValidateFunction, text: string): string[] {
  if (!/[/+]json$/.test(type)) return validate(text) === true ? [] : [`a body that is no ${type}`];
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ["a body that is no JSON"];
  }
  if (validate(body) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

/** The schema, with its references pointing into the whole contract. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === "$ref" ? `${ID}${String(member)}` : absolute(member)]),
  );
}
