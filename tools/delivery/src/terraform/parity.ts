// Development and the host of previews must be what production is, or what works there proves nothing here. The roots differ in main.tf alone, there
// in the same arguments of the same module, in values only where a reviewed reason says so; and the plans have the same resources.
import { type ModuleCall, type Plan, resourcesOf } from "./plan.ts";

/** A root of an environment: its files' texts by name, and its plan. */
export interface Root {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly plan: Plan;
}

/** Reasons by the path of the argument that may differ, for instance `database.history_days`. */
export type AllowedDifferences = Readonly<Record<string, string>>;

/** The one file in which roots may differ. */
const OWN_FILE = "main.tf";

/**
 * How roots differ beyond what is allowed, each compared with the first one; and what is allowed without need.
 *
 * @param roots two at least.
 */
export function parityFaults(roots: readonly Root[], allowed: AllowedDifferences): string[] {
  const [first, ...others] = roots;
  if (first === undefined || others.length === 0) throw new Error("Parity is of two roots at least.");
  const differing = new Set(others.flatMap((other) => differingPaths(first, other)));
  return [
    ...roots.flatMap(shapeFaults),
    ...others.flatMap((other) => [...fileFaults(first, other), ...argumentFaults(first, other, allowed), ...addressFaults(first, other)]),
    ...Object.keys(allowed)
      .filter((path) => !differing.has(path))
      .map((path) => `${path} may differ, and does not: its reason is stale`),
    ...Object.entries(allowed)
      .filter(([, reason]) => reason.trim() === "")
      .map(([path]) => `${path} may differ without a reason`),
  ];
}

function fileFaults(one: Root, other: Root): string[] {
  const names = new Set([...Object.keys(one.files), ...Object.keys(other.files)]);
  return [...names].flatMap((file) => {
    const missing = [one, other].find(({ files }) => files[file] === undefined);
    if (missing !== undefined) return [`${missing.name} has no ${file}`];
    return file === OWN_FILE || one.files[file] === other.files[file] ? [] : [`${file} of ${one.name} and ${other.name} differ`];
  });
}

/** A root is one call of one module: what a root did besides would be in no other. */
function shapeFaults({ name, plan }: Root): string[] {
  const { module_calls: calls = {}, resources = [] } = plan.configuration.root_module;
  return [
    ...(Object.keys(calls).length === 1 ? [] : [`${name} calls ${Object.keys(calls).length} modules`]),
    ...(resources.length === 0 ? [] : [`${name} has resources of its own`]),
  ];
}

function argumentFaults(one: Root, other: Root, allowed: AllowedDifferences): string[] {
  const [first, second] = [callOf(one), callOf(other)];
  const [left, right] = [leavesOf(first), leavesOf(second)];
  return [
    ...(first.source === second.source ? [] : [`${one.name} is ${first.source}, ${other.name} is ${second.source}`]),
    ...[...new Set([...left.keys(), ...right.keys()])].flatMap((path) =>
      [one, other].filter((_, index) => ![left, right][index]?.has(path)).map(({ name }) => `${name} does not give ${path}`),
    ),
    ...differingPaths(one, other)
      .filter((path) => !(path in allowed))
      .map((path) => `${path} differs without a reason`),
  ];
}

function differingPaths(one: Root, other: Root): string[] {
  const [left, right] = [leavesOf(callOf(one)), leavesOf(callOf(other))];
  return [...new Set([...left.keys(), ...right.keys()])].filter((path) => left.get(path) !== right.get(path));
}

const callOf = ({ plan }: Root): ModuleCall => Object.values(plan.configuration.root_module.module_calls ?? {})[0] ?? { source: "" };

/** Every value of a module's arguments by its path. What is not written out as a value is compared by what it refers to. */
function leavesOf({ expressions = {} }: ModuleCall): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (path: string, value: unknown): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) visit(`${path}.${key}`, inner);
    } else leaves.set(path, JSON.stringify(value));
  };
  for (const [name, { constant_value: value, references }] of Object.entries(expressions)) {
    visit(name, value === undefined ? { references: [...(references ?? [])] } : value);
  }
  return leaves;
}

function addressFaults(one: Root, other: Root): string[] {
  const [left, right] = [one, other].map(({ plan }) => new Set(resourcesOf(plan).map(({ address }) => address)));
  return [
    ...[...(left ?? [])].filter((address) => right?.has(address) !== true).map((address) => `${other.name} would have no ${address}`),
    ...[...(right ?? [])].filter((address) => left?.has(address) !== true).map((address) => `${one.name} would have no ${address}`),
  ];
}

/**
 * Places in a module's text that decide by an environment's name: such a module is two modules.
 *
 * @internal Judges the modules in tests/terraform: no plan shows it.
 */
export const decisionsByName = (files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        /terraform\.workspace|var\.environment\s*[=!]=|[=!]=\s*var\.environment|lookup\([^)]*var\.environment|\[var\.environment\]/.test(
          line,
        )
          ? [`${path}:${index + 1} decides by the environment's name`]
          : [],
      ),
  );
