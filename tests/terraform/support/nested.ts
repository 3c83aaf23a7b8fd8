// Finds what `terraform validate` accepts: a nested attribute that the provider does not have. Such a line has no effect and no error, and in
// Cloudflare's provider nearly everything is nested.
import { createRequire } from "node:module";
import type { Attribute, Attributes, ProviderSchema } from "@ledge/delivery/terraform/schemas";

/** A file of Terraform as data, as hcl2json writes it: expressions are strings with `${`. */
export interface Parsed {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, readonly Body[]>>>>;
}
type Body = Readonly<Record<string, unknown>>;

// Required and not imported, because its declarations would bring the browser's types into all tests.
const hcl = createRequire(import.meta.url)("@cdktf/hcl2json") as { parse(file: string, text: string): Promise<Parsed> };

/** A file of Terraform as data. @throws when it is not HCL. */
export const parseHcl = (file: string, text: string): Promise<Parsed> => hcl.parse(file, text);

/** Terraform's own arguments of every resource. */
const META: readonly string[] = ["count", "depends_on", "for_each", "lifecycle", "provider"];

/** The places where a file sets an attribute that the schema does not have, sets one that the provider decides, or leaves out a required one. */
export const nestedFaults = ({ resource = {} }: Parsed, { resources }: ProviderSchema): string[] =>
  Object.entries(resource)
    .filter(([type]) => type in resources)
    .flatMap(([type, named]) =>
      Object.entries(named).flatMap(([name, bodies]) =>
        bodies.flatMap((body) => {
          const given = Object.fromEntries(Object.entries(body).filter(([key]) => !META.includes(key)));
          return objectFaults(`${type}.${name}`, given, resources[type]?.attributes ?? {});
        }),
      ),
    );

const objectFaults = (path: string, given: Body, attributes: Attributes): string[] => [
  ...Object.entries(given).flatMap(([name, value]) => {
    const attribute = attributes[name];
    return attribute === undefined ? [`${path}.${name}: there is no such attribute`] : valueFaults(`${path}.${name}`, value, attribute);
  }),
  ...Object.entries(attributes)
    .filter(([name, { required }]) => required === true && !(name in given))
    .map(([name]) => `${path}.${name}: is required`),
];

function valueFaults(path: string, value: unknown, attribute: Attribute): string[] {
  const { nested_type: nested, one_of: allowed, required, optional } = attribute;
  if (required !== true && optional !== true) return [`${path}: is the provider's to decide`];
  if (nested === undefined) {
    const isOther = allowed !== undefined && typeof value === "string" && !value.includes("${") && !allowed.includes(value);
    return isOther ? [`${path}: is none of ${allowed.join(", ")}`] : [];
  }
  if (nested.nesting_mode === "map") {
    if (!isBody(value)) return [`${path}: must be written out, or nobody can look into it`];
    return Object.entries(value).flatMap(([key, one]) =>
      isBody(one) ? objectFaults(`${path}.${key}`, one, nested.attributes) : [`${path}.${key}: must be written out`],
    );
  }
  if (nested.nesting_mode === "single") {
    return isBody(value) ? objectFaults(path, value, nested.attributes) : [`${path}: must be written out, or nobody can look into it`];
  }
  if (!Array.isArray(value)) return [`${path}: must be written out, or nobody can look into it`];
  return (value as readonly unknown[]).flatMap((one, index) =>
    isBody(one) ? objectFaults(`${path}[${index}]`, one, nested.attributes) : [`${path}[${index}]: must be written out`],
  );
}

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);
