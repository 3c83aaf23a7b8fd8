// Zod schemas as the contract writes them: JSON Schema 2020-12, where a schema with an id in its meta is a named one, written once.
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Collects the named schemas of what it describes. */
export class SchemaWriter {
  readonly named: Record<string, JsonSchema> = {};

  /** What a schema asks of a request's part. */
  input(schema: z.ZodType): JsonSchema {
    return this.#write(schema, "input");
  }

  /** What a schema promises of an answer. */
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
  if (zodSchema instanceof z.ZodDiscriminatedUnion) jsonSchema["discriminator"] = { propertyName: zodSchema.def.discriminator };
};

/** Every integer of JSON is a safe one; and `id` names a schema to us, while to JSON Schema it was a URI once. */
function dropNoise(schema: { maximum?: number; minimum?: number; id?: unknown }): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  delete schema.id;
}

/**
 * A discriminated union says so in OpenAPI's words too (Discriminator Object, OpenAPI 3.1.0, section 4.8.25), with the named form of each
 * value: generators make a typed union of it, and know no other sign.
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
