// Composes examples of requests and answers from the examples of their parts, so that each is valid by construction.
export type JsonSchema = Readonly<Record<string, unknown>>;

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The example of a schema. @throws when a part of it has none. */
export function exampleOf(schema: JsonSchema, schemas: Schemas, at = "#"): unknown {
  if ("example" in schema) return schema["example"];
  if ("const" in schema) return schema["const"];
  if (typeof schema["$ref"] === "string") return exampleOf(named(schema["$ref"], schemas), schemas, at);
  if (Array.isArray(schema["enum"])) return schema["enum"][0];
  const branches = (schema["oneOf"] ?? schema["anyOf"]) as readonly JsonSchema[] | undefined;
  if (branches !== undefined) return branches.some(isNull) ? null : exampleOf(branches[0] as JsonSchema, schemas, at);
  if (Array.isArray(schema["type"]) && schema["type"].includes("null")) return null;
  if (schema["type"] === "array") return [exampleOf(schema["items"] as JsonSchema, schemas, `${at}/items`)];
  if (schema["type"] === "object") return membersOf(schema, schemas, at);
  throw new TypeError(`${at} has no example: give its schema one`);
}

/** Examples by name: one per form where a body has several. */
export function examplesOf(schema: JsonSchema, schemas: Schemas): Record<string, { value: unknown }> {
  const body = typeof schema["$ref"] === "string" ? named(schema["$ref"], schemas) : schema;
  const forms = body["oneOf"] as readonly JsonSchema[] | undefined;
  if (forms === undefined) return { example: { value: exampleOf(schema, schemas) } };
  return Object.fromEntries(forms.map((form) => [nameOf(form, schemas), { value: exampleOf(form, schemas) }]));
}

/** All required members, and the optional ones that have an example of their own. */
function membersOf(schema: JsonSchema, schemas: Schemas, at: string): Record<string, unknown> {
  const required = (schema["required"] ?? []) as readonly string[];
  const shown = Object.entries((schema["properties"] ?? {}) as Schemas).filter(
    ([name, member]) =>
      required.includes(name) || "example" in member || ("$ref" in member && "example" in named(String(member["$ref"]), schemas)),
  );
  return Object.fromEntries(shown.map(([name, member]) => [name, exampleOf(member, schemas, `${at}/${name}`)]));
}

/** The constant of the member that distinguishes the forms. */
function nameOf(form: JsonSchema, schemas: Schemas): string {
  const { properties } = ("$ref" in form ? named(String(form["$ref"]), schemas) : form) as { properties: Schemas };
  return String(Object.values(properties).find((member) => "const" in member)?.["const"]);
}

const isNull = (schema: JsonSchema): boolean => schema["type"] === "null";

function named(ref: string, schemas: Schemas): JsonSchema {
  const schema = schemas[ref.replace("#/components/schemas/", "")];
  if (schema === undefined) throw new TypeError(`there is no schema ${ref}`);
  return schema;
}
