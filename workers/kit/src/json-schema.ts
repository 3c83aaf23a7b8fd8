// Writes Zod schemas for the contract: as JSON Schema 2020-12, in which a schema with an id in its meta is a named component, written once.
import { isInstitutions } from "@ledge/shared/field-rights";
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Writes schemas, and collects the named ones among them. */
export class SchemaWriter {
  readonly named: Record<string, JsonSchema> = {};

  /** The schema of a part of a request. */
  input(schema: z.ZodType): JsonSchema {
    return this.#write(schema, "input");
  }

  /** The schema of an answer. */
  output(schema: z.ZodType): JsonSchema {
    return this.#write(schema, "output");
  }

  #write(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const { $schema: _dialect, $defs, ...written } = z.toJSONSchema(schema, { io, override }) as Record<string, unknown>;
    for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
      this.named[name] = toComponents(withMapping(definition, $defs as Record<string, JsonSchema>)) as JsonSchema;
    }
    return toComponents(written) as JsonSchema;
  }
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>["override"]>;

const override: Override = ({ zodSchema, jsonSchema }) => {
  dropNoise(jsonSchema);
  if (zodSchema instanceof z.ZodObject && jsonSchema.required !== undefined) {
    // What is the institution's is left out of answers to others.
    jsonSchema.required = jsonSchema.required.filter((name) => !isInstitutions(zodSchema.shape[name] as z.ZodType));
  }
  if (zodSchema instanceof z.ZodDiscriminatedUnion) jsonSchema["discriminator"] = { propertyName: zodSchema.def.discriminator };
};

/** Bounds of safe integers say nothing in JSON; and `id` is the name of a component here, while it was a URI in older JSON Schema. */
function dropNoise(schema: { maximum?: number; minimum?: number; id?: unknown }): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  delete schema.id;
}

/**
 * A discriminated union gets OpenAPI's Discriminator Object (OpenAPI 3.1.0, section 4.8.25), with the named form of each value: generators
 * recognise a typed union by nothing else.
 */
function withMapping(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { discriminator, oneOf } = schema as { discriminator?: { readonly propertyName: string }; oneOf?: readonly { $ref: string }[] };
  if (discriminator === undefined || oneOf === undefined) return schema;
  const { propertyName } = discriminator;
  const mapping = oneOf.map(({ $ref }) => {
    const form = defs[String($ref).replace("#/$defs/", "")] as { properties: Record<string, { readonly const?: string }> } | undefined;
    const value = form?.properties[propertyName]?.const;
    if (value === undefined) throw new TypeError(`a union by ${propertyName} needs forms with an id, each of one ${propertyName}`);
    return [value, $ref.replace("#/$defs/", "#/components/schemas/")] as const;
  });
  return { ...schema, discriminator: { propertyName, mapping: Object.fromEntries(mapping) } };
}

const toComponents = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toComponents);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) =>
      name === "$ref" ? [name, String(member).replace("#/$defs/", "#/components/schemas/")] : [name, toComponents(member)],
    ),
  );
};
