// Reads what documents are compared with: the npm scripts with the sources behind them, and the operations of the contract.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import type { Script } from "./commands.ts";
import type { Operation } from "./paths.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const packageScripts = (): string[] => Object.keys((JSON.parse(read("package.json")) as { readonly scripts: object }).scripts);

/** The scripts of package.json, each with the text of the folder that tools/run-tool.mjs starts it from. */
export function scriptsHere(): Script[] {
  const run = read("tools/run-tool.mjs");
  return packageScripts().map((name) => {
    const main = new RegExp(`["']?${name}["']?: \\[(?:\\.\\.\\.vitest|"([^"]+)")`).exec(run)?.[1];
    return { name, sources: main === undefined ? "" : sourcesBeside(main) };
  });
}

function sourcesBeside(main: string): string {
  const folder = dirname(main);
  const files = readdirSync(join(ROOT, folder)).filter((file) => file.endsWith(".ts"));
  return files.map((file) => read(`${folder}/${file}`)).join("\n");
}

interface ContractOperation {
  readonly operationId: string;
  readonly "x-ledge-scope": string;
}

/** Every operation of the contract by its method and path. */
export function contractByOperation(): ReadonlyMap<Operation, ContractOperation> {
  const { paths } = JSON.parse(read("openapi/ledge.v1.json")) as { readonly paths: Record<string, Record<string, ContractOperation>> };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}

export const contractOperations = (): Operation[] => [...contractByOperation().keys()];
