// The declarations of @pulumi/cloudflare for the resources of Cloudflare's provider: they are generated from the same schema and available from npm,
// unlike the provider itself. Only the type declarations are read; none of the package's code runs.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Attribute, Attributes, AttributeType, ProviderSchema } from "@ledge/delivery/terraform/schemas";

const PACKAGE = "@pulumi/cloudflare@6.22.1";
const TARBALL = "pulumi-cloudflare-6.22.1.tgz";
const SHA512 = "ZpfS7qct6+1vSRXcuCqnNWwsm+EVGxo+JVJW/s4+6x3xCv5EhG/s/mIj2QWPew93aFSiN3GXu14P5GF7GejCeQ==";
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/ledge-terraform/", import.meta.url));
const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The members of an interface, by name. */
type Members = ReadonlyMap<string, { readonly isOptional: boolean; readonly type: string }>;

/** The declarations of a package, by file name, and the interfaces of nested types. */
export interface Declarations {
  /** The state and the arguments of a resource, by its type; undefined when there is none. */
  resource(type: string): { readonly state: Members; readonly args: Members } | undefined;
  nested(name: string): Members;
}

/** Reads the package's declarations, fetched from npm once. @throws when they cannot be fetched, or differ from the pinned hash. */
export function readDeclarations(): Declarations {
  mkdirSync(CACHE, { recursive: true });
  const tarball = join(CACHE, TARBALL);
  if (!existsSync(tarball)) {
    const args = ["pack", PACKAGE, "--silent", "--pack-destination", CACHE];
    execFileSync("npm", args, {
      timeout: DOWNLOAD_TIMEOUT_MS,
      shell: process.platform === "win32",
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  const hash = createHash("sha512").update(readFileSync(tarball)).digest("base64");
  if (hash !== SHA512) throw new Error(`${PACKAGE} is not the package that was pinned: its hash is ${hash}`);
  const folder = join(CACHE, "package");
  if (!existsSync(folder)) execFileSync("tar", ["-xzf", tarball, "-C", CACHE]);
  const files = new Map(readdirSync(folder).map((file) => [file.toLowerCase(), file]));
  const nested = interfacesOf(readFileSync(join(folder, "types", "input.d.ts"), "utf8"));
  return {
    resource(type) {
      const file = files.get(`${type.replace(/^cloudflare_/, "").replaceAll("_", "")}.d.ts`);
      if (file === undefined) return undefined;
      const interfaces = [...interfacesOf(readFileSync(join(folder, file), "utf8"))];
      const find = (end: string): Members => interfaces.find(([name]) => name.endsWith(end))?.[1] ?? new Map();
      return { state: find("State"), args: find("Args") };
    },
    nested(name) {
      const found = nested.get(name);
      if (found === undefined) throw new Error(`${PACKAGE} declares no ${name}`);
      return found;
    },
  };
}

function interfacesOf(text: string): Map<string, Members> {
  // Maps are written over three lines.
  const code = text.replace(/\/\*\*[\s\S]*?\*\//g, "").replace(/\{\s*(\[key: string\]: [^;]+);\s*\}/g, "{$1}");
  const found = [...code.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)];
  return new Map(
    found.map(([, name = "", body = ""]) => [
      name,
      new Map(
        [...body.matchAll(/^\s+(\w+)(\??): (.+);$/gm)].map(([, member = "", mark, type = ""]) => [
          member,
          { isOptional: mark === "?", type: plain(type) },
        ]),
      ),
    ]),
  );
}

/** A type without Pulumi's wrappers: `string[]`, `inputs.QueueSettings`. */
function plain(type: string): string {
  const one = type.trim().replace(/ \| undefined$/, "");
  if (one.endsWith("[]")) return `${plain(one.slice(0, -2))}[]`;
  const wrapped = /^pulumi\.Input<(.*)>$/.exec(one);
  return wrapped === null ? one : plain(wrapped[1] ?? "");
}

/** The differences between the assumed schema and the declarations, one line each. Additional declarations are no fault. */
export const declarationFaults = ({ resources }: ProviderSchema, declarations: Declarations): string[] =>
  Object.entries(resources).flatMap(([type, { attributes }]) => {
    const declared = declarations.resource(type);
    if (declared === undefined) return [`${type}: is not declared`];
    return Object.entries(attributes)
      .filter(([name]) => name !== "id")
      .flatMap(([name, attribute]) => {
        const here = `${type}.${name}`;
        const argument = memberOf(declared.args, name, attribute);
        return [
          ...flagFaults(here, attribute, argument),
          ...typeFaults(here, attribute, memberOf(declared.state, name, attribute), declarations),
        ];
      });
  });

function flagFaults(path: string, { required, optional }: Attribute, argument: { isOptional: boolean } | undefined): string[] {
  const assumed = required === true ? "required" : optional === true ? "optional" : "computed";
  const declared = argument === undefined ? "computed" : argument.isOptional ? "optional" : "required";
  return assumed === declared ? [] : [`${path}: is ${declared}, not ${assumed}`];
}

/** A nested type as it is declared; the group is its name. */
const NESTED: Readonly<Record<NonNullable<Attribute["nested_type"]>["nesting_mode"], RegExp>> = {
  single: /^inputs\.(\w+)$/,
  list: /^inputs\.(\w+)\[\]$/,
  set: /^inputs\.(\w+)\[\]$/,
  map: /^\{\[key: string\]: (?:pulumi\.Input<)?inputs\.(\w+)>?\}$/,
};

function typeFaults(path: string, attribute: Attribute, member: { type: string } | undefined, declarations: Declarations): string[] {
  if (member === undefined) return [`${path}: is not declared`];
  const nested = attribute.nested_type;
  if (nested === undefined) {
    const wanted = inTypeScript(attribute.type as AttributeType);
    return member.type === wanted ? [] : [`${path}: is ${member.type}, not ${wanted}`];
  }
  const name = NESTED[nested.nesting_mode].exec(member.type)?.[1];
  if (name === undefined) return [`${path}: is ${member.type}, not nested by ${nested.nesting_mode}`];
  return nestedFaults(path, nested.attributes, declarations.nested(name), declarations);
}

/**
 * Within nested attributes, computed ones cannot be distinguished from optional ones, because the declarations describe arguments and state at once.
 */
const nestedFaults = (path: string, attributes: Attributes, members: Members, declarations: Declarations): string[] =>
  Object.entries(attributes).flatMap(([name, attribute]) => {
    const here = `${path}.${name}`;
    const member = memberOf(members, name, attribute);
    const isRequired = attribute.required === true;
    return [
      ...(member !== undefined && member.isOptional === isRequired ? [`${here}: is ${isRequired ? "not " : ""}required`] : []),
      ...typeFaults(here, attribute, member, declarations),
    ];
  });

function inTypeScript(type: AttributeType): string {
  if (type === "bool") return "boolean";
  if (type === "dynamic") return "any";
  if (typeof type === "string") return type;
  const [collection, inner] = type;
  return collection === "map" ? `{[key: string]: ${inTypeScript(inner)}}` : `${inTypeScript(inner)}[]`;
}

/** Pulumi writes names in camel case, and those of lists in the plural. */
function memberOf(
  members: Members,
  name: string,
  { type, nested_type: nested }: Attribute,
): { isOptional: boolean; type: string } | undefined {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const isList = Array.isArray(type) || (nested !== undefined && nested.nesting_mode !== "single");
  const names = isList ? [camel, `${camel}s`, `${camel}es`, camel.replace(/y$/, "ies")] : [camel];
  return names.map((one) => members.get(one)).find((member) => member !== undefined);
}
