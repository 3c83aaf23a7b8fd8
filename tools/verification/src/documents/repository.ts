// Reads what documents are compared with: the npm scripts with the sources behind them, and the names of the contract's operations.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contractByOperation } from "@ledge/repository/contract";
import { ROOT } from "@ledge/repository/root";
import type { Script } from "./commands.ts";

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

export const contractOperations = (): string[] => [...contractByOperation().keys()];
