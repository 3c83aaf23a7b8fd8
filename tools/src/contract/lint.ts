// The lint of the contract: OpenAPI's rules by Redocly, as openapi/redocly.json chooses them, and the rules of this house.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import type { Contract } from "./contract.ts";
import { houseRules } from "./rules.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What is wrong with a contract, as lines; empty when nothing is. */
export async function lintContract(source: string): Promise<string[]> {
  const config = await createConfig(readFileSync(`${ROOT}openapi/redocly.json`, "utf8"));
  const problems = await lintFromString({ source, absoluteRef: `${ROOT}openapi/ledge.v1.json`, config });
  const standard = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? "#"})`);
  return [...standard, ...houseRules(JSON.parse(source) as Contract, routeFiles())];
}

/** `accounts/open-account` for each file of a Worker's routes. */
function routeFiles(): ReadonlySet<string> {
  const files = globSync("workers/*/src/routes/*.ts", { cwd: ROOT });
  return new Set(files.map((file) => `${file.split("/")[1] as string}/${basename(file, ".ts")}`));
}
