// What a room depends on is written in its own package.json. npm hoists every package to the root, where anything resolves;
// `install-strategy=linked` would not, but hangs in an install script of this toolchain (npm 11.19). This law stands in for it.
import { builtinModules } from "node:module";
import { importsOf, isRelative, packageOf } from "./imports.ts";
import { roomOf } from "./rooms.ts";
import type { Source } from "./sources.ts";

export interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const PLATFORM = /^(?:node:|cloudflare:)/;
/** Packages that run beside the toolchain of the root, and so may use it. The product's packages may not. */
const BESIDE_THE_TOOLCHAIN = /^(?:tools\/|tests$)/;

/** Imports of packages that the importing room does not declare. `manifests` by room; the root's is "". */
export function undeclared(sources: readonly Source[], manifests: ReadonlyMap<string, Manifest>): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path) ?? "";
    const own = declaredIn(manifests.get(room));
    const declared = BESIDE_THE_TOOLCHAIN.test(room) ? [...own, ...declaredIn(manifests.get(""))] : own;
    return importsOf(source)
      .filter((specifier) => !isRelative(specifier) && !PLATFORM.test(specifier) && !declared.includes(packageOf(specifier)))
      .map((specifier) => `${source.path}: ${specifier}${builtinModules.includes(specifier) ? " (write node:)" : ""}`);
  });
}

const declaredIn = (manifest: Manifest | undefined): string[] => Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies });

const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/** Versions that are not exact, as "package version". An override may also refer to a direct dependency (`$name`). */
export function inexact(manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies, overrides } = manifest;
  const direct = [dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap((list) => Object.entries(list ?? {}));
  const isFixed = (version: string, mayRefer: boolean): boolean => EXACT.test(version) || (mayRefer && /^\$[@a-z]/.test(version));
  return [
    ...direct.filter(([, version]) => !isFixed(version, false)),
    ...leaves(overrides ?? {}).filter(([, version]) => !isFixed(version, true)),
  ].map(([name, version]) => `${name} ${version}`);
}

const leaves = (overrides: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(overrides).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : leaves(value as Record<string, unknown>),
  );

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage extends Manifest {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

/** Packages locked to a host. Without one, npm asks the registry that it is configured for, and the hash judges the answer. */
export function hosted({ packages }: Lockfile): string[] {
  return installed(packages).flatMap(([path, { link, resolved }]) => {
    const isLocal = link === true ? /^[a-z-]+(?:\/[a-z-]+)*$/.test(resolved ?? "") : resolved === undefined;
    return isLocal ? [] : [`${path} comes from ${resolved}`];
  });
}

/** Packages locked without a hash, so that whatever a registry sends is installed. */
export const hashless = ({ packages }: Lockfile): string[] =>
  installed(packages)
    .filter(([, { link, integrity }]) => link !== true && integrity?.startsWith("sha512-") !== true)
    .map(([path]) => path);

const installed = (packages: Lockfile["packages"]): [string, LockedPackage][] =>
  Object.entries(packages).filter(([path]) => path.includes("node_modules/"));

/** Rooms whose manifest says something else than the lockfile: `npm ci`, and so `npm start` on a fresh clone, refuses them. */
export function outOfStep({ packages }: Lockfile, manifests: ReadonlyMap<string, Manifest>): string[] {
  return [...manifests].filter(([room, manifest]) => listOf(manifest) !== listOf(packages[room] ?? {})).map(([room]) => room);
}

const listOf = ({ dependencies, devDependencies, optionalDependencies, peerDependencies }: Manifest): string =>
  [dependencies, devDependencies, optionalDependencies, peerDependencies]
    .map((list) =>
      Object.entries(list ?? {})
        .map(([name, version]) => `${name}@${version}`)
        .sort()
        .join(),
    )
    .join(";");

/** Packages that run a script on install, on any platform, without being named in `allowScripts`; names there that none has. */
export function unapprovedScripts({ packages }: Lockfile, allowed: Readonly<Record<string, boolean>>): string[] {
  const scripted = new Set(
    installed(packages)
      .filter(([, locked]) => locked.hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)),
  );
  const unapproved = [...scripted].filter((name) => !(name in allowed)).map((name) => `${name} is not in allowScripts`);
  const unknown = Object.keys(allowed)
    .filter((name) => !scripted.has(name))
    .map((name) => `${name} has no install script`);
  return [...unapproved, ...unknown];
}

/** A package of PyPI at one version, on some platforms perhaps, with the hashes of its files. */
const LOCKED_REQUIREMENT = /^[a-z0-9][a-z0-9.-]*==[\w.]+(?: ; [^\\]+?)?(?: --hash=sha256:[0-9a-f]{64})+$/;

/** Lines of a requirements file (pip) that could install something else another day. */
export function looseRequirements(requirements: string): string[] {
  const lines = requirements
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.filter((line) => !LOCKED_REQUIREMENT.test(line));
}
