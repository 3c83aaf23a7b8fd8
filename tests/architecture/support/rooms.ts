// The rooms of the house and the law of who may import whom (ARCHITECTURE.md): shared ← kit ← Workers, shared ← core-service.
import { circlesOf, importsOf, isRelative, packageOf, targetOf } from "./imports.ts";
import type { Source } from "./sources.ts";

/** Which other rooms a room may import, by package name. A domain Worker's row holds for each of them. */
const inward: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  "workers/kit": ["shared"],
  "workers/gateway": ["shared", "workers/kit", "openapi"],
  "core-service": ["shared"],
  openapi: [],
  "openapi/client": ["shared"],
  "tools/repository": [],
  "tools/command": [],
  "tools/database": ["shared", "tools/repository", "tools/command"],
  "tools/cli": ["shared", "openapi/client", "tools/repository", "tools/command"],
  "tools/dev": ["shared", "openapi/client", "tools/repository", "tools/command", "tools/database", "tools/cli"],
  "tools/delivery": ["shared", "tools/repository", "tools/command", "tools/database", "tools/dev"],
  "tools/verification": ["shared", "openapi/client", "tools/repository", "tools/command", "tools/database", "tools/dev"],
};
/** The packages of tools/, which are named by what they are. */
const TOOLS = new Set(Object.keys(inward).flatMap((room) => (room.startsWith("tools/") ? [room.slice("tools/".length)] : [])));
const DOMAIN_WORKER: readonly string[] = ["shared", "workers/kit"];
/** Packages that only the core may hold: whoever has a driver can have a database. */
const DATABASE_PACKAGES = new Set(["@neondatabase/serverless", "drizzle-orm", "pg", "postgres", "pg-cloudflare"]);

/** The room of a path, or null for what stands in none (the root's own configuration). */
export function roomOf(path: string): string | null {
  const [first, second] = path.split("/");
  if (first === "workers" && second !== undefined) return `workers/${second}`;
  if (first === "tools" && TOOLS.has(second as string)) return `tools/${second}`;
  if (first === "openapi" && second === "client") return "openapi/client";
  return ["shared", "core-service", "openapi", "tests"].includes(first as string) && second !== undefined ? (first as string) : null;
}

/** The room that a package name stands for; null for packages of others. */
export function roomOfPackage(name: string): string | null {
  const [scope, room] = name.split("/");
  if (scope !== "@ledge" || room === undefined) return null;
  if (room === "client") return "openapi/client";
  if (TOOLS.has(room)) return `tools/${room}`;
  return ["shared", "core-service", "openapi", "tests"].includes(room) ? room : `workers/${room}`;
}

/** The rooms that `room` may import. A Worker that is not in the list is a domain Worker. */
export const allowedImports = (room: string): readonly string[] => inward[room] ?? DOMAIN_WORKER;

/** What crosses a wall: a relative path out of a room, an import against the direction, a driver outside the core. */
export function crossings(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path);
    // Tests look into every room: that is their work. What they need at run time they declare (dependencies.test.ts).
    if (room === null || room === "tests") return [];
    return importsOf(source)
      .filter((specifier) => isCrossing(room, source, specifier))
      .map((specifier) => `${source.path}: ${specifier}`);
  });
}

function isCrossing(room: string, source: Source, specifier: string): boolean {
  if (isRelative(specifier)) return roomOf(targetOf(source, specifier)) !== room;
  const target = roomOfPackage(packageOf(specifier));
  if (target !== null) return !allowedImports(room).includes(target);
  return DATABASE_PACKAGES.has(packageOf(specifier)) && room !== "core-service" && !room.startsWith("tools/");
}

/** Files that import each other in a circle, each circle once, as "a → b → a". Types count: a circle of types is one of ideas. */
export function cycles(sources: readonly Source[]): string[] {
  const known = new Set(sources.map((source) => source.path));
  const graph = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(isRelative)
        .map((specifier) => targetOf(source, specifier))
        .filter((target) => known.has(target)),
    ]),
  );
  return circlesOf(graph);
}
