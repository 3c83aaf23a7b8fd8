// The schemas of the providers' resources that terraform/ uses, as they are written in the repository: what the checks assume of the
// providers. Compared with the real providers where they can be reached.
import { readFileSync } from "node:fs";

/** A type as Terraform writes it: "string", ["list", "string"], "dynamic". @internal The stand-ins of providers are typed by it. */
export type AttributeType = string | readonly [string, AttributeType];

/** @internal The stand-ins of providers are typed by it. */
export interface Attribute {
  /** Absent where the attribute has attributes of its own. */
  readonly type?: AttributeType;
  readonly nested_type?: { readonly nesting_mode: "single" | "list" | "set" | "map"; readonly attributes: Attributes };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  /** A change makes another resource. Not part of what a provider reports about itself. */
  readonly force_new?: boolean;
  /** The values that the provider takes. Not part of what a provider reports about itself. */
  readonly one_of?: readonly string[];
}

/** @internal The stand-ins of providers are typed by it. */
export type Attributes = Readonly<Record<string, Attribute>>;

export interface ProviderSchema {
  /** The provider's full address. */
  readonly source: string;
  readonly version: string;
  readonly configuration: Attributes;
  readonly resources: Readonly<Record<string, { readonly version: number; readonly attributes: Attributes }>>;
}

/** The schema file of a provider, under terraform/schemas of `root`. */
export const readProviderSchema = (root: URL, provider: "cloudflare" | "neon"): ProviderSchema =>
  JSON.parse(readFileSync(new URL(`terraform/schemas/${provider}.json`, root), "utf8")) as ProviderSchema;

/** What `terraform providers schema -json` prints, as far as it is compared. */
export interface RealSchemas {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas?: Readonly<Record<string, { readonly block: RealBlock }>> }>
  >;
}

interface RealBlock {
  readonly attributes?: Attributes;
  readonly block_types?: Readonly<Record<string, unknown>>;
}

/**
 * Where the assumed schema of a provider and the real one disagree. What the real one has beyond is no fault: only what is used is written down.
 *
 * @returns one line per disagreement; a provider that is not among the real ones is not compared.
 */
export function schemaFaults(assumed: ProviderSchema, real: RealSchemas): string[] {
  const resources = real.provider_schemas[assumed.source]?.resource_schemas;
  if (resources === undefined) return [];
  return Object.entries(assumed.resources).flatMap(([type, { attributes }]) => {
    const block = resources[type]?.block;
    if (block === undefined) return [`${type}: the provider does not have it`];
    return [...attributeFaults(type, attributes, block.attributes ?? {}), ...secretFaults(type, attributes, block.attributes ?? {})];
  });
}

/** A secret that the provider makes is in the state as soon as the resource is, asked for or not. */
const secretFaults = (type: string, assumed: Attributes, real: Attributes): string[] =>
  Object.entries(real)
    .filter(([name, { sensitive, computed }]) => sensitive === true && computed === true && !(name in assumed))
    .map(([name]) => `${type}.${name}: is a secret that the provider would write into the state`);

function attributeFaults(path: string, assumed: Attributes, real: Attributes): string[] {
  return Object.entries(assumed).flatMap(([name, attribute]) => {
    const here = `${path}.${name}`;
    const other = real[name];
    if (other === undefined) return [`${here}: the provider does not have it`];
    const nested = attribute.nested_type;
    if (nested !== undefined && other.nested_type !== undefined) {
      return [...flagFaults(here, attribute, other), ...attributeFaults(here, nested.attributes, other.nested_type.attributes)];
    }
    const same = JSON.stringify(attribute.type) === JSON.stringify(other.type);
    return [...flagFaults(here, attribute, other), ...(same ? [] : [`${here}: is ${JSON.stringify(other.type ?? "nested")}`])];
  });
}

const FLAGS = ["required", "sensitive"] as const;

const flagFaults = (path: string, assumed: Attribute, real: Attribute): string[] =>
  FLAGS.filter((flag) => (assumed[flag] ?? false) !== (real[flag] ?? false)).map(
    (flag) => `${path}: is ${real[flag] === true ? "" : "not "}${flag}`,
  );
