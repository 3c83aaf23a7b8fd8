// The lint of the contract: OpenAPI's rules by Redocly (all it recommends, at their strictest, and what openapi/redocly.json adds), our own
// rules, and those of other people's tools.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import type { Contract } from "./document.ts";
import { houseRules } from "./rules.ts";
import { toolRules } from "./tool-rules.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** What is wrong with a contract, as lines; empty when nothing is. */
export async function lintContract(source: string): Promise<string[]> {
  const config = await createConfig(readFileSync(`${ROOT}openapi/redocly.json`, "utf8"));
  const problems = await lintFromString({ source, absoluteRef: `${ROOT}openapi/ledge.v1.json`, config });
  const standard = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? "#"})`);
  const contract = JSON.parse(source) as Contract;
  return [...standard, ...houseRules(contract, routeFiles()), ...toolRules(contract)];
}

/** `accounts/open-account` for each file of a Worker's routes. */
function routeFiles(): ReadonlySet<string> {
  const files = globSync("workers/*/src/routes/*.ts", { cwd: ROOT });
  return new Set(files.map((file) => `${file.split("/")[1] as string}/${basename(file, ".ts")}`));
}
