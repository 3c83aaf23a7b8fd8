// Lints the contract: by Redocly's rules for OpenAPI (its strictest recommended set, and what openapi/redocly.json adds), by Ledge's own rules
// (rules.ts), and by the rules that keep it readable for other tools (tool-rules.ts).
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import type { Contract } from "./document.ts";
import { contractRules } from "./rules.ts";
import { toolRules } from "./tool-rules.ts";

/** The faults of a contract, one per line. */
export async function lintContract(source: string): Promise<string[]> {
  const config = await createConfig(readFileSync(`${ROOT}openapi/redocly.json`, "utf8"));
  const problems = await lintFromString({ source, absoluteRef: `${ROOT}openapi/ledge.v1.json`, config });
  const standard = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? "#"})`);
  const contract = JSON.parse(source) as Contract;
  return [...standard, ...contractRules(contract, routeFiles()), ...toolRules(contract)];
}

/** The files of all Workers' routes, such as `accounts/open-account`. */
function routeFiles(): ReadonlySet<string> {
  const files = globSync("workers/*/src/routes/*.ts", { cwd: ROOT });
  return new Set(files.map((file) => `${file.split("/")[1] as string}/${basename(file, ".ts")}`));
}
