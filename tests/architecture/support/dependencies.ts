// The supply chain in manifests and lock files: exact versions, hashes instead of hosts, install scripts by name. The import law (imports.json)
// decides which package may import which.

export interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

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

/** Packages that are locked to a host. Without one, npm uses its configured registry, and the hash verifies the answer. */
export function hosted({ packages }: Lockfile): string[] {
  return installed(packages).flatMap(([path, { link, resolved }]) => {
    const isLocal = link === true ? /^[a-z-]+(?:\/[a-z-]+)*$/.test(resolved ?? "") : resolved === undefined;
    return isLocal ? [] : [`${path} comes from ${resolved}`];
  });
}

/** Packages that are locked without a hash, for which any content of a registry would be installed. */
export const hashless = ({ packages }: Lockfile): string[] =>
  installed(packages)
    .filter(([, { link, integrity }]) => link !== true && integrity?.startsWith("sha512-") !== true)
    .map(([path]) => path);

const installed = (packages: Lockfile["packages"]): [string, LockedPackage][] =>
  Object.entries(packages).filter(([path]) => path.includes("node_modules/"));

/** Packages whose manifest differs from the lockfile: `npm ci`, and so `npm start` on a fresh clone, refuses them. */
export function outOfStep({ packages }: Lockfile, manifests: ReadonlyMap<string, Manifest>): string[] {
  return [...manifests].filter(([folder, manifest]) => listOf(manifest) !== listOf(packages[folder] ?? {})).map(([folder]) => folder);
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

/** Packages that run a script on install, on any platform, without being named in `allowScripts`; and names there without such a package. */
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

/** A package of PyPI at one version, possibly for some platforms, with the hashes of its files. */
const LOCKED_REQUIREMENT = /^[a-z0-9][a-z0-9.-]*==[\w.]+(?: ; [^\\]+?)?(?: --hash=sha256:[0-9a-f]{64})+$/;

/** Lines of a requirements file (pip) that could install something else later. */
export function looseRequirements(requirements: string): string[] {
  const lines = requirements
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.filter((line) => !LOCKED_REQUIREMENT.test(line));
}
