// Finds where one JSON Schema breaks clients that rely on another. The rules depend on the direction: a request must not be required to have
// more than before, and an answer must not guarantee less.
import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "./examples.ts";

export type Direction = "request" | "answer";
type Schemas = Readonly<Record<string, JsonSchema>>;

/** Keywords that do not change which values are valid. */
const ANNOTATIONS = new Set(["description", "example", "examples", "title", "deprecated"]);
/** Keywords that are compared by rules of their own. */
const STRUCTURE = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "propertyNames",
  "items",
  "enum",
  "const",
  "anyOf",
  "oneOf",
  "$ref",
]);
/** Keywords whose rule is stricter with a higher number, and those whose rule is stricter with a lower one. */
const LOWER_LIMITS = new Set(["minimum", "minLength", "minItems", "minProperties"]);
const UPPER_LIMITS = new Set(["maximum", "maxLength", "maxItems", "maxProperties"]);

/** Compares two contracts' schemas. Each named schema is compared once per direction, under its own name. */
export class SchemaComparison {
  readonly found = new Set<string>();
  readonly #compared = new Set<string>();
  readonly #before: Schemas;
  readonly #after: Schemas;

  constructor(before: Schemas, after: Schemas) {
    this.#before = before;
    this.#after = after;
  }

  compare(before: JsonSchema, after: JsonSchema, direction: Direction, at: string): void {
    const [was, is] = [this.#resolve(before, this.#before), this.#resolve(after, this.#after)];
    // Whether null is valid depends on the place of use, not on the named schema.
    this.#nullability(was, is, direction, at);
    if (was.name !== undefined && was.name === is.name) {
      const once = `${direction} ${was.name}`;
      if (this.#compared.has(once)) return;
      this.#compared.add(once);
      at = once;
    }
    this.#body(was.schema, is.schema, direction, at);
  }

  #report(kind: string, at: string): void {
    this.found.add(`${kind}: ${at}`);
  }

  #nullability(was: Resolved, is: Resolved, direction: Direction, at: string): void {
    if (direction === "request" && was.nullable && !is.nullable) this.#report("null-refused", at);
    if (direction === "answer" && !was.nullable && is.nullable) this.#report("null-added", at);
  }

  #body(was: JsonSchema, is: JsonSchema, direction: Direction, at: string): void {
    if (this.#compareByValue(was, is, direction, at)) return;
    const formsBefore = formsOf(was);
    const formsAfter = formsOf(is);
    if (formsBefore !== null || formsAfter !== null) {
      this.#forms(formsBefore ?? [was], formsAfter ?? [is], direction, at);
      return;
    }
    if (!isDeepStrictEqual(was["type"], is["type"])) return this.#report("type-changed", at);
    this.#values(was, is, at);
    this.#members(was, is, direction, at);
    this.#children(was, is, direction, at);
    this.#constraints(was, is, direction, at);
  }

