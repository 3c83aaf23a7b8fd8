// The members of every body of the contract, each with who may see or set it, as the contract says it: `everyone` who may call the operation,
// where it says nothing.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { operations } from "../refusals/contract.ts";

type Schema = Readonly<Record<string, any>>;

export interface Field {
  readonly operationId: string;
  readonly side: "request" | "answer";
  /** The named form of the body, where it has several; null: one. */
  readonly form: string | null;
  /** Names from the outside in; `*` is an item of a list. Members of the client's own choice are no fields. */
  readonly path: readonly string[];
  readonly right: string;
}

const schemas = contract.components.schemas as unknown as Readonly<Record<string, Schema>>;
const EVERYONE = "everyone";
const marks = { request: "x-ledge-write", answer: "x-ledge-read" } as const;

const nameOf = ($ref: string): string => $ref.replace("#/components/schemas/", "");
const resolved = (schema: Schema): Schema =>
  schema["$ref"] === undefined ? schema : { ...resolved(schemas[nameOf(schema["$ref"])] as Schema), ...schema, $ref: undefined };
/** The forms of a body, by name. */
function formsOf(schema: Schema): [string | null, Schema][] {
  const forms = (resolved(schema)["oneOf"] ?? resolved(schema)["anyOf"]) as Schema[] | undefined;
  return forms === undefined ? [[null, schema]] : forms.map((form) => [nameOf(form["$ref"] as string), form]);
}

function* within(schema: Schema, side: Field["side"], path: readonly string[], above: string): Generator<Pick<Field, "path" | "right">> {
  const { properties, items, oneOf, anyOf, allOf, ...rest } = resolved(schema);
  const right = (rest[marks[side]] as string | undefined) ?? above;
  if (path.length > 0 && path.at(-1) !== "*") yield { path, right };
  for (const [name, member] of Object.entries((properties ?? {}) as Record<string, Schema>))
    yield* within(member, side, [...path, name], right);
  if (items !== undefined) yield* within(items, side, [...path, "*"], right);
  for (const form of [...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])] as Schema[]) {
    for (const inner of within(form, side, path, right)) if (inner.path.length > path.length) yield inner;
  }
}

const bodyOf = (content: any): Schema | undefined => content?.["application/json"]?.schema;

/** Every field of every operation. */
export const fields: readonly Field[] = operations.flatMap(({ operationId, method, path }) => {
  const described = (contract.paths as any)[path][method.toLowerCase()];
  const success = described.responses["200"] ?? described.responses["201"];
  const bodies = [
    ["request", bodyOf(described.requestBody?.content)],
    ["answer", bodyOf(success.content)],
  ] as const;
  return bodies.flatMap(([side, body]) =>
    body === undefined
      ? []
      : formsOf(body).flatMap(([form, schema]) =>
          [...within(schema, side, [], EVERYONE)].map((field) => ({ operationId, side, form, ...field })),
        ),
  );
});

/** Each member that is written in the contract once: of named schemas, and of the bodies of operations where they have no name. */
export function statedRights(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const bodies = operations.flatMap(({ operationId, method, path }) => {
    const { requestBody, responses } = (contract.paths as any)[path][method.toLowerCase()];
    const [request, answer] = [bodyOf(requestBody?.content), bodyOf((responses["200"] ?? responses["201"]).content)];
    return [[`${operationId} request`, request] as const, [`${operationId} answer`, answer] as const];
  });
  const places = [...Object.entries(schemas), ...bodies].map(
    ([place, schema]) => [place, Object.fromEntries(stated(schema ?? {}, ""))] as const,
  );
  return Object.fromEntries(
    places.filter(([, members]) => Object.keys(members).length > 0).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function* stated(schema: Schema, at: string): Generator<[string, string]> {
  const said = [["read", schema[marks.answer]] as const, ["write", schema[marks.request]] as const].filter(([, who]) => who !== undefined);
  if (at !== "" || said.length > 0) yield [at === "" ? "itself" : at, said.map((one) => one.join(" ")).join(", ") || EVERYONE];
  const inside = at === "" ? "" : `${at}/`;
  for (const [name, member] of Object.entries((schema["properties"] ?? {}) as Record<string, Schema>))
    yield* stated(member, `${inside}${name}`);
  for (const part of [schema["items"] ?? [], schema["oneOf"] ?? [], schema["anyOf"] ?? [], schema["allOf"] ?? []].flat() as Schema[]) {
    for (const [name, right] of stated(part, at)) if (name !== at && name !== "itself") yield [name, right];
  }
}
