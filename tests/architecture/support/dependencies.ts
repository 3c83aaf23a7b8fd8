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
/** Rooms that run beside the toolchain of the root, and so may use it. The product's rooms may not. */
const BESIDE_THE_TOOLCHAIN = new Set(["tools", "tests"]);

/** Imports of packages that the importing room does not declare. `manifests` by room; the root's is "". */
export function undeclared(sources: readonly Source[], manifests: ReadonlyMap<string, Manifest>): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path) ?? "";
    const own = declaredIn(manifests.get(room));
    const declared = BESIDE_THE_TOOLCHAIN.has(room) ? [...own, ...declaredIn(manifests.get(""))] : own;
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

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
}

/** Packages locked to a host, or without the hash that makes the host irrelevant. */
export function untrustworthy({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    if (!path.startsWith("node_modules/") && !path.includes("/node_modules/")) return [];
    if (locked.link === true) return /^[a-z-]+(?:\/[a-z-]+)*$/.test(locked.resolved ?? "") ? [] : [`${path} links to ${locked.resolved}`];
    const faults = locked.resolved === undefined ? [] : [`${path} comes from ${locked.resolved}`];
    return /^sha512-/.test(locked.integrity ?? "") ? faults : [...faults, `${path} has no sha512`];
  });
}

/** Packages that run a script on install here without being named in `allowScripts`, and names there that no package has. */
export function unapprovedScripts({ packages }: Lockfile, allowed: Readonly<Record<string, boolean>>, platform: string): string[] {
  const scripted = new Set(
    Object.entries(packages)
      .filter(([, locked]) => locked.hasInstallScript === true && (locked.os?.includes(platform) ?? true))
      .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)),
  );
  const unapproved = [...scripted].filter((name) => !(name in allowed)).map((name) => `${name} is not in allowScripts`);
  const unknown = Object.keys(allowed).filter((name) => !scripted.has(name)).map((name) => `${name} has no install script`);
  return [...unapproved, ...unknown];
}