  /**
   * Compares the forms that a discriminator distinguishes, or an object that was one schema and has forms now: each with the form of the same
   * value. A removed value breaks either direction; a new one breaks neither, as in #values. Returns false when there is no discriminator.
   */
  #compareByValue(was: JsonSchema, is: JsonSchema, direction: Direction, at: string): boolean {
    const property = (is["discriminator"] ?? was["discriminator"]) as { readonly propertyName: string } | undefined;
    const before = property && this.#formsBy(property.propertyName, was, this.#before);
    const after = property && this.#formsBy(property.propertyName, is, this.#after);
    if (!before || !after) return false;
    for (const [value, form] of before) {
      const now = after.get(value);
      if (now === undefined) this.#report("form-removed", `${at} ${JSON.stringify(value)}`);
      else this.compare(form, now, direction, `${at} ${JSON.stringify(value)}`);
    }
    return true;
  }

  /** The forms by their value of the property; null: a form has no value of it. */
  #formsBy(property: string, schema: JsonSchema, schemas: Schemas): ReadonlyMap<unknown, JsonSchema> | null {
    const forms = (formsOf(schema) ?? [schema]).flatMap((form) => {
      const { properties } = this.#resolve(form, schemas).schema as { properties?: Schemas };
      const values = valuesOf(properties?.[property] ?? {}) ?? [undefined];
      // A form with one value keeps its name; a form with several becomes one form for each.
      if (values.length === 1) return [[values[0], form] as const];
      return values.map(
        (value) => [value, { ...form, properties: { ...properties, [property]: { type: "string", const: value } } }] as const,
      );
    });
    return forms.some(([value]) => value === undefined) ? null : new Map(forms);
  }

  /** A removed form breaks senders and readers; a new one breaks readers of answers. Forms are matched by their position. */
  #forms(was: readonly JsonSchema[], is: readonly JsonSchema[], direction: Direction, at: string): void {
    if (is.length < was.length) this.#report("form-removed", at);
    if (is.length > was.length && direction === "answer") this.#report("form-added", at);
    was.slice(0, is.length).forEach((form, index) => this.compare(form, is[index] as JsonSchema, direction, `${at} form ${index + 1}`));
  }

  /** A removed value breaks either direction. A new one does not: clients of /v1 must accept values that they do not know. */
  #values(was: JsonSchema, is: JsonSchema, at: string): void {
    const [before, after] = [valuesOf(was), valuesOf(is)];
    if (before === null && after === null) return;
    if (before === null || after === null) return this.#report("values-changed", at);
    for (const value of before) if (!after.includes(value)) this.#report("value-removed", `${at} ${JSON.stringify(value)}`);
  }

  #members(was: JsonSchema, is: JsonSchema, direction: Direction, at: string): void {
    const [before, after] = [(was["properties"] ?? {}) as Schemas, (is["properties"] ?? {}) as Schemas];
    const [needed, needs] = [requiredOf(was), requiredOf(is)];
    for (const [name, member] of Object.entries(before)) {
      const now = after[name];
      if (now === undefined) this.#report("member-removed", `${at}/${name}`);
      else this.compare(member, now, direction, `${at}/${name}`);
      if (direction === "answer" && now !== undefined && needed.includes(name) && !needs.includes(name))
        this.#report("member-optional", `${at}/${name}`);
    }
    if (direction === "request") for (const name of needs) if (!needed.includes(name)) this.#report("member-required", `${at}/${name}`);
    // A closed schema refuses requests with additional members, which an open one accepted.
    const [open, closed] = [was["additionalProperties"] !== false, is["additionalProperties"] === false];
    if (direction === "request" && was["type"] === "object" && open && closed) this.#report("closed", at);
  }

  #children(was: JsonSchema, is: JsonSchema, direction: Direction, at: string): void {
    for (const part of ["items", "additionalProperties", "propertyNames"] as const) {
      const [before, after] = [was[part], is[part]];
      if (isSchema(before) && isSchema(after)) this.compare(before, after, direction, `${at}/*`);
    }
  }

  #constraints(was: JsonSchema, is: JsonSchema, direction: Direction, at: string): void {
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (ANNOTATIONS.has(name) || STRUCTURE.has(name) || isDeepStrictEqual(was[name], is[name])) continue;
      const stricter = isStricter(name, was[name], is[name]);
      // A rule that is neither stricter nor looser than before breaks both directions.
      if (stricter !== false && direction === "request") this.#report("narrowed", `${at} ${name}`);
      if (stricter !== true && direction === "answer") this.#report("widened", `${at} ${name}`);
    }
  }

  #resolve(schema: JsonSchema, schemas: Schemas): Resolved {
    const { nullable, schema: rest } = withoutNull(schema);
    const ref = rest["$ref"];
    if (typeof ref !== "string") return { nullable, schema: rest };
    const name = ref.replace("#/components/schemas/", "");
    const target = this.#resolve(schemas[name] ?? {}, schemas);
    return { name: target.name ?? name, nullable: nullable || target.nullable, schema: target.schema };
  }
}

interface Resolved {
  readonly name?: string;
  readonly nullable: boolean;
  readonly schema: JsonSchema;
}

/** Splits "this or null", in either notation, into the schema and whether null is valid. */
function withoutNull(schema: JsonSchema): { nullable: boolean; schema: JsonSchema } {
  const forms = schema["anyOf"] as readonly JsonSchema[] | undefined;
  const others = forms?.filter((form) => form["type"] !== "null") ?? [];
  if (forms !== undefined && others.length === 1 && forms.length === 2) return { nullable: true, schema: others[0] as JsonSchema };
  const type = schema["type"];
  if (!Array.isArray(type) || !type.includes("null")) return { nullable: false, schema };
  const types = type.filter((one) => one !== "null");
  return { nullable: true, schema: { ...schema, type: types.length === 1 ? types[0] : types } };
}

const formsOf = (schema: JsonSchema): readonly JsonSchema[] | null =>
  (schema["oneOf"] ?? schema["anyOf"] ?? null) as readonly JsonSchema[] | null;
const valuesOf = (schema: JsonSchema): readonly unknown[] | null =>
  "const" in schema ? [schema["const"]] : ((schema["enum"] ?? null) as readonly unknown[] | null);
const requiredOf = (schema: JsonSchema): readonly string[] => (schema["required"] ?? []) as readonly string[];
const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

/** Whether a changed rule is stricter; null: it is different, and neither stricter nor looser. */
function isStricter(name: string, was: unknown, is: unknown): boolean | null {
  if (was === undefined) return true;
  if (is === undefined) return false;
  if (LOWER_LIMITS.has(name)) return Number(is) > Number(was);
  if (UPPER_LIMITS.has(name)) return Number(is) < Number(was);
  return null;
}
